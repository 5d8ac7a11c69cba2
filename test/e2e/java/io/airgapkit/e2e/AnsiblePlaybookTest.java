package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.OutsideTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fleet/playbook.yml} in the real Ansible; the hosts behind it are stand-ins. */
class AnsiblePlaybookTest {
  private static final String MET = answer(0, "", "{\"verdicts\":[{\"code\":\"ROOT_PRESENT\"}]}");
  private static final String NOT_MET =
      answer(1, "", "{\"verdicts\":[{\"code\":\"ROOT_MISSING\"}]}");
  private static final String NOT_HERE = answer(3, "KIT_NOT_HERE", "");
  private static final String EXTRACTED = answer(0, "", "");
  private static final Pattern STAGED =
      Pattern.compile(
          "C:(?:\\\\)+Windows(?:\\\\)+Temp(?:\\\\)+acs-20261125T120000Z-[a-z0-9]{20}[.]zip");

  @TempDir Path folder;
  private AnsibleHost host;

  @BeforeEach
  void tools() {
    OutsideTool.require("ansible-playbook");
    host = new AnsibleHost(folder);
  }

  /** With the collection that a Windows host is reached by. */
  @Test
  void isAPlaybookToTheRealCollection() throws Exception {
    OutsideTool.require("ansible.windows");
    Path playbook = folder.resolve("playbook.yml");
    Files.write(playbook, SharedKits.quickStart().entries().get("fleet/playbook.yml"));
    List<String> command = new ArrayList<>(List.of("env", "LC_ALL=C.UTF-8", "ansible-playbook"));
    command.addAll(List.of("--syntax-check", "-i", "one,", playbook.toString()));
    ToolRun run = ToolRun.of(folder, command);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Files.readString(playbook))
        .doesNotContainPattern("ansible\\.(?!windows|builtin)[a-z]");
  }

  /** The options that the playbook uses are the real modules' own. */
  @ParameterizedTest
  @CsvSource({"win_command,argv", "win_copy,dest", "win_file,state", "win_reboot,reboot_timeout"})
  void usesOptionsThatTheRealModulesHave(String module, String option) throws Exception {
    OutsideTool.require("ansible.windows");
    List<String> command = new ArrayList<>(List.of("env", "LC_ALL=C.UTF-8", "ansible-doc"));
    command.addAll(List.of("-t", "module", "-j", "ansible.windows." + module));
    ToolRun run = ToolRun.of(folder, command);

    assertThat(run.out()).as(run.err()).contains("\"" + option + "\": {");
  }

  @Test
  void carriesVerifiesAppliesAndBringsTheReceiptHostByHost() throws Exception {
    String answers =
        answers(
            "check", List.of(NOT_HERE, MET, NOT_HERE, MET),
            "extract", List.of(EXTRACTED),
            "apply", List.of(applied(3010, true)));
    ToolRun run = host.playTyped(answers, "-e", "airgap_restart=true");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    List<String> one =
        List.of("check", "win_copy", "extract", "win_file", "apply", "win_reboot", "check");
    List<String> both = new ArrayList<>(one);
    both.addAll(one);
    assertThat(host.steps()).isEqualTo(both);
    assertThat(host.asked().get(2))
        .contains("\"-Anchor\", \"" + AnsibleHost.ANCHOR + "\"")
        .contains("\"-Digest\", \"" + AnsibleHost.DIGEST + "\"")
        .contains("\"-Kit\", \"" + staged(2));
    // One name for copy, extraction and removal, and none that a user of the host could have made
    // before.
    assertThat(List.of(staged(1), staged(3))).containsOnly(staged(2));
    assertThat(staged(9)).isNotEqualTo(staged(2));
    assertThat(host.asked().get(4)).contains("\"-Kit\", \"cdcdcdcdcdcdcdcd\"", "\"ansible\"");
    assertThat(host.receipts().resolve("one/srv07-3.json")).hasContent("{}");
    assertThat(host.receipts().resolve("one/srv07-3.p7s")).hasContent("signed");
    assertThat(run.out()).contains("changed=");
  }

  @Test
  void inCheckModeItOnlySaysWhatWouldBeDone() throws Exception {
    String there = answers("check", List.of(NOT_MET), "whatif", List.of(applied(0, false)));
    assertThat(host.playTyped(there, "--check").exit()).isZero();
    assertThat(host.steps()).containsExactly("check", "whatif", "check", "whatif");

    ToolRun absent = host.playTyped(answers("check", List.of(NOT_HERE)), "--check");
    assertThat(absent.exit()).as(absent.out() + absent.err()).isZero();
    assertThat(host.steps())
        .containsExactly("check", "win_copy?", "win_file?", "check", "win_copy?", "win_file?");
    assertThat(host.receipts()).doesNotExist();
  }

  @Test
  void looksOnlyWhenAskedToLook() throws Exception {
    ToolRun run = host.playTyped(answers("check", List.of(NOT_MET)), "--tags", "check");

    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.out()).contains("ROOT_MISSING").contains("changed=0");
    assertThat(host.steps()).containsExactly("check", "check");
  }

  /** The receipt comes first; no further ring begins. */
  @Test
  void stopsAtTheFirstHostThatRefuses() throws Exception {
    String answers = answers("check", List.of(NOT_MET), "apply", List.of(applied(1, false)));
    ToolRun run = host.playTyped(answers);

    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).contains("exit 1: PIN_DIFFERS: why");
    assertThat(host.steps()).containsExactly("check", "apply");
    assertThat(host.receipts().resolve("one/srv07-3.json")).exists();
  }

  @Test
  void stopsWithoutAnAnswerOfThePack() throws Exception {
    String silent = "{\"rc\":1,\"stdout\":\"\"}";
    assertThat(host.playTyped(answers("check", List.of(silent))).exit()).isNotZero();
    assertThat(host.steps()).containsExactly("check");

    String another = answer(1, "KIT_DIGEST_DIFFERS", "");
    String answers = answers("check", List.of(NOT_HERE), "extract", List.of(another));
    assertThat(host.playTyped(answers).exit()).isNotZero();
    assertThat(host.steps()).containsExactly("check", "win_copy", "extract", "win_file");

    String refused = answer(1, "PACK_FILE_DIFFERS", "");
    assertThat(host.playTyped(answers("check", List.of(refused))).exit()).isNotZero();
    assertThat(host.steps()).containsExactly("check");
  }

  /** Asked for and not answered, or answered with something else: nothing is touched. */
  @Test
  void wantsAnchorAndDigestFromPeople() throws Exception {
    String none = answers("check", List.of(MET));
    assertThat(host.play("title", none).exit()).isNotZero();
    String digest = "airgap_kit_digest=" + AnsibleHost.DIGEST;
    assertThat(host.play("title", none, "-e", "airgap_anchor=y", "-e", digest).exit()).isNotZero();
    assertThat(host.asked()).isEmpty();
  }

  /** Names come from a profile, which a stranger may have written. */
  @Test
  void fillsInNothingThatATitleSays() throws Exception {
    String title =
        "{{ lookup('pipe','touch "
            + folder.resolve("pwned")
            + "') }} {% raw %} \" \\ \n- hosts: x # \u2028 \uD83D\uDE00 \uD800 'a' %}";
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-e", "airgap_anchor=" + AnsibleHost.ANCHOR));
    words.addAll(List.of("-e", "airgap_kit_digest=" + AnsibleHost.DIGEST, "--tags", "check"));
    ToolRun run = host.play(title, answers("check", List.of(MET)), words.toArray(String[]::new));

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(folder.resolve("pwned")).doesNotExist();
    assertThat(run.out()).contains("{{ lookup('pipe','touch").contains("{% raw %}");
  }

  /** The outer answer as the pack gives it. */
  private static String answer(int exit, String code, String output) {
    String message = code.isEmpty() ? "" : "why";
    String inner =
        "{\"format\":\"airgap-pack-run/2\",\"exit\":"
            + exit
            + ",\"code\":\""
            + code
            + "\",\"message\":\""
            + message
            + "\",\"output\":\""
            + escaped(output)
            + "\"}";
    return "{\"rc\":" + exit + ",\"stdout\":\"" + escaped(inner) + "\"}";
  }

  /** The zip on the host as the call of that number names it. */
  private String staged(int call) throws Exception {
    Matcher name = STAGED.matcher(host.asked().get(call));
    assertThat(name.find()).as(host.asked().get(call)).isTrue();
    return name.group();
  }

  private String applied(int exit, boolean restart) throws Exception {
    Path receipt = folder.resolve("srv07-3.json");
    Files.writeString(receipt, "{}");
    Files.writeString(folder.resolve("srv07-3.p7s"), "signed");
    String results =
        "{\"kind\":\"certificate\",\"outcome\":\"Added\",\"code\":\"PIN_DIFFERS\",\"message\":\"why\"},{\"kind\":\"receipt\","
            + "\"code\":\"RECEIPT_WRITTEN\",\"message\":\"x\",\"signed\":true,\"path\":\""
            + receipt
            + "\"}";
    String output = "{\"restart\":" + restart + ",\"results\":[" + results + "]}";
    return answer(exit, "", output);
  }

  private static String answers(Object... runs) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < runs.length; i += 2) {
      members.add("\"" + runs[i] + "\":" + runs[i + 1]);
    }
    return "{" + String.join(",", members) + "}";
  }

  private static String escaped(String json) {
    return json.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
