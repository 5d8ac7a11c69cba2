package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.profile.ProfileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of policy on the command line, what is said of it, and what is refused. */
class PolicyOptionsTest {
  private static final String SECTION = "\npolicy      ";

  @TempDir private Path folder;

  private static String keys(String name) throws IOException, InterruptedException {
    return SharedKits.keys().resolve(name).toString();
  }

  @Test
  void planSaysWhatPolicySetsAndWhatItCould() throws Exception {
    ToolRun run =
        Terminal.in(folder)
            .builder(
                "plan",
                "acs",
                "--policy",
                "disable-root-auto-update",
                "--trust-publisher",
                keys("scripts.pem"),
                "--trust-publisher-root",
                keys("root.pem"));
    assertThat(run.exit()).as(run.err()).isZero();
    String policy = run.out().substring(run.out().indexOf(SECTION));
    assertThat(policy)
        .contains(
            "SHA-1 " + PolicyKits.ROOT_SHA1,
            "DisableRootAutoUpdate = dword 1",
            "--policy root-dir-url=TEXT",
            "THE SIGNER'S OWN TRUST",
            "HOSTS WILL TRUST THE SIGNER");
  }

  @Test
  void aPlanForMachinesMarksTheSignersTrust() throws Exception {
    ToolRun run =
        Terminal.in(folder)
            .builder("plan", "acs", "--json", "--trust-publisher", keys("scripts.pem"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().split("\"signer_trust\": true", -1)).hasSize(2);
  }

  @Test
  void withoutBeingAskedNothingOfTheSignerIsTrusted() throws Exception {
    ToolRun run = Terminal.in(folder).builder("plan", "acs");
    assertThat(run.out()).doesNotContain("TRUST THE SIGNER", "TrustedPublisher");
    for (byte[] file : PolicyKits.artefacts(SharedKits.production(), "apply").values()) {
      String text = new String(file, StandardCharsets.ISO_8859_1).replace("\0", "");
      assertThat(text).doesNotContain("TrustedPublisher");
    }
  }

  @Test
  void theReadmeOfSuchAKitSaysSoInCapitals() throws Exception {
    String loud = "THIS POLICY MAKES HOSTS TRUST THE SIGNER OF THIS KIT'S SCRIPTS";
    assertThat(text(PolicyKits.full())).contains(loud);
    assertThat(text(SharedKits.production())).doesNotContain(loud);
    assertThat(PolicyKits.full().run().err()).contains("THE POLICY IN THIS KIT MAKES HOSTS TRUST");
  }

  /** Whoever builds from somebody else's profile sees what it sets, asked for or not. */
  @Test
  void buildListsEveryValueThatItSeals() throws Exception {
    String roots = "policy      HKLM\\Software\\Policies\\Microsoft\\SystemCertificates\\AuthRoot";
    assertThat(sealedValues(PolicyKits.full().run()))
        .containsExactly(
            roots + "  DisableRootAutoUpdate  dword 1",
            "policy      HKLM\\Software\\Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate"
                + "  RootDirUrl  string \"file://server/roots\"");
    assertThat(sealedValues(SharedKits.production().run())).isEmpty();
    String acs =
        new String(ProfileReader.builtIn("acs").orElseThrow().render(), StandardCharsets.US_ASCII);
    int value = acs.indexOf("\"EnableDisallowedCertAutoUpdate\"");
    String word = "\"on-demand\"";
    int include = acs.indexOf(word, value);
    Path mine = folder.resolve("mine.json");
    Files.writeString(
        mine, acs.substring(0, include) + "\"default\"" + acs.substring(include + word.length()));
    String[] words = SharedKits.build("out", "--policy", "disable-root-auto-update");
    words[1] = mine.toString();
    ToolRun run = SharedKits.terminal(folder).builder(words);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(sealedValues(run))
        .containsExactly(
            roots + "  DisableRootAutoUpdate  dword 1",
            roots + "  EnableDisallowedCertAutoUpdate  dword 1");
  }

  private static List<String> sealedValues(ToolRun run) {
    return run.err().lines().filter(l -> l.startsWith("policy  ")).toList();
  }

  private static String text(BuiltKit kit) throws IOException {
    return new String(kit.entries().get("README.txt"), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-value, 1",
    "root-dir-url, 1",
    "root-dir-url=, 1",
    "disable-root-auto-update=0, 1",
    "'', 1"
  })
  void valuesThatTheProfileDoesNotOfferAreRefused(String value, int exit) throws Exception {
    ToolRun run = Terminal.in(folder).builder("plan", "acs", "--policy", value);
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void oneValueTwiceIsRefused() throws Exception {
    ToolRun run =
        Terminal.in(folder)
            .builder("plan", "acs", "--policy", "root-dir-url=a", "--policy", "root-dir-url=b");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void aQuickStartSignerIsNotTrusted() throws Exception {
    BuiltKit quick = SharedKits.quickStart();
    List<Path> files;
    try (var all = Files.list(quick.out().resolve("keys"))) {
      files = all.filter(f -> f.toString().endsWith(".pem")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      ToolRun plan = Terminal.in(folder).builder("plan", "acs", "--trust-publisher", file + "");
      assertThat(plan.exit()).as(plan.err()).isEqualTo(1);
      assertThat(plan.err()).contains("was made on the spot");
    }
    ToolRun build =
        Terminal.in(folder)
            .builder(
                "build",
                "acs",
                "--out",
                "out",
                "--quick-start",
                "--trust-publisher",
                keys("scripts.pem"));
    assertThat(build.exit()).as(build.err()).isEqualTo(1);
    assertThat(build.err()).contains("made on the spot").doesNotContain("looking for");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void onlyTheScriptSignersOwnCertificatesAreTrusted() throws Exception {
    String scripts = keys("scripts.pem");
    String root = keys("root.pem");
    refusedProduction("--trust-publisher", keys("anchor.pem"));
    refusedProduction("--trust-publisher", root);
    refusedProduction("--trust-publisher", scripts, "--trust-publisher-root", scripts);
    refusedProduction("--trust-publisher", scripts, "--trust-publisher-root", keys("anchor.pem"));
    ToolRun unsigned =
        SharedKits.terminal(folder)
            .builder(SharedKits.buildUnsignedScripts("out", "--trust-publisher", scripts));
    assertThat(unsigned.exit()).isEqualTo(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void refusedProduction(String... words) throws Exception {
    ToolRun run = SharedKits.terminal(folder).builder(SharedKits.build("out", words));
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
