package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The auditor's commands, taken from section 13 of the specification as they stand there. A kit
 * passes if they end well and print exactly what section 13 says a person has to see.
 */
class RecipeTest {
  private static final String PAYLOAD = "README.txt";
  private static final String SUMS = "META/SHA256SUMS";
  private static final String MANIFEST = "META/manifest.json";

  @TempDir Path folder;
  private static BuiltKit kit;
  private Map<String, byte[]> entries;
  private final Map<String, String> links = new TreeMap<>();
  private Path anchor;
  private Map.Entry<String, byte[]> more;

  @BeforeAll
  static void build() throws Exception {
    for (String tool : new String[] {"openssl", "unzip", "sha256sum"}) {
      OutsideTool.require(tool);
    }
    kit = SharedKits.production();
  }

  @BeforeEach
  void aGoodKit() throws Exception {
    entries = kit.entries();
    anchor = kit.anchorPem();
  }

  @Test
  void passesTheKitItself() throws Exception {
    Files.copy(kit.zip(), folder.resolve(kit.zip().getFileName()));
    assertPasses(recipe(kit));
  }

  /** Else the refusals below would say nothing. */
  @Test
  void passesItsContentInAnotherZip() throws Exception {
    assertPasses(repacked());
  }

  @Test
  void refusesAChangedPayload() throws Exception {
    change(PAYLOAD);
    assertThat(repacked().out()).contains("sums listed").doesNotContain("content equal");
  }

  @Test
  void refusesPayloadAndSumsChangedTogether() throws Exception {
    String before = Sha256.hexOf(entries.get(PAYLOAD));
    change(PAYLOAD);
    String sums = new String(entries.get(SUMS), StandardCharsets.US_ASCII);
    entries.put(SUMS, ascii(sums.replace(before, Sha256.hexOf(entries.get(PAYLOAD)))));
    assertThat(repacked().out()).contains("content equal").doesNotContain("sums listed");
  }

  /** A payload that the manifest lists and the sums do not has no digest that step 7 looks at. */
  @Test
  void refusesSumsThatLeaveAFileOut() throws Exception {
    String sums = new String(entries.get(SUMS), StandardCharsets.US_ASCII);
    entries.put(SUMS, ascii(sums.replaceFirst("(?m)^[0-9a-f]{64}  " + PAYLOAD + "\n", "")));
    assertThat(entries.get(SUMS).length).isLessThan(sums.length());
    assertThat(repacked().out())
        .contains("content equal")
        .doesNotContain("sums listed")
        .doesNotContain("all of it");
  }

