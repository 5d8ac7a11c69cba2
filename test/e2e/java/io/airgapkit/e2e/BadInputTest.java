package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds that cannot be: each ends with a message of its own and leaves the folder as it was. */
class BadInputTest {
  private static final String ROOT_ID =
      "microsoft-identity-verification-root-certificate-authority-2020";
  private static final String UNREADABLE =
      """
      {
        "format": "airgap-profile/1",
        "id": "mine",
        "revision": "two",
        "titel": "mine"
      }
      """;

  @TempDir static Path stores;
  @TempDir Path folder;
  private static final Map<String, String> MESSAGES = new TreeMap<>();

  /**
   * @param name of the case
   * @param exit its exit code
   * @param fragment of its message
   * @param words in which {@code BUILD} is a whole build command with good keys, {@code UNSIGNED}
   *     one without signer, {@code STORES} the folder of bad key stores
   */
  record Case(String name, int exit, String fragment, String... words) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(inputs(), outputs(), signers(), passphrases()).flatMap(c -> c);
  }

  private static Stream<Case> inputs() {
    return Stream.of(
        new Case("profile unknown", 1, "there is no profile \"nope\"", "UNSIGNED", "nope", "-q"),
        new Case("profile absent", 3, "there is no absent.json", "UNSIGNED", "absent.json", "-q"),
        new Case("profile a folder", 1, "is a folder", "UNSIGNED", "folder.json", "-q"),
        new Case("profile broken", 1, "mine.json:4:15: revision: ", "UNSIGNED", "mine.json", "-q"),
        new Case("profile cut off", 1, "cut.json:2:1: ", "UNSIGNED", "cut.json", "-q"),
        new Case("no profile", 2, "'PROFILE'", "build", "--out", "new", "--quick-start"),
        new Case("no output", 2, "'--out=FOLDER'", "build", "acs", "--quick-start"),
        new Case("no signer", 2, "no signer", "UNSIGNED", "acs"),
        new Case("two kinds of signer", 2, "--quick-start makes its own key", "BUILD", "-q"),
        new Case("unknown option", 2, "Unknown option: '--bogus'", "BUILD", "--bogus"),
        new Case("validity", 2, "--valid-days takes 1 to 1827", "BUILD", "--valid-days", "1828"),
        new Case("sequence ahead", 1, "SEQUENCE_AHEAD", "BUILD", "--sequence", "99999999999"),
        new Case("sequence 0", 1, "NUMBER_OUT_OF_RANGE", "BUILD", "--sequence", "0"));
  }

  private static Stream<Case> outputs() {
    return Stream.of(
        new Case("output exists", 1, "full exists", "BUILD", "--out", "full"),
        new Case("output a file", 1, "exists and is no folder", "BUILD", "--out", "mine.json"),
        new Case("output a dangling link", 1, "dangling exists", "BUILD", "--out", "dangling"),
        new Case("output without parent", 1, "there is no folder", "BUILD", "--out", "a/b"),
        new Case(
            "input is output",
            1,
            "full/kit and the output",
            "BUILD",
            "--certs",
            "full/kit",
            "--out",
            "full",
            "--force"),
        new Case(
            "input is output behind a link",
            1,
            "to-full-kit and the output",
            "BUILD",
            "--certs",
            "to-full-kit",
            "--out",
            "full",
            "--force"),
        new Case("output in input", 1, "the input . and", "BUILD", "--crls", "."),
        new Case("certificate not pinned", 1, "pins as " + ROOT_ID, "BUILD", "--certs", "certs"),
        new Case("certificates absent", 3, "there is no no-certs", "BUILD", "--certs", "no-certs"),
        new Case("certificate unknown", 1, "certificate \"no-id\"", "BUILD", "--with", "no-id"));
  }

  private static Stream<Case> signers() {
    return Stream.of(
        signer("signer absent", 3, "KEY_STORE_MISSING", "no.p12"),
        signer("signer no key store", 3, "KEY_STORE_UNREADABLE", "text.p12"),
        signer("signer expired", 1, "CERTIFICATE_EXPIRED", "expired.p12"),
        signer("signer for scripts", 1, "CERTIFICATE_USAGE_WRONG", "scripts.p12"),
        signer("signer too small", 1, "KEY_TOO_SMALL", "several.p12", "--signer-alias", "one"),
        signer("several keys", 2, "KEY_STORE_SEVERAL_KEYS", "several.p12"),
        signer("alias unknown", 2, "ALIAS_UNKNOWN", "several.p12", "--signer-alias", "three"),
        new Case("same key twice", 1, "is given twice", "BUILD", "SAME"));
  }

  private static Stream<Case> passphrases() {
    return Stream.of(
        opened("passphrase wrong", 3, "PASSPHRASE_WRONG", "--passphrase", "env:OTHER"),
        opened("passphrase as a word", 2, "PASSPHRASE_SPEC_UNKNOWN", "--passphrase", "secret"),
        opened("passphrase not set", 2, "PASSPHRASE_ENV_MISSING", "--passphrase", "env:NOWHERE"),
        opened("nobody to ask", 2, "PASSPHRASE_NO_CONSOLE"));
  }

  private static Case signer(String name, int exit, String code, String store, String... more) {
    String[] words = {"UNSIGNED", "acs", "--signer", "STORES/" + store, "--passphrase", "env:P"};
    return new Case(name, exit, code, joined(words, more));
  }

  private static Case opened(String name, int exit, String code, String... more) {
    String[] words = {"UNSIGNED", "acs", "--signer", "STORES/scripts.p12"};
    return new Case(name, exit, code, joined(words, more));
  }

  private static String[] joined(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @BeforeAll
  static void badKeyStores() throws Exception {
    keytool("expired.p12", "one", "3072", "-startdate", "-30d", "-validity", "10");
    keytool("several.p12", "one", "2048");
    keytool("several.p12", "two", "2048");
    Files.copy(SharedKits.keys().resolve("scripts.p12"), stores.resolve("scripts.p12"));
    Files.writeString(stores.resolve("text.p12"), "not a key store");
  }

  private static void keytool(String store, String alias, String bits, String... more)
      throws Exception {
    String[] words = {
      Terminal.java().resolveSibling("keytool").toString(),
      "-genkeypair",
      "-storetype",
      "PKCS12",
      "-keystore",
      store,
      "-storepass:env",
      "P",
      "-alias",
      alias,
      "-dname",
      "CN=" + alias,
      "-keyalg",
      "RSA",
      "-keysize",
      bits,
      "-ext",
      "KU:c=digitalSignature",
      "-ext",
      "EKU=1.3.6.1.5.5.7.3.36"
    };
    ToolRun run = SharedKits.terminal(stores).run(joined(words, more));
    assertThat(run.exit()).as(run.out()).isZero();
  }

  @BeforeEach
  void inputFiles() throws Exception {
    Files.createDirectory(folder.resolve("folder.json"));
    Files.writeString(folder.resolve("mine.json"), UNREADABLE);
    Files.writeString(folder.resolve("cut.json"), "{\n");
    Files.createDirectories(folder.resolve("full/kit"));
    Files.createDirectory(folder.resolve("certs"));
    Files.copy(
        SharedKits.keys().resolve("anchor.cer"), folder.resolve("certs/" + ROOT_ID + ".cer"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("to-full-kit"), Path.of("full/kit"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refused(Case wanted) throws Exception {
    String[] words = words(wanted);
    Refusal refusal =
        Refusal.in(
            folder, () -> SharedKits.terminal(folder).with("OTHER", "another one").builder(words));
    refusal.says(wanted.exit(), wanted.fragment());
    MESSAGES.put(wanted.name(), refusal.message());
  }

  @AfterAll
  static void noTwoSayTheSame() {
    assertThat(MESSAGES.values()).doesNotHaveDuplicates();
  }

  private static String[] words(Case wanted) throws Exception {
    List<String> words = new ArrayList<>();
    for (String word : wanted.words()) {
      switch (word) {
        case "BUILD" -> words.addAll(List.of(SharedKits.buildUnsignedScripts("new")));
        case "UNSIGNED" -> words.addAll(List.of("build", "--out", "new"));
        case "-q" -> words.add("--quick-start");
        case "SAME" -> words.addAll(List.of(SharedKits.buildUnsignedScripts("new")).subList(4, 8));
        default -> words.add(word.replace("STORES", stores.toString()));
      }
    }
    int out = words.indexOf("--out");
    if (out >= 0 && words.lastIndexOf("--out") > out) {
      words.subList(out, out + 2).clear();
    }
    return words.toArray(String[]::new);
  }
}
