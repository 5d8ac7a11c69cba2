package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.pack.PackAnchor;
import io.airgapkit.builder.pack.VerifierPack;
import io.airgapkit.format.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pack holds, and that the sheet tells the truth about it. */
class VerifierPackTest {
  private static final Set<String> SHEETS = Set.of("SHEET.html", "SHEET.txt");

  @TempDir Path folder;

  @Test
  void holdsTheseFilesAndNoOther() throws Exception {
    assertThat(Tree.names(SharedKits.quickStart().pack()))
        .containsExactlyInAnyOrder(
            "Legacy-Host.cmd",
            "SHA256SUMS",
            "SHEET.html",
            "SHEET.txt",
            "START-HERE.cmd",
            "Start-Here.ps1",
            "Test-Pack.ps1",
            "Verify-Kit.ps1",
            "anchor.cer",
            "anchor.pem",
            "kit-verifier.jar");
  }

  @Test
  void buildAndPackWriteTheSameBytes() throws Exception {
    BuiltKit kit = SharedKits.quickStart();
    Path keys = kit.out().resolve("keys");
    String scripts = keys.resolve("quick-start-scripts.p12").toString();
    String passphrase = "file:" + keys.resolve("quick-start.passphrase");
    for (String anchor : List.of("quick-start-anchor.cer", "quick-start-anchor.pem")) {
      String out = anchor + ".pack";
      ToolRun run =
          Terminal.in(folder)
              .builder(
                  "pack",
                  "--anchor",
                  keys.resolve(anchor).toString(),
                  "--script-signer",
                  scripts,
                  "--script-passphrase",
                  passphrase,
                  "--out",
                  out);

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(Tree.files(folder.resolve(out))).isEqualTo(Tree.files(kit.pack()));
    }
  }

  @Test
  void sumsNameEveryFileButThemselvesAndTheSheets() throws Exception {
    SortedMap<String, String> files = Tree.files(SharedKits.quickStart().pack());
    StringBuilder expected = new StringBuilder();
    files.forEach(
        (name, digest) -> {
          if (!SHEETS.contains(name) && !name.equals("SHA256SUMS")) {
            expected.append(digest).append("  ").append(name).append('\n');
          }
        });

    assertThat(text("SHA256SUMS")).isEqualTo(expected.toString());
  }

  @Test
  void sheetsGiveEveryDigestAndTheLineThatShowsIt() throws Exception {
    SortedMap<String, String> files = Tree.files(SharedKits.quickStart().pack());
    files.keySet().removeAll(SHEETS);
    String html = text("SHEET.html").replaceAll("<[^>]*>", "").replaceAll("\\s", "");
    String plain = text("SHEET.txt").replaceAll("\\s", "");
    for (Map.Entry<String, String> file : files.entrySet()) {
      String line =
          "C:\\Windows\\System32\\certutil.exe -hashfile \"C:\\Program Files\\AirgapKit\\"
              + file.getKey()
              + "\" SHA256";
      String bare = line.replace(" ", "");
      assertThat(text("SHEET.html").replace("&quot;", "\"")).contains(line + "\r\n");
      assertThat(plain).contains(bare).contains(file.getKey() + ",");
      assertThat(html).contains(file.getValue());
      assertThat(plain).contains(file.getValue());
    }
    assertThat(html).contains(SharedKits.quickStart().anchorDigest());
    assertThat(text("SHEET.txt").lines()).allMatch(l -> l.length() <= 90);
  }

  @Test
  void escapesWhatAStrangerWroteIntoTheCertificate() throws Exception {
    String hostile = "CN=<script>alert(1)</script>&amp;\"'\u202e\r\n${1+1}<#if>" + "x".repeat(300);
    PackAnchor anchor =
        new PackAnchor(new byte[] {0x30}, "ab".repeat(32), "cd".repeat(32), hostile, "then now");
    SortedMap<String, byte[]> files = VerifierPack.files(anchor, Optional.empty(), "1.0");
    String html = new String(files.get("SHEET.html"), StandardCharsets.US_ASCII);

    assertThat(html)
        .doesNotContain("<script")
        .contains(
            "CN=&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;&#39;\\u202e\\u000d\\u000a");
    for (String sheet : SHEETS) {
      assertThat(new String(files.get(sheet), StandardCharsets.US_ASCII))
          .matches(Pattern.compile("[ -~\r\n]*"))
          .contains("${1+1}");
    }
  }

  @Test
  void isTheSameEveryTime() throws Exception {
    PackAnchor anchor = PackAnchor.read(SharedKits.quickStart().anchorPem());
    Map<String, String> first = digests(VerifierPack.files(anchor, Optional.empty(), "1.0"));

    assertThat(digests(VerifierPack.files(anchor, Optional.empty(), "1.0"))).isEqualTo(first);
  }

  @Test
  void neverTravelsInsideAKit() throws Exception {
    BuiltKit kit = SharedKits.quickStart();
    Set<String> pack = Tree.files(kit.pack()).keySet();
    Set<String> digests = Set.copyOf(Tree.files(kit.pack()).values());
    kit.entries()
        .forEach(
            (path, bytes) -> {
              assertThat(digests).as(path).doesNotContain(Sha256.hexOf(bytes));
              if (!path.equals("META/SHA256SUMS")) {
                assertThat(pack).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
              }
            });
  }

  @Test
  void saysWhenItsScriptsAreNotSigned() throws Exception {
    ToolRun run = pack("--anchor", SharedKits.quickStart().anchorPem().toString(), "--out", "p");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("the scripts in this pack are not signed");
    assertThat(Files.readString(folder.resolve("p/SHEET.txt"))).contains("NOT signed");
    assertThat(Files.readString(folder.resolve("p/Start-Here.ps1"))).doesNotContain("# SIG #");
    assertThat(text("Start-Here.ps1")).contains("# SIG # End signature block");
  }

  @Test
  void refusesWrongUse() throws Exception {
    String anchor = SharedKits.quickStart().anchorPem().toString();
    Path text = Files.writeString(folder.resolve("text"), "no certificate");
    Path both =
        Files.writeString(folder.resolve("two.pem"), Files.readString(Path.of(anchor)).repeat(2));
    Files.createDirectory(folder.resolve("full"));
    Files.writeString(folder.resolve("full/mine"), "x");

    assertThat(pack("--out", "p").exit()).isEqualTo(2);
    assertThat(pack("--anchor", anchor, "--signer", "k.p12", "--out", "p").exit()).isEqualTo(2);
    assertThat(pack("--anchor", anchor).exit()).isEqualTo(2);
    assertThat(pack("--anchor", text.toString(), "--out", "p").exit()).isEqualTo(1);
    assertThat(pack("--anchor", both.toString(), "--out", "p").exit()).isEqualTo(1);
    assertThat(pack("--anchor", "none", "--out", "p").exit()).isEqualTo(3);
    assertThat(pack("--anchor", anchor, "--out", "full").exit()).isEqualTo(1);
    assertThat(Tree.names(folder)).containsExactlyInAnyOrder("text", "two.pem", "full");
  }

  private ToolRun pack(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("pack"));
    all.addAll(List.of(words));
    return Terminal.in(folder).builder(all.toArray(new String[0]));
  }

  private static String text(String name) throws IOException, InterruptedException {
    return Files.readString(
        SharedKits.quickStart().pack().resolve(name), StandardCharsets.US_ASCII);
  }

  private static Map<String, String> digests(SortedMap<String, byte[]> files) {
    Map<String, String> out = new TreeMap<>();
    files.forEach((name, bytes) -> out.put(name, Sha256.hexOf(bytes)));
    return out;
  }
}
