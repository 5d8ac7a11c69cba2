package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.cli.Streams;
import io.airgapkit.verifier.cli.TextStream;
import io.airgapkit.verifier.cli.VerifierCommand;
import io.airgapkit.verifier.output.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two verifiers asked the same with paths and anchors of every odd kind: the same exit code,
 * and the same report, as text and as JSON.
 */
class SameAnswerTest {
  private static final Vector GOOD = Vectors.named("good");
  private static final String DIGEST = GOOD.anchors().get(0);
  private static final String ANCHOR = "sha256:" + DIGEST;

  private static final List<String> PREFIXES =
      List.of("sha256:", "SHA256:", "Sha256:", "sha512:", "SHA512:");
  private static final List<String> ODD_PREFIXES =
      List.of(
          "",
          "sha256",
          "sha256=",
          "sha256-",
          " sha256:",
          "sha256 :",
          "sha-256:",
          "sha3-256:",
          "sha1:",
          "md5:",
          "x:",
          ":",
          "\u017Fha256:",
          "sha256\uFF1A",
          "sha256:sha256:");

  /** In the place of the first digit: what looks like one, and what is none. */
  private static final List<String> FIRST_DIGITS =
      List.of("O", "o", "l", "g", "\uFF10", "\u0660", "-", "0x", "\u00A0");

  private static final List<String> ANCHOR_FILES =
      List.of(
          "anchor.cer",
          "pem-link",
          "pem-beside",
          "kit/anchor.pem",
          "kit/pem-elsewhere",
          "loop",
          "loop-folder/x",
          "dangling",
          "into-loop",
          "kit",
          "empty",
          "long",
          "none",
          "anchor.cer/x",
          "sha512:file",
          "x/sha256:" + DIGEST,
          "y".repeat(300));

  @TempDir static Path scratch;
  private static Path place;
  private static Path kit;
  private final Map<String, Map<String, String>> cases = new LinkedHashMap<>();

