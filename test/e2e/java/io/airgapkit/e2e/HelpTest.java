package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help is true, and fits a screen. */
class HelpTest {
  private static final int COLUMNS = 80;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "build", "keygen", "plan", "facts", "verify", "extract", "inspect"})
  void ofTheBuilder(String command) throws Exception {
    assertReadable(Terminal.in(folder).builder(help(command)), "kit-builder " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "verify", "extract", "inspect"})
  void ofTheVerifier(String command) throws Exception {
    assertReadable(Terminal.in(folder).verifier(help(command)), "kit-verifier " + command);
  }

  @Test
  void everyCommandIsNamed() throws Exception {
    assertThat(Terminal.in(folder).builder("--help").out())
        .contains("build ", "keygen ", "plan ", "facts ", "verify ", "extract ", "inspect ");
  }

  @Test
  void versions() throws Exception {
    for (ToolRun run :
        List.of(
            Terminal.in(folder).builder("--version"), Terminal.in(folder).verifier("--version"))) {
      assertThat(run.exit()).isZero();
      assertThat(run.out()).matches("kit-(builder|verifier) [0-9]+\\.[0-9]+\\.[0-9]+.*\\s+");
    }
  }

  /** Each option the verifier names, in a command that has to succeed with it. */
  @Test
  void everyOptionOfTheVerifier() throws Exception {
    BuiltKit kit = SharedKits.production();
    String zip = kit.zip().toString();
    Map<String, String[]> good = new TreeMap<>();
    good.put("--anchor", words("verify", zip, "--anchor", kit.anchor()));
    good.put("--for", words("verify", zip, "--anchor", kit.anchor(), "--for=audit"));
    good.put("--json", words("inspect", "--json", zip));
    good.put("--debug", words("inspect", "--debug", "--", zip));
    good.put("--to", words("extract", zip, "--anchor", kit.anchor(), "--to", "tree"));
    String[] alone =
        words(
            "verify",
            "--manifest",
            kit.manifest() + "",
            "--signature",
            kit.signature() + "",
            "--anchor",
            kit.anchor());
    good.put("--manifest", alone);
    good.put("--signature", alone);
    good.put("--version", words("--version"));
    good.put("--help", words("--help"));
    String help = Terminal.in(folder).verifier("--help").out();
    TreeSet<String> named = new TreeSet<>();
    Pattern.compile("--[a-z-]+").matcher(help).results().forEach(m -> named.add(m.group()));
    assertThat(named).isEqualTo(good.keySet());
    for (Map.Entry<String, String[]> option : good.entrySet()) {
      ToolRun run = Terminal.in(folder).verifier(option.getValue());
      assertThat(run.exit()).as("%s: %s", option.getKey(), run.err()).isZero();
    }
  }

  @Test
  void wrongUse() throws Exception {
    List<String> messages = new ArrayList<>();
    for (String[] words :
        List.of(
            words(),
            words("verifi"),
            words("verify"),
            words("verify", "a", "b"),
            words("verify", "a", "--bogus"),
            words("verify", "a", "--for", "fun"),
            words("verify", "a", "--anchor"),
            words("verify", "a", "--json=yes"),
            words("verify", "a", "--to", "b"),
            words("extract", "a"),
            words("inspect", "a", "--anchor", "b"),
            words("verify", "--manifest", "m"),
            words("extract", "a", "--to", "b", "--to", "c"))) {
      ToolRun run = Terminal.in(folder).verifier(words);
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("hint: ");
      messages.add(run.err());
    }
    assertThat(messages).doesNotHaveDuplicates();
  }

  private static void assertReadable(ToolRun run, String command) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("(?m)^examples?:$").contains(command.strip());
    assertThat(run.out().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(COLUMNS));
  }

  private static String[] help(String command) {
    return command.isEmpty() ? words("--help") : words(command, "--help");
  }

  private static String[] words(String... words) {
    return words;
  }
}
