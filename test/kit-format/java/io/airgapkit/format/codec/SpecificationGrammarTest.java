package io.airgapkit.format.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.EntryPath;
import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A second reader made of nothing but the expressions in the specification, sections 4.2 and 5.3,
 * held against ours.
 */
class SpecificationGrammarTest {
  private static final String GUID = "{0A1B2C3D-0000-FFFF-0000-0123456789AB}";

  /** At the edges of what a segment of a path may be. */
  private static final List<String> SEGMENTS =
      List.of(
          "a",
          "a.",
          ".a",
          "-a",
          "_",
          "a-",
          "a..b",
          "con",
          "CON.txt",
          "con1",
          "com0",
          "Lpt9.a.b",
          "lpt",
          "com10",
          "nul-",
          "a b",
          "",
          GUID,
          GUID + "x",
          GUID.toLowerCase(java.util.Locale.ROOT),
          "{x}",
          "aux.",
          "prn_",
          "\u00e9",
          "a\n");

  private static final Path ROOT = Path.of(System.getProperty("root.dir", "../..")).normalize();
  private static final int FITS = -1;
  private static final String FIRST_LOOK = ",\"format\":\"airgap-kit/1\",\"grade\":\"";

  /**
   * Two elements in every array, an empty text, escapes: each alternative of a piece at least once.
   */
  private static final String GOOD =
      ("{'builder':{'name':'kit \\'b\\\\','version':'1'},'certificates':[{'name':'CN=A','not_after':T,"
              + "'not_before':T,'path':'certs/a.cer','sha1':'D40','sha256':'D64','store':'Root'},{'name':"
              + "'CN=B','not_after':T,'not_before':T,'path':'certs/b.cer','sha1':'D40','sha256':'D64',"
              + "'store':'CA'}],'created':T,'entries':[{'crc32':'D8','path':'a','role':'data','sha256':"
              + "'D64','size':0},{'crc32':'D8','path':'b','role':'sums','sha256':'D64','size':120}],"
              + "'expires':T,'format':'airgap-kit/1','grade':'production','id':'acs-1','profile':{'id':"
              + "'acs','revision':1,'title':'t'},'reference':'','sequence':17,'signers':[{"
              + "'certificate_sha256':'D64','key_sha256':'D64'},{'certificate_sha256':'D64','key_sha256':"
              + "'D64'}],'updates':[{'architecture':'x64','kb':'KB5022661','kind':'floor','order':1,"
              + "'path':'','train':'ws2012R2'},{'architecture':'x86','kb':'KB502266','kind':'rollup',"
              + "'order':2,'path':'u','train':'w'}]}")
          .replace("D64", "0123456789abcdef".repeat(4))
          .replace("D40", "01234567".repeat(5))
          .replace("D8", "0123abcd")
          .replace("T,", "'2026-11-25T12:00:00Z',")
          .replace('\'', '"');

  private final Map<String, String> pieces = new LinkedHashMap<>();

