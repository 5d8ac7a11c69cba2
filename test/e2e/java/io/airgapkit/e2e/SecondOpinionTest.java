package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import io.airgapkit.outside.OutsideTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are not ours read what we wrote: zip tools, OpenSSL, osslsigncode. */
class SecondOpinionTest {
  private static final String PYTHON =
      """
      import hashlib, sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as kit:
          assert kit.testzip() is None
          for entry in kit.infolist():
              print(hashlib.sha256(kit.read(entry)).hexdigest() + '  ' + entry.filename)
      """;

  @TempDir Path folder;
  private static BuiltKit kit;
  private static Map<String, String> digests;

  @BeforeAll
  static void build() throws Exception {
    kit = SharedKits.quickStart();
    digests = new TreeMap<>();
    kit.entries().forEach((path, bytes) -> digests.put(path, Sha256.hexOf(bytes)));
    assertThat(digests).hasSizeGreaterThan(20);
  }

  @Test
  void infoZip() throws Exception {
    String unzip = OutsideTool.require("unzip").toString();
    ToolRun test = Terminal.in(folder).run(unzip, "-tq", kit.zip().toString());
    assertThat(test.exit()).as(test.out()).isZero();
    ToolRun run = Terminal.in(folder).run(unzip, "-q", kit.zip().toString(), "-d", "tree");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err() + run.out()).isEmpty();
    assertThat(Tree.files(folder.resolve("tree"))).isEqualTo(digests);
  }

  @Test
  void sevenZip() throws Exception {
    String tool = OutsideTool.find("7zz").orElseGet(() -> OutsideTool.require("7z")).toString();
    ToolRun test = Terminal.in(folder).run(tool, "t", kit.zip().toString());
    assertThat(test.exit()).as(test.out()).isZero();
    assertThat(test.out()).contains("Everything is Ok").doesNotContain("WARNING");
    ToolRun run = Terminal.in(folder).run(tool, "x", "-otree", kit.zip().toString());
    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(Tree.files(folder.resolve("tree"))).isEqualTo(digests);
  }

  @Test
  void python() throws Exception {
    String python = OutsideTool.require("python3").toString();
    ToolRun run = Terminal.in(folder).run(python, "-c", PYTHON, kit.zip().toString());
    assertThat(run.exit()).as(run.err()).isZero();
    Map<String, String> seen = new TreeMap<>();
    run.out().lines().forEach(line -> seen.put(line.substring(66), line.substring(0, 64)));
    assertThat(seen).isEqualTo(digests);
  }

  /** The sums are what GNU coreutils check, and name every payload file. */
  @Test
  void sums() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    new String(kit.entries().get("META/SHA256SUMS"), StandardCharsets.US_ASCII)
        .lines()
        .forEach(line -> listed.put(line.substring(66), line.substring(0, 64)));
    Map<String, String> payload = new TreeMap<>(digests);
    payload.keySet().removeIf(path -> path.startsWith("META/"));
    assertThat(listed).isEqualTo(payload);
  }

  /** One key and one manifest have one signature, whoever makes it. */
  @Test
  void opensslSignsTheSameBytes() throws Exception {
    String openssl = OutsideTool.require("openssl").toString();
    BuiltKit production = SharedKits.production();
    Terminal terminal = SharedKits.terminal(folder);
    ToolRun key =
        terminal.run(
            openssl,
            "pkcs12",
            "-in",
            SharedKits.keys().resolve("builder.p12").toString(),
            "-nodes",
            "-nocerts",
            "-passin",
            "env:P",
            "-out",
            "key.pem");
    assertThat(key.exit()).as(key.err()).isZero();
    ToolRun sign =
        terminal.run(
            openssl,
            "cms",
            "-sign",
            "-binary",
            "-noattr",
            "-md",
            "sha256",
            "-outform",
            "DER",
            "-signer",
            production.anchorPem().toString(),
            "-inkey",
            "key.pem",
            "-in",
            production.manifest().toString(),
            "-out",
            "by-openssl.p7s");
    assertThat(sign.exit()).as(sign.err()).isZero();
    assertThat(folder.resolve("by-openssl.p7s")).hasSameBinaryContentAs(production.signature());
  }

  /** Every script, so that no kind and no content is signed in a way Windows would not take. */
  @Test
  void osslsigncodeVerifiesEveryScript() throws Exception {
    OutsideTool.require("osslsigncode");
    int scripts = 0;
    for (Map.Entry<String, byte[]> entry : kit.entries().entrySet()) {
      if (!entry.getKey().matches(".*\\.ps[md]?1")) {
        continue;
      }
      scripts++;
      ToolRun good = osslsigncode(entry.getKey(), entry.getValue());
      assertThat(good.exit()).as("%s: %s", entry.getKey(), good.out()).isZero();
      assertThat(good.out()).contains("Signature verification: ok");
    }
    assertThat(scripts).isEqualTo(7);
    byte[] changed = kit.entries().get("scripts/Apply-Kit.ps1");
    changed[changed.length / 4] ^= 1;
    assertThat(osslsigncode("scripts/Apply-Kit.ps1", changed).exit()).isNotZero();
  }

  private ToolRun osslsigncode(String path, byte[] bytes) throws Exception {
    String name = path.substring(path.lastIndexOf('/') + 1);
    Files.write(folder.resolve(name), bytes);
    String root = kit.out().resolve("keys/quick-start-root.pem").toString();
    return Terminal.in(folder)
        .run(
            "osslsigncode",
            "verify",
            "-CAfile",
            root,
            "-ignore-timestamp",
            "-ignore-cdp",
            "-in",
            name);
  }
}
