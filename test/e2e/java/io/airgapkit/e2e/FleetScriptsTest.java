package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of {@code fleet/} as they lie in a kit, on hosts made of tables: only a remedy that
 * would be applied is told with exit code 1.
 */
class FleetScriptsTest {
  private static final Pattern SAID =
      Pattern.compile(
          "\\{\"case\":\"([^\"]+)\",\"exit\":(-?\\d+),\"count\":(\\d+),\"said\":\"(.*)\"\\}");
  private static final int KEPT_BY_INTUNE = 2048;

  @TempDir Path folder;

  private record Answer(int exit, int lines, String text) {}

  /** An engine that compares the output takes every exit code but 0 for a failed discovery. */
  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51"})
  void discoveryIsOneWord(String engine) throws Exception {
    List<FleetCase> cases = new ArrayList<>(FleetCase.detection());
    cases.addAll(FleetCase.faults());
    Map<String, Answer> answers = run(engine, "fleet/Discover-Kit.ps1", cases);

    for (FleetCase one : cases) {
      assertAnswer(one, answers.get(one.name()), one.exit() == 1 ? 0 : one.exit());
      assertThat(answers.get(one.name()).text()).as(one.name()).isEqualTo(one.word());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51"})
  void remediationTellsWhatCameOfIt(String engine) throws Exception {
    List<FleetCase> cases = new ArrayList<>(FleetCase.remediation());
    cases.addAll(FleetCase.faults());
    Map<String, Answer> answers = run(engine, "fleet/Remediate-Kit.ps1", cases);

    for (FleetCase one : cases) {
      assertAnswer(one, answers.get(one.name()), one.exit());
      assertThat(answers.get(one.name()).text()).startsWith(one.word() + " kit=");
    }
    assertThat(answers.get("refused").text())
        .contains(" Refused=PIN_DIFFERS receipt=srv07-3.json update=UPDATE_FLOOR_REACHED");
    assertThat(answers.get("kit-missing").text()).endsWith(" code=KIT_NOT_HERE why");
    assertThat(answers.get("pack-open").text()).contains("code=PACK_FOLDER_NOT_TRUSTED C:");
  }

  /** As processes: what an argument, and a host without a pack, comes to. */
  @ParameterizedTest
  @ValueSource(strings = {"Discover-Kit.ps1", "Remediate-Kit.ps1"})
  void neverEndsWithOneByItself(String name) throws Exception {
    Path script = folder.resolve(name);
    Files.writeString(script, text("fleet/" + name), StandardCharsets.US_ASCII);
    for (String argument : List.of("", "-WhatIf", "x")) {
      List<String> command = new ArrayList<>();
      command.addAll(List.of(OutsideTool.require("pwsh").toString(), "-NoProfile"));
      command.addAll(List.of("-NonInteractive", "-File", script.toString()));
      if (!argument.isEmpty()) {
        command.add(argument);
      }
      ToolRun run = ToolRun.of(folder, command);

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(3);
      assertThat(run.out().strip().lines()).hasSize(1).first().asString().startsWith("Unknown");
      assertThat(run.err()).isEmpty();
    }
  }

  /** As shipped, with the pack's parts in them. */
  @Test
  void analyzerFindsNothing() throws Exception {
    OutsideTool.require("pwsh");
    List<String> command = new ArrayList<>(List.of(OutsideTool.require("analyze").toString()));
    OutsideTool.require("npm");
    for (String name : List.of("Discover-Kit.ps1", "Remediate-Kit.ps1")) {
      Path script = folder.resolve(name);
      Files.writeString(script, text("fleet/" + name), StandardCharsets.US_ASCII);
      command.add(script.toString());
    }
    ToolRun run = ToolRun.of(folder, command);

    assertThat(run.exit()).as(run.err()).isLessThan(2);
    assertThat(run.out().lines())
        .filteredOn(line -> line.contains(": Warning ") || line.contains(": Error "))
        .isEmpty();
  }

  /** The names that the pack reads in the verifier's answer, in an answer of the real one. */
  @Test
  void verifierAnswersForAnExtractedKitWhatThePackReads() throws Exception {
    BuiltKit kit = SharedKits.quickStart();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(OutsideTool.require("pwsh").toString(), "-NoProfile", "-File"));
    command.addAll(List.of(kit.pack().resolve("Verify-Kit.ps1").toString()));
    command.addAll(List.of("-Manifest", kit.manifest().toString()));
    command.addAll(List.of("-Signature", kit.signature().toString()));
    command.addAll(List.of("-Anchor", kit.anchor(), "-For", "Apply", "-Json"));
    ToolRun run = ToolRun.of(folder, command);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("\"format\": \"airgap-report/1\"", "\"kit_digest\": \"" + kit.kitDigest())
        .contains("\"id\": \"" + kit.id() + "\"", "\"fit\": true", "\"ok\": true");
  }

  private static void assertAnswer(FleetCase wanted, Answer answer, int exit) {
    assertThat(answer).as(wanted.name()).isNotNull();
    assertThat(answer.exit()).as(wanted.name() + ": " + answer.text()).isEqualTo(exit);
    assertThat(answer.lines()).as(wanted.name()).isEqualTo(1);
    assertThat(answer.text()).as(wanted.name()).matches("[ -~]{1," + KEPT_BY_INTUNE + "}");
  }

  /** One engine process for all cases. */
  private Map<String, Answer> run(String engine, String path, List<FleetCase> cases)
      throws Exception {
    String script = text(path);
    String fake = source("test/powershell/FakePackPlatform.ps1");
    List<String> windows = new ArrayList<>();
    for (String part : FleetCase.WINDOWS) {
      windows.add(source("src/windows/" + part));
      assertThat(script).contains(windows.get(windows.size() - 1));
    }
    Path all = Files.createDirectory(folder.resolve("cases"));
    for (FleetCase one : cases) {
      String host =
          fake
              + "\r\nNew-PackHost\r\nAdd-PackHostFile 'Start-Here.ps1' 'x'\r\n"
              + one.setup()
              + "\r\n";
      String here = script.replace(windows.get(0), host);
      for (String part : windows) {
        here = here.replace(part, "");
      }
      Files.writeString(all.resolve(one.name() + ".ps1"), here);
    }
    Path driver = Checkout.root().resolve("test/powershell/FleetCases.ps1");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(OutsideTool.require(engine).toString(), "-NoProfile", "-File"));
    command.addAll(List.of(driver.toString(), all.toString()));
    ToolRun run = ToolRun.of(folder, command);

    assertThat(run.err()).isEmpty();
    Map<String, Answer> answers = new TreeMap<>();
    for (String line : run.out().strip().split("\\R")) {
      Matcher found = SAID.matcher(line);
      assertThat(found.matches()).as(line).isTrue();
      Answer answer =
          new Answer(
              Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)), found.group(4));
      answers.put(found.group(1), answer);
    }
    return answers;
  }

  private static String text(String path) throws IOException, InterruptedException {
    byte[] bytes = SharedKits.quickStart().entries().get(path);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** As it lies in a kit. */
  private static String source(String path) throws IOException {
    return Files.readString(Checkout.root().resolve(path)).replace("\n", "\r\n");
  }
}
