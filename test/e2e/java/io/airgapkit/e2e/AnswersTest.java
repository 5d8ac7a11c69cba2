package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code src/docs/answers.md} is what the Java tools answer, member by member, both ways. The
 * scripts' part is in {@code Answers.Tests.ps1} and {@link PackScriptsTest}.
 */
class AnswersTest {
  private static final Pattern FORMAT = Pattern.compile("airgap-[a-z-]+/[0-9]+");
  private static final Pattern LINK = Pattern.compile("\\(([a-z-]+[.]md)\\)");

  @TempDir Path scratch;
  private AnswerTables tables;

  @BeforeEach
  void tables() throws IOException {
    tables = AnswerTables.read();
  }

  @Test
  void tablesAreOfTheFormatsThatTestsJudge() {
    assertThat(tables.formats())
        .containsExactly(
            "airgap-build/1",
            "airgap-facts/1",
            "airgap-keys/1",
            "airgap-pack-run/2",
            "airgap-pack-test/1",
            "airgap-pack/1",
            "airgap-plan/1",
            "airgap-report/1",
            "airgap-run/2");
  }

  /** A name that is nowhere explained is a contract that nobody can keep. */
  @Test
  void everyFormatNameIsExplained() throws IOException {
    Path docs = Checkout.root().resolve("src/docs");
    String page = Files.readString(docs.resolve("answers.md"));
    StringBuilder explained = new StringBuilder(page);
    Matcher link = LINK.matcher(page);
    while (link.find()) {
      explained.append(Files.readString(docs.resolve(link.group(1))));
    }
    Set<String> known = names(explained.toString());
    Set<String> used = new TreeSet<>();
    for (Path file : Checkout.here().files("src")) {
      used.addAll(names(Files.readString(file, StandardCharsets.ISO_8859_1)));
    }
    assertThat(used).hasSizeGreaterThan(15);
    assertThat(known).containsAll(used);
  }

  private static Set<String> names(String text) {
    Set<String> out = new TreeSet<>();
    Matcher name = FORMAT.matcher(text);
    while (name.find()) {
      out.add(name.group());
    }
    return out;
  }

  @Test
  void build() throws Exception {
    builder("airgap-build/1", SharedKits.build(scratch.resolve("out").toString(), "--json"));
  }

  @Test
  void plan() throws Exception {
    builder("airgap-plan/1", "plan", "acs", "--json");
  }

  @Test
  void facts() throws Exception {
    builder("airgap-facts/1", "facts", "--json");
  }

  @Test
  void keygen() throws Exception {
    builder("airgap-keys/1", "keygen", "--out", "made", "--passphrase", "env:P", "--json");
  }

  @Test
  void pack() throws Exception {
    String anchor = SharedKits.keys().resolve("anchor.cer").toString();
    builder("airgap-pack/1", "pack", "--anchor", anchor, "--out", "pack", "--json");
  }

  /** Before there is anything to answer: the other stream. */
  @Test
  void whereNothingCanBeAnsweredNothingIsWritten() throws Exception {
    Terminal terminal = SharedKits.terminal(scratch);
    for (String words :
        List.of("build nope", "plan nope", "facts nope", "keygen", "pack --out pack")) {
      assertThat(terminal.builder((words + " --json").split(" ")).out()).as(words).isEmpty();
    }
    for (String words : List.of("verify", "verify nope --anchor sha256:0", "inspect")) {
      assertThat(terminal.verifier((words + " --json").split(" ")).out()).as(words).isEmpty();
    }
  }

  @Test
  void report() throws Exception {
    BuiltKit kit = SharedKits.production();
    Path half = scratch.resolve("half.zip");
    byte[] bytes = Files.readAllBytes(kit.zip());
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    Path more = Files.write(scratch.resolve("more.zip"), Arrays.copyOf(bytes, bytes.length + 1));
    String zip = kit.zip().toString();
    verifier(0, "verify", zip, "--anchor", kit.anchor());
    verifier(0, "verify", zip, "--anchor", kit.anchorPem().toString(), "--for", "audit");
    verifier(0, "extract", zip, "--to", "extracted", "--anchor", kit.anchor());
    verifier(0, "inspect", zip);
    verifier(1, "verify", zip, "--anchor", "sha256:" + "0".repeat(64));
    verifier(1, "verify", half.toString(), "--anchor", kit.anchor());
    verifier(1, "verify", more.toString(), "--anchor", kit.anchor());
    assertThat(tables.notSeen("airgap-report/1")).isEmpty();
  }

  /** That a difference of each kind is one. */
  @Test
  void aDifferenceIsFound() {
    String head =
        "## airgap-x/1\n\n| Member | Type | Meaning |\n|---|---|---|\n| `format` | text | |\n";
    AnswerTables made =
        AnswerTables.of(
            (head + "| `a` | number or null | |\n| `l` | list of objects | |\n")
                    .replace("| |", "| x |")
                + "\n### airgap-x/1: l\n\n| `m` | text | x |\n");
    List<String> found = new ArrayList<>();
    for (String rest :
        List.of(
            "\"a\":null,\"l\":[]",
            "\"a\":1,\"l\":[{\"m\":\"\"}]",
            "\"a\":1",
            "\"a\":\"1\",\"l\":[]",
            "\"a\":1,\"l\":[{\"m\":1}]",
            "\"a\":1,\"l\":[{}]",
            "\"a\":1,\"l\":[\"x\"]",
            "\"a\":1,\"l\":[],\"b\":1")) {
      found.addAll(made.judge("{\"format\":\"airgap-x/1\"," + rest + "}"));
    }
    assertThat(found)
        .containsExactly(
            "airgap-x/1 l: absent",
            "airgap-x/1 a: text",
            "airgap-x/1: l m: number",
            "airgap-x/1: l m: absent",
            "airgap-x/1 l: list of text",
            "airgap-x/1 b: not in the table");
    AnswerTables fresh =
        AnswerTables.of(head.replace("| |", "| x |") + "| `a` | number or null | x |\n");
    fresh.judge("{\"format\":\"airgap-x/1\",\"a\":1}");
    assertThat(fresh.notSeen("airgap-x/1")).containsExactly("airgap-x/1 a: null");
  }

  private void builder(String format, String... words) throws Exception {
    ToolRun run = SharedKits.terminal(scratch).thatMakesKeys().builder(words);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"" + format + "\"");
    assertThat(tables.judge(run.out())).isEmpty();
    assertThat(tables.notSeen(format)).isEmpty();
  }

  private void verifier(int exit, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    ToolRun run = Terminal.in(scratch).verifier(all.toArray(String[]::new));
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
    assertThat(tables.judge(run.out())).isEmpty();
  }
}
