package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The PowerShell module in a PowerShell engine, against a host made of folders. */
class PowerShellModuleTest {
  private static final Pattern SMOKE_LINE =
      Pattern.compile("\\{\"case\":\"([^\"]*)\",\"want\":\"([^\"]*)\",\"got\":\"([^\"]*)\"\\}");

  @TempDir static Path scratch;

  /** One engine process for all Pester files: 200 starts would cost minutes. */
  @TestFactory
  Stream<DynamicNode> pester() throws Exception {
    Path engine = OutsideTool.require("pwsh");
    Path pester = OutsideTool.require("pester");
    Path xml = scratch.resolve("pester.xml");
    ToolRun run =
        ToolRun.of(scratch, script(engine, "RunPester.ps1", pester.toString(), xml.toString()));
    // A file that could not be loaded has no case of its own that would fail.
    DynamicTest whole =
        dynamicTest(
            "all files ran", () -> assertThat(run.exit()).as(run.out() + run.err()).isZero());
    List<DynamicNode> files = new ArrayList<>(List.of(whole));
    if (Files.exists(xml)) {
      for (Element file : elements(parse(xml).getElementsByTagName("testsuite"))) {
        files.add(container(file));
      }
    }
    return files.stream();
  }

  /** Commands, parameters and types of real Windows PowerShell 3.0, 4.0 and 5.1. */
  @Test
  void analyzerFindsNothing() throws Exception {
    Path engine = OutsideTool.require("pwsh");
    Path analyzer = OutsideTool.require("analyze");
    OutsideTool.require("npm");
    Path kit = scratch.resolve("staged");
    ToolRun staged = ToolRun.of(scratch, script(engine, "StageScripts.ps1", kit.toString()));
    assertThat(staged.exit()).as(staged.err()).isZero();
    List<String> command = new ArrayList<>(List.of(analyzer.toString(), "--json"));
    try (Stream<Path> files = Files.walk(kit)) {
      files.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(command::add);
    }
    assertThat(command).hasSizeGreaterThan(10);
    ToolRun run = ToolRun.of(scratch, command);
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    assertThat(run.out().strip()).isEqualTo("[]");
  }

  /** The emulations cannot run Pester, so a driver script does the main things in each. */
  @ParameterizedTest
  @ValueSource(strings = {"pwsh51", "pwsh30"})
  void worksInWindowsPowerShellsLook(String name) throws Exception {
    Path engine = OutsideTool.require(name);
    ToolRun run = ToolRun.of(scratch, script(engine, "Smoke.ps1"));
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    int cases = 0;
    for (String line : run.out().strip().split("\\R")) {
      Matcher found = SMOKE_LINE.matcher(line);
      assertThat(found.matches()).as(line).isTrue();
      assertThat(found.group(3)).as(found.group(1)).isEqualTo(found.group(2));
      cases++;
    }
    assertThat(cases).isGreaterThan(8);
  }

  private static List<String> script(Path engine, String name, String... arguments) {
    Path file = OutsideTool.root().resolve("test/powershell").resolve(name);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(engine.toString(), "-NoProfile", "-File", file.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static DynamicNode container(Element file) {
    Path path = Path.of(file.getAttribute("name"));
    return dynamicContainer(
        path.getFileName().toString(),
        elements(file.getElementsByTagName("testcase")).stream().map(PowerShellModuleTest::test));
  }

  private static DynamicTest test(Element testCase) {
    return dynamicTest(
        testCase.getAttribute("name"),
        () -> {
          for (String kind : List.of("failure", "error")) {
            for (Element fault : elements(testCase.getElementsByTagName(kind))) {
              Assertions.fail(fault.getAttribute("message") + "\n" + fault.getTextContent());
            }
          }
          if (testCase.getElementsByTagName("skipped").getLength() > 0) {
            Assumptions.abort("skipped by Pester");
          }
          assertThat(testCase.getAttribute("status")).isEqualTo("Passed");
        });
  }

  private static Document parse(Path xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    try (InputStream in = Files.newInputStream(xml)) {
      return factory.newDocumentBuilder().parse(in);
    } catch (IOException e) {
      throw new IOException("no JUnit XML from Pester: " + xml, e);
    }
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }
}
