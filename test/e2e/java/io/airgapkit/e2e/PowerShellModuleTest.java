package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assertions;
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

  /**
   * Two engine processes that share the Pester files: one start a case would cost minutes, and one
   * process leaves half the machine idle.
   */
  @TestFactory
  Stream<DynamicNode> pester() throws Exception {
    OutsideTool.require("pwsh");
    OutsideTool.require("pester");
    Path results = Files.createDirectory(scratch.resolve("pester"));
    CompletableFuture<ToolRun> other = CompletableFuture.supplyAsync(() -> half("other", results));
    ToolRun one = half("one", results);
    List<DynamicNode> files = new ArrayList<>(List.of(whole(one), whole(other.join())));
    for (String name : testFiles()) {
      Path xml = results.resolve(name + ".xml");
      files.add(dynamicTest(name + " has results", () -> assertThat(xml).exists()));
      if (Files.exists(xml)) {
        for (Element file : elements(parse(xml).getElementsByTagName("testsuite"))) {
          files.add(container(file));
        }
      }
    }
    return files.stream();
  }

  private static ToolRun half(String name, Path results) {
    try {
      Path own = Files.createDirectory(scratch.resolve(name));
      Path engine = OutsideTool.require("pwsh");
      String pester = OutsideTool.require("pester").toString();
      return ToolRun.of(own, script(engine, "RunPester.ps1", pester, results.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A file that could not be loaded has no case of its own that would fail. */
  private static DynamicTest whole(ToolRun run) {
    return dynamicTest(
        "all files ran", () -> assertThat(run.exit()).as(run.out() + run.err()).isZero());
  }

  private static List<String> testFiles() throws IOException {
    List<String> names =
        Checkout.here().files("test/powershell").stream()
            .map(f -> f.getFileName().toString())
            .filter(f -> f.endsWith(".Tests.ps1"))
            .toList();
    assertThat(names).hasSizeGreaterThan(20);
    return names;
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
    assertThat(command).as("module, its description, three entry scripts").hasSize(2 + 5);
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
    Path file = Checkout.root().resolve("test/powershell").resolve(name);
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
            OutsideTool.lacking("skipped by Pester");
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