  SpecificationGrammarTest() throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String line : block("<!-- grammar").split("\n")) {
      if (line.startsWith("<")) {
        parts.put(line.substring(0, 3), line.substring(6));
      } else if (!line.isEmpty()) {
        pieces.put(line.substring(0, 13).trim(), expand(line.substring(13), parts));
      }
    }
  }

  @Test
  void agreesOnTheGoodManifest() {
    assertThat(byText(GOOD)).isEqualTo(FITS);
    assertThat(byCode(GOOD)).isEqualTo(FITS);
  }

  @Test
  void agreesOnTheOffsetWhateverByteIsChanged() {
    for (int at = 0; at < GOOD.length(); at++) {
      for (char c : "\"\\,]}{[:0Za \u007f\u00e9\n".toCharArray()) {
        same(GOOD.substring(0, at) + c + GOOD.substring(at + 1));
      }
    }
  }

  @Test
  void agreesOnTheOffsetWhateverIsCutOrDoubled() {
    for (int at = 0; at < GOOD.length(); at++) {
      same(GOOD.substring(0, at) + GOOD.substring(at + 1));
      same(GOOD.substring(0, at) + GOOD.charAt(at) + GOOD.substring(at));
      same(GOOD.substring(0, at));
    }
    same(GOOD + "\n");
  }

  @Test
  void agreesOnTheLengthOfStringsAndNumbers() {
    int limit = FormatLimits.MAX_STRING_CHARS;
    for (String title :
        List.of("", "t".repeat(limit), "\\\\".repeat(limit), "t".repeat(limit + 1))) {
      same(GOOD.replace("\"title\":\"t\"", "\"title\":\"" + title + "\""));
      same(GOOD.replace("\"reference\":\"\"", "\"reference\":\"" + title + "\""));
    }
    for (String number : List.of("0", "01", "9".repeat(16), "1".repeat(17), "-1", "1.0", "")) {
      same(GOOD.replace("\"sequence\":17", "\"sequence\":" + number));
    }
  }

  @Test
  void agreesOnEmptyArrays() {
    for (String name : List.of("certificates", "entries", "signers", "updates")) {
      String empty = GOOD.replaceFirst("\"" + name + "\":\\[[^\\]]*\\]", "\"" + name + "\":[]");
      assertThat(byText(empty)).isEqualTo(FITS);
      same(empty);
    }
  }

  @Test
  void agreesOnPaths() throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>(List.of(block("Lengths aside").split("\n")));
    for (int i = lines.size() - 1; i >= 0; i--) {
      String name = lines.get(i).substring(0, lines.get(i).indexOf('>') + 1);
      parts.put(name, expand(lines.get(i).substring(9), parts));
    }
    Pattern path = Pattern.compile(parts.get("<path>"));
    for (String first : SEGMENTS) {
      for (String second : SEGMENTS) {
        String both = first + "/" + second;
        assertThat(path.matcher(both).find()).as(both).isEqualTo(EntryPath.isAllowed(both));
      }
      assertThat(path.matcher(first).find()).as(first).isEqualTo(EntryPath.isAllowed(first));
    }
  }

  private void same(String text) {
    assertThat(byCode(text)).as(text).isEqualTo(byText(text));
  }

  /** Offset of the first piece that does not match, by the expressions. */
  private int byText(String text) {
    int at = 0;
    for (Map.Entry<String, String> piece : pieces.entrySet()) {
      boolean element = piece.getKey().endsWith("*");
      if (element && text.startsWith("]", at)) {
        continue;
      }
      Matcher m = Pattern.compile(piece.getValue()).matcher(text);
      do {
        if (!m.find(at)) {
          return at;
        }
        at = m.end();
      } while (element && text.charAt(at - 1) == ',');
    }
    return FITS;
  }

  /** The first look is satisfied behind the end, where it changes no offset before. */
  private static int byCode(String text) {
    String seen = text.contains(FIRST_LOOK) ? text : text + "\n" + FIRST_LOOK;
    try {
      ManifestReader.read(seen.getBytes(StandardCharsets.ISO_8859_1));
      return FITS;
    } catch (KitFormatException e) {
      return e.finding().code() == FindingCode.MANIFEST_MALFORMED
          ? Integer.parseInt(e.finding().values().get(0))
          : FITS;
    }
  }

  private static String expand(String expression, Map<String, String> parts) {
    String out = expression;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      out = out.replace(part.getKey(), part.getValue());
    }
    return out;
  }

  /** The first fenced block behind a mark. */
  private static String block(String mark) throws IOException {
    String text = Files.readString(ROOT.resolve("src/docs/kit-format.md"), StandardCharsets.UTF_8);
    int from = text.indexOf("```\n", text.indexOf(mark)) + 4;
    return text.substring(from, text.indexOf("\n```", from));
  }
}
