package io.airgapkit.e2e;

import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A playbook of a kit, run by the real ansible-playbook on hosts that are this machine, with
 * stand-ins for the modules that want a Windows ({@code test/e2e/ansible}).
 */
record AnsibleHost(Path folder) {
  static final String ANCHOR = "ab".repeat(32);
  static final String DIGEST = "cd".repeat(32);

  /**
   * @param answers JSON: run to list of {@code rc} and {@code stdout}
   */
  ToolRun play(String title, String answers, String... words) throws Exception {
    Map<String, Object> data =
        Map.of(
            "kit", Map.of("id", "acs-20261125T120000Z", "expires", "2027-11-25T12:00:00Z"),
            "profile", Map.of("title", title));
    String playbook = new TemplateRenderer().render("fleet/playbook.yml.ftl", data);
    Files.writeString(folder.resolve("playbook.yml"), playbook.replace("\n", "\r\n"));
    Files.writeString(folder.resolve("answers.json"), answers);
    Files.deleteIfExists(folder.resolve("asked.json"));
    List<String> command = new ArrayList<>(environment());
    command.addAll(List.of(OutsideTool.require("ansible-playbook").toString()));
    command.addAll(List.of("-i", "one,two,", "-c", "local", "-e", "airgap_become=false"));
    command.addAll(
        List.of("-e", "{\"airgap_rings\":[1,1]}", "-e", "airgap_receipts=" + receipts()));
    command.addAll(List.of(words));
    command.add(folder.resolve("playbook.yml").toString());
    return ToolRun.of(folder, command);
  }

  /** The same with anchor and digest, one as people type it. */
  ToolRun playTyped(String answers, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("-e", "airgap_anchor=sha256:" + typed(ANCHOR)));
    all.addAll(List.of("-e", "airgap_kit_digest=" + DIGEST));
    all.addAll(List.of(words));
    return play("Azure Code Signing", answers, all.toArray(String[]::new));
  }

  private static String typed(String hex) {
    return hex.toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:");
  }

  Path receipts() {
    return folder.resolve("receipts");
  }

  /** One line of JSON for each call of a stand-in, in order. */
  List<String> asked() throws IOException {
    Path log = folder.resolve("asked.json");
    return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
  }

  /** What was asked in short: {@code check}, {@code win_copy}, with a mark if in check mode. */
  List<String> steps() throws IOException {
    Stream<String> steps =
        asked().stream()
            .map(
                line -> {
                  String name = line.replaceFirst(".*\"module\": \"([a-z_]+)\".*", "$1");
                  String run = line.replaceFirst(".*\"run\": \"([a-z]+)\".*", "$1");
                  boolean dry = line.contains("\"check\": true");
                  return (run.equals(line) ? name : run) + (dry ? "?" : "");
                });
    return steps.toList();
  }

  /** Nothing of the account's own settings; files of a run stay in its folder. */
  private List<String> environment() throws IOException {
    Path stand = Checkout.root().resolve("test/e2e/ansible");
    Path config = folder.resolve("ansible.cfg");
    Files.writeString(config, "[defaults]\n");
    return List.of(
        "env",
        "ANSIBLE_CONFIG=" + config,
        "ANSIBLE_HOME=" + folder.resolve("home"),
        "ANSIBLE_LOCAL_TEMP=" + folder.resolve("local"),
        "ANSIBLE_REMOTE_TEMP=" + folder.resolve("remote"),
        "ANSIBLE_COLLECTIONS_PATH=" + stand,
        "ANSIBLE_COLLECTIONS_PATHS=" + stand,
        "ANSIBLE_NOCOLOR=1",
        "ANSIBLE_PYTHON_INTERPRETER=/usr/bin/python3",
        "LC_ALL=C.UTF-8",
        "PYTHONDONTWRITEBYTECODE=1",
        "AIRGAPKIT_ANSWERS=" + folder.resolve("answers.json"),
        "AIRGAPKIT_ASKED=" + folder.resolve("asked.json"));
  }
}
