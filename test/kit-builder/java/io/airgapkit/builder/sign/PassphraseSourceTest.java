package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseSourceTest {
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private final List<char[]> answered = new ArrayList<>();
  private final Deque<char[]> answers = new ArrayDeque<>();

  @Test
  void fromTheEnvironment() throws Exception {
    assertThat(read("env:SIGNER")).isEqualTo("open sesame");
    assertFault(SigningFault.PASSPHRASE_ENV_MISSING, () -> read("env:OTHER"));
    assertFault(SigningFault.PASSPHRASE_EMPTY, () -> read("env:NOTHING"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret", "", "env:", "file:", "pass:s3cret", "ENV:SIGNER", " env:SIGNER"})
  void aPlainValueIsRefusedAndNotRepeated(String specification) {
    SigningException fault =
        assertFault(SigningFault.PASSPHRASE_SPEC_UNKNOWN, () -> source(specification));
    assertThat(fault.getMessage() + fault.hint() + fault.facts()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open sesame",
        "open sesame\n",
        "open sesame\r\n",
        "open sesame\nsecond line\n",
        "open sesame\r\n\u00e9 in a second line"
      })
  void theFirstLineOfAFile(String content) throws Exception {
    assertThat(read("file:" + file(content))).isEqualTo("open sesame");
  }

  @Test
  void blanksAreKept() throws Exception {
    assertThat(read("file:" + file(" open \r\n"))).isEqualTo(" open ");
  }

  @Test
  void filesThatGiveNone() throws Exception {
    assertFault(SigningFault.PASSPHRASE_FILE_MISSING, () -> read("file:" + folder.resolve("no")));
    assertFault(SigningFault.PASSPHRASE_FILE_UNREADABLE, () -> read("file:" + folder));
    assertFault(SigningFault.PASSPHRASE_FILE_UNREADABLE, () -> read("file:a\0b"));
    assertFault(SigningFault.PASSPHRASE_EMPTY, () -> read("file:" + file("")));
    assertFault(SigningFault.PASSPHRASE_EMPTY, () -> read("file:" + file("\nopen sesame")));
  }

  @Test
  void theSizeOfAFileIsBounded() throws Exception {
    String most = "a".repeat(PassphraseSource.FILE_LIMIT);
    assertThat(read("file:" + file(most))).isEqualTo(most);
    assertFault(SigningFault.PASSPHRASE_FILE_TOO_LARGE, () -> read("file:" + file(most + "a")));
  }

  @Test
  void onlyPrintableAscii() throws Exception {
    SigningException fault =
        assertFault(
            SigningFault.PASSPHRASE_NOT_ASCII, () -> read("file:" + file("caf\u00e9 au lait")));
    assertThat(fault.facts()).containsEntry("position", "4");
    // A byte order mark would silently become part of the passphrase.
    assertFault(SigningFault.PASSPHRASE_NOT_ASCII, () -> read("file:" + file("\ufeffopen")));
    assertFault(SigningFault.PASSPHRASE_NOT_ASCII, () -> read("file:" + file("a\tb")));
    assertFault(SigningFault.PASSPHRASE_NOT_ASCII, () -> read("file:" + file("a\u007f")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void aFileOpenToOthersIsWarnedOf(String mode) throws Exception {
    Path file = file("open sesame");
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "has modes");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    read("file:" + file);
    assertThat(warnings).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    read("file:" + file);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains(file.toString(), mode).doesNotContain("sesame");
  }

  @Test
  void thePromptAsksOnceForAKeyThatExists() throws Exception {
    answers.add("short".toCharArray());
    assertThat(read(null)).isEqualTo("short");
    assertThat(questions).hasSize(1);
  }

  @Test
  void theEndOfInputIsAnEmptyPassphrase() {
    assertFault(SigningFault.PASSPHRASE_EMPTY, () -> read(null));
  }

  @Test
  void thePromptAsksTwiceForANewKey() throws Exception {
    answers.add("open sesame".toCharArray());
    answers.add("open sesame".toCharArray());
    try (Passphrase passphrase = source(null).readNew("root")) {
      assertThat(new String(passphrase.characters())).isEqualTo("open sesame");
    }
    assertThat(questions).hasSize(2);
    assertThat(answered).allSatisfy(PassphraseSourceTest::assertWiped);
  }

  @Test
  void theTwoHaveToBeEqual() {
    answers.add("open sesame".toCharArray());
    answers.add("open sesamf".toCharArray());
    assertFault(SigningFault.PASSPHRASE_NOT_REPEATED, () -> source(null).readNew("root"));
    assertThat(answered).hasSize(2).allSatisfy(PassphraseSourceTest::assertWiped);
  }

  @Test
  void aNewOneHasEightCharacters() throws Exception {
    answers.add("7 chars".toCharArray());
    assertFault(SigningFault.PASSPHRASE_TOO_SHORT, () -> source(null).readNew("root"));
    assertThat(questions).hasSize(1);
    assertThat(answered).allSatisfy(PassphraseSourceTest::assertWiped);
    assertFault(
        SigningFault.PASSPHRASE_TOO_SHORT, () -> source("file:" + file("7 chars")).readNew("r"));
    try (Passphrase passphrase = source("file:" + file("8 chars.")).readNew("r")) {
      assertThat(passphrase.characters()).hasSize(8);
    }
  }

  @Test
  void withoutConsole() throws Exception {
    PassphraseSource source =
        PassphraseSource.of(
            null, new PassphraseSource.Surroundings(name -> null, null, warnings::add));
    assertFault(SigningFault.PASSPHRASE_NO_CONSOLE, () -> source.read("x"));
    assertFault(SigningFault.PASSPHRASE_NO_CONSOLE, () -> source.readNew("x"));
  }

  @Test
  void theProcessesOwnSurroundings() throws Exception {
    Map.Entry<String, String> variable =
        System.getenv().entrySet().stream()
            .filter(e -> e.getValue().matches("[ -~]+"))
            .findFirst()
            .orElseThrow();
    PassphraseSource source =
        PassphraseSource.of(
            "env:" + variable.getKey(), PassphraseSource.Surroundings.ofProcess(warnings::add));
    try (Passphrase passphrase = source.read("x")) {
      assertThat(new String(passphrase.characters())).isEqualTo(variable.getValue());
    }
  }

  @Test
  void closedIsWipedAndNeverShown() throws Exception {
    char[] secret = "open sesame".toCharArray();
    Passphrase passphrase = Passphrase.taking(secret, "test");
    assertThat(passphrase.toString()).doesNotContain("sesame");
    passphrase.close();
    assertWiped(secret);
  }

  private static void assertWiped(char[] secret) {
    char[] zeros = new char[secret.length];
    Arrays.fill(zeros, '\0');
    assertThat(secret).isEqualTo(zeros);
  }

  private Path file(String content) throws Exception {
    return Files.write(folder.resolve("pass.txt"), content.getBytes(StandardCharsets.UTF_8));
  }

  private PassphraseSource source(String specification) throws SigningException {
    Map<String, String> environment = Map.of("SIGNER", "open sesame", "NOTHING", "");
    return PassphraseSource.of(
        specification,
        new PassphraseSource.Surroundings(environment::get, this::answer, warnings::add));
  }

  private char[] answer(String question) {
    questions.add(question);
    char[] answer = answers.poll();
    if (answer != null) {
      answered.add(answer);
    }
    return answer;
  }

  private String read(String specification) throws SigningException {
    try (Passphrase passphrase = source(specification).read("signer.p12")) {
      return new String(passphrase.characters());
    }
  }
}