  @Test
  void refusesAChangedManifest() throws Exception {
    change(MANIFEST);
    ToolRun run = repacked();
    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).doesNotContain("sums listed");
  }

  /** One digest exchanged in payload, sums and manifest: only the signature stands against it. */
  @Test
  void refusesWhatIsConsistentButNotSigned() throws Exception {
    String before = Sha256.hexOf(entries.get(PAYLOAD));
    String sumsBefore = Sha256.hexOf(entries.get(SUMS));
    change(PAYLOAD);
    String after = Sha256.hexOf(entries.get(PAYLOAD));
    String sums = new String(entries.get(SUMS), StandardCharsets.US_ASCII);
    entries.put(SUMS, ascii(sums.replace(before, after)));
    String manifest = new String(entries.get(MANIFEST), StandardCharsets.US_ASCII);
    String sumsAfter = Sha256.hexOf(entries.get(SUMS));
    entries.put(MANIFEST, ascii(manifest.replace(before, after).replace(sumsBefore, sumsAfter)));
    assertThat(repacked().exit()).isNotZero();
  }

  @Test
  void refusesAnAddedFile() throws Exception {
    entries.put("scripts/more.ps1", ascii("'more'\r\n"));
    refusesNames();
  }

  @Test
  void refusesAnAddedFileInMeta() throws Exception {
    entries.put("META/more", ascii("more"));
    refusesNames();
  }

  private void refusesNames() throws Exception {
    ToolRun run = repacked();
    assertThat(run.exit()).isNotZero();
    assertThat(run.out())
        .contains("not too large")
        .doesNotContain("nothing else")
        .doesNotContain("content equal");
  }

  @Test
  void refusesADroppedFile() throws Exception {
    entries.remove(PAYLOAD);
    assertThat(repacked().out()).doesNotContain("content equal").doesNotContain("nothing else");
  }

  /** A link to a file of equal content passes sha256sum. */
  @Test
  void refusesALink() throws Exception {
    Path twin = Files.write(folder.resolve("twin"), entries.remove(PAYLOAD));
    links.put(PAYLOAD, twin.toString());
    ToolRun run = repacked();
    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).contains("< " + PAYLOAD).doesNotContain("content equal");
  }

  @Test
  void refusesAnotherSigner() throws Exception {
    anchor = SharedKits.quickStart().anchorPem();
    ToolRun run = repacked();
    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).doesNotContain("sums listed");
  }

  /** The certificate that came along is another's, the anchor is the right one. */
  @Test
  void refusesAnotherSignersKit() throws Exception {
    anchor = kit.anchorPem();
    Files.copy(
        SharedKits.quickStart().zip(), folder.resolve(SharedKits.quickStart().id() + ".zip"));
    ToolRun run = recipe(SharedKits.quickStart());
    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).doesNotContain("sums listed");
  }

  /**
   * The digest is compared with the first certificate of a file, and OpenSSL believes all of them:
   * a kit by the second one passed.
   */
  @Test
  void refusesTheKitOfASecondCertificateInTheAnchor() throws Exception {
    BuiltKit forged = SharedKits.quickStart();
    byte[] right = Files.readAllBytes(kit.anchorPem());
    byte[] theirs = Files.readAllBytes(forged.anchorPem());
    anchor = Files.write(folder.resolve("two.pem"), joined(right, theirs));
    Files.copy(forged.zip(), folder.resolve(forged.id() + ".zip"));
    ToolRun run = recipe(forged);
    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).isEqualTo(kit.anchorDigest() + "  -\n");
    Files.write(anchor, joined(theirs, right));
    Files.delete(folder.resolve("anchor.pem"));
    assertThat(recipe(forged).out())
        .startsWith(forged.anchorDigest() + "  -\n")
        .doesNotContain(kit.anchorDigest());
  }

  /**
   * What lies in such files in the field; the certificate is the first one, and the one digested.
   */
  @ParameterizedTest
  @ValueSource(strings = {"attributes", "garbage", "key", "second", "der", "crlf", "trusted"})
  void readsTheAnchorAsItComes(String how) throws Exception {
    byte[] pem = Files.readAllBytes(kit.anchorPem());
    byte[] file =
        switch (how) {
          case "attributes" ->
              joined(ascii("Bag Attributes\n    friendlyName: x\nsubject=CN = y\n\n"), pem);
          case "garbage" -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '\n'}, pem);
          case "key" -> joined(ascii(privateKey()), pem);
          case "second" -> joined(pem, Files.readAllBytes(SharedKits.quickStart().anchorPem()));
          case "der" -> Files.readAllBytes(kit.pack().resolve("anchor.cer"));
          case "crlf" -> ascii(new String(pem, StandardCharsets.US_ASCII).replace("\n", "\r\n"));
          default -> trusted();
        };
    anchor = Files.write(folder.resolve("file"), file);
    Files.copy(kit.zip(), folder.resolve(kit.zip().getFileName()));
    assertPasses(recipe(kit));
  }

  private String privateKey() throws Exception {
    ToolRun run = Terminal.in(folder).run("openssl", "genpkey", "-algorithm", "ed25519");
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  private byte[] trusted() throws Exception {
    ToolRun run =
        Terminal.in(folder)
            .run(
                "openssl",
                "x509",
                "-in",
                kit.anchorPem() + "",
                "-trustout",
                "-addtrust",
                "emailProtection");
    assertThat(run.exit()).as(run.err()).isZero();
    return ascii(run.out());
  }

  /** Before the signature is checked only two small files are written, whatever the zip claims. */
  @ParameterizedTest
  @ValueSource(strings = {MANIFEST, "signature", PAYLOAD, "other"})
  void writesNoDiskFullOfZeros(String where) throws Exception {
    String signature = "META/signatures/" + kit.keyName() + ".p7s";
    String path =
        switch (where) {
          case "signature" -> signature;
          case "other" -> "META/signatures/0123456789abcdef.p7s";
          default -> where;
        };
    entries.put(path, new byte[300 << 20]);
    ToolRun run = repacked();
    assertThat(run.out()).doesNotContain("not too large").doesNotContain("content equal");
    assertThat(folder.resolve("kit")).doesNotExist();
    long written = 0;
    for (String name : Tree.names(folder)) {
      written += Files.size(folder.resolve(name));
    }
    assertThat(written).isLessThan(8L << 20);
  }

  /** The commands name entries; unzip takes such names for patterns, and joins what fits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "META/manifest.json",
        "META/manifest.jso?",
        "META/[m]anifest.json",
        "META/*",
        "*",
        "../manifest.json",
        "/manifest.json",
        "META\\manifest.json",
        "meta/manifest.json",
        "README.txt",
        "-q",
        "a b\nc",
        "$(touch x)"
      })
  void refusesAnEntryOfAnyOtherName(String name) throws Exception {
    more = Map.entry(name, ascii("more"));
    ToolRun run = repacked();
    assertThat(run.out()).doesNotContain("nothing else");
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(folder.resolve("kit").resolve("x")).doesNotExist();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private void assertPasses(ToolRun run) throws IOException {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            kit.anchorDigest()
                + "  -\n"
                + kit.kitDigest()
                + "  manifest.json\nnothing else\nnot too large\nsums listed\nall of it\n"
                + "content equal\n");
  }

  private void change(String path) {
    byte[] bytes = entries.get(path).clone();
    bytes[bytes.length / 2] ^= 1;
    entries.put(path, bytes);
  }

  private ToolRun repacked() throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve(kit.id() + ".zip"));
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        add(zip, entry.getKey(), entry.getValue(), 0100644);
      }
      if (more != null) {
        add(zip, more.getKey(), more.getValue(), 0100644);
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        add(zip, link.getKey(), ascii(link.getValue()), 0120777);
      }
    }
    return recipe(kit);
  }

  private static void add(ZipArchiveOutputStream zip, String path, byte[] bytes, int mode)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(path);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    zip.write(bytes);
    zip.closeArchiveEntry();
  }

  private ToolRun recipe(BuiltKit named) throws Exception {
    Files.copy(anchor, folder.resolve("anchor.pem"));
    Path script = folder.resolve("recipe.sh");
    Files.writeString(
        script, commands().replace("<id>", named.id()).replace("<key>", named.keyName()));
    return Terminal.in(folder).run("sh", "-eu", script.toString());
  }

  private static String commands() throws IOException {
    String page = Files.readString(Checkout.root().resolve("src/docs/kit-format.md"));
    String section = page.substring(page.indexOf("\n## 13. "), page.indexOf("\n## 14. "));
    int begin = section.indexOf("```sh\n") + "```sh\n".length();
    return section.substring(begin, section.indexOf("```\n", begin));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