  @BeforeAll
  static void prepare() throws Exception {
    place = Files.createDirectory(scratch.resolve("place"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
    kit = GOOD.write(Files.createDirectory(place.resolve("whole"))).subject();
    Path folder = Files.move(kit.getParent(), place.resolve("kit"));
    kit = folder.resolve(kit.getFileName());
    link("loop", "loop");
    link("loop-a", "loop-b");
    link("loop-b", "loop-a");
    link("loop-folder", "loop-folder/below");
    link("dangling", "nothing");
    link("kit-link", "kit/" + kit.getFileName());
    link("kit-link-twice", "kit-link");
    link("folder-link", "kit");
    link("into-loop", "loop-folder/kit.zip");
    link("pem-beside", "kit/anchor.pem");
    Files.copy(kit, place.resolve("a:b.zip"));
    Files.copy(kit, place.resolve("sha512:c.zip"));
    byte[] der = GOOD.anchorCertificates().get(0).der();
    Files.write(place.resolve("anchor.cer"), der);
    Files.write(folder.resolve("anchor.pem"), der);
    Files.createSymbolicLink(folder.resolve("pem-elsewhere"), place.resolve("anchor.cer"));
    link("pem-link", "anchor.cer");
    Files.write(place.resolve("empty"), new byte[0]);
    Files.write(place.resolve("long"), new byte[65_537]);
    Files.writeString(place.resolve("sha512:file"), "x");
  }

  private static void link(String name, String goal) throws Exception {
    Files.createSymbolicLink(place.resolve(name), Path.of(goal));
  }

  @TestFactory
  Stream<DynamicTest> answers() throws Exception {
    kits();
    anchors();
    others();
    Path script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    Path list = Files.writeString(scratch.resolve("cases.json"), json());
    Path driver = Checkout.root().resolve("test/powershell/AnswerDriver.ps1");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(OutsideTool.require("pwsh51").toString(), "-NoProfile", "-File"));
    command.addAll(List.of(driver.toString(), script.toString(), list.toString()));
    List<String> before = Tree.names(place);
    ToolRun run = ToolRun.of(scratch, command);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Tree.names(place)).isEqualTo(before);
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSameSizeAs(cases.keySet());
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : cases.keySet()) {
      String line = lines.get(tests.size());
      tests.add(dynamicTest(name, () -> same(name, line)));
    }
    return tests.stream();
  }

  private void same(String name, String line) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(GOOD.now(), ZoneOffset.UTC);
    int exit =
        new VerifierCommand(
                new Streams("kit-verifier", new TextStream(out), new TextStream(err)), clock)
            .run(words(cases.get(name)));
    String target = cases.get(name).get("To");
    if (target != null && exit == 0) {
      Tree.remove(Path.of(target));
    }
    String said = out.toString(StandardCharsets.UTF_8).stripTrailing();
    String begin =
        "{\"name\": "
            + quoted(name)
            + ", \"exit\": "
            + exit
            + ", \"out\": "
            + quoted(said)
            + ", \"err\": ";
    assertThat(line).as("%s", err).startsWith(begin);
    assertThat(exit).as("%s", err).isLessThan(70);
    assertThat(err.toString(StandardCharsets.UTF_8).isEmpty()).isEqualTo(exit < 2);
    assertThat(line.endsWith("\"err\": \"\"}")).isEqualTo(exit < 2);
  }

  /** Links that lead nowhere or round in circles, and what is no kit. */
  private void kits() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "loop", "loop-a", "loop-folder", "loop-folder/kit.zip", "into-loop", "dangling"));
    paths.addAll(List.of("dangling/kit.zip", "kit-link", "kit-link-twice", "folder-link", "kit"));
    paths.addAll(List.of("folder-link/" + kit.getFileName(), "a:b.zip", "sha512:c.zip", "a:c.zip"));
    paths.addAll(List.of("kit/" + kit.getFileName() + "/x", "x".repeat(300), "empty", "none"));
    paths.addAll(List.of("kit/../kit/" + kit.getFileName(), "loop/x/y", "[a]*?", "~", "-x"));
    for (String path : paths) {
      String full = place.resolve(path).toString();
      add("kit " + path, "Kit", full, "Anchor", "sha256:" + DIGEST);
      add("kit, anchor from a file " + path, "Kit", full, "Anchor", at("anchor.cer"));
      add("extracted " + path, "Kit", full, "Anchor", ANCHOR, "To", at("new"), "Json", "");
    }
    for (String path : List.of("a:b.zip", "sha512:c.zip", "Env:PATH", "x:/y", "a/b:c")) {
      add("kit by its name alone, " + path, "Kit", path, "Anchor", ANCHOR);
    }
    for (String path : List.of("/dev/null", "/dev/zero", "/", "/proc/self/loop", "/dev/null/x")) {
      add("kit " + path, "Kit", path, "Anchor", at("anchor.cer"));
    }
  }

  private void anchors() {
    for (String value : values()) {
      add("anchor " + value, "Kit", kit.toString(), "Anchor", value);
    }
    for (String file : ANCHOR_FILES) {
      add("anchor file " + file, "Kit", kit.toString(), "Anchor", at(file));
    }
    add("anchor /dev/null", "Kit", kit.toString(), "Anchor", "/dev/null");
  }

  private static List<String> values() {
    String colons = DIGEST.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    List<String> digests = new ArrayList<>(List.of("", "x", "A/B+c=", "file", DIGEST + DIGEST));
    digests.addAll(List.of(DIGEST, DIGEST.toUpperCase(Locale.ROOT), colons, DIGEST + ":"));
    digests.addAll(List.of(colons.replace(':', ' '), " " + DIGEST + " ", "0".repeat(64)));
    digests.addAll(List.of(DIGEST.substring(1), DIGEST + "0", DIGEST + "\n", DIGEST + "\t"));
    for (String first : FIRST_DIGITS) {
      digests.add(first + DIGEST.substring(1));
    }
    digests.add("\u0130".repeat(32));
    List<String> out = new ArrayList<>();
    for (String prefix : PREFIXES) {
      digests.forEach(digest -> out.add(prefix + digest));
    }
    for (String prefix : ODD_PREFIXES) {
      out.add(prefix + DIGEST);
    }
    return out;
  }

  private void others() {
    String signature = kit.resolveSibling("none.p7s").toString();
    for (String path : List.of("loop", "loop-folder/x", "dangling", "kit", "empty", "a:none")) {
      add("manifest " + path, "Manifest", at(path), "Signature", signature, "Anchor", ANCHOR);
      String manifest = at("kit/" + kit.getFileName());
      add("signature " + path, "Manifest", manifest, "Signature", at(path), "Anchor", ANCHOR);
    }
    for (String path : List.of("loop", "dangling", "kit", "empty", "empty/x", "none/x", "a:none")) {
      add("target " + path, "Kit", kit.toString(), "To", at(path), "Anchor", ANCHOR);
    }
  }

  private static String at(String name) {
    return place.resolve(name).toString();
  }

  private void add(String name, String... pairs) {
    for (boolean json : new boolean[] {false, true}) {
      Map<String, String> arguments = new LinkedHashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        arguments.put(pairs[i], pairs[i + 1]);
      }
      if (json) {
        arguments.put("Json", "");
      }
      if (arguments.get("To") == null || json) {
        cases.put(name + (json ? ", JSON" : ""), arguments);
      }
    }
  }

  private static String[] words(Map<String, String> arguments) {
    List<String> out = new ArrayList<>(List.of(arguments.containsKey("To") ? "extract" : "verify"));
    arguments.forEach(
        (name, value) -> {
          switch (name) {
            case "Kit" -> out.add(value);
            case "Json" -> out.add("--json");
            default -> out.addAll(List.of("--" + name.toLowerCase(Locale.ROOT), value));
          }
        });
    return out.toArray(new String[0]);
  }

  private String json() {
    JsonText json = new JsonText().begin('[');
    cases.forEach(
        (name, arguments) -> {
          json.element().begin('{').member("name", name).name("arguments").begin('{');
          arguments.forEach(
              (argument, value) -> {
                if (argument.equals("Json")) {
                  json.member("Json", true);
                } else {
                  json.member(argument, value);
                }
              });
          if (arguments.containsKey("To")) {
            json.member("Extract", true);
          }
          json.end('}').end('}');
        });
    return json.end(']').toString();
  }

  private static String quoted(String text) {
    return new JsonText().quoted(text).toString().strip();
  }
}
