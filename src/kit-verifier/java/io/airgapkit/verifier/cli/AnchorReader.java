package io.airgapkit.verifier.cli;

import io.airgapkit.format.Sha256;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Values of {@code --anchor}: a digest, or a file with one certificate in DER or PEM. */
final class AnchorReader {
  /** Case of ASCII alone is passed over: elsewhere there are letters that fold to an s. */
  private static final String DIGEST = "(?is)sha256:.*";

  /** {@code sha512:}, {@code md5:} and the like name no file. */
  private static final String OTHER_DIGEST = "(?s) *[A-Za-z][A-Za-z0-9 _-]+:.*";

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private static final int MAX_FILE_BYTES = 64 << 10;

  private AnchorReader() {}

  /**
   * @param beside what is verified: an anchor from its own folder or below would prove nothing
   */
  static List<Anchor> read(List<String> values, Path beside)
      throws UsageException, KitUnreadableException {
    if (values.isEmpty()) {
      throw new UsageException(
          "no trust anchor given, so there is no verdict",
          "--anchor sha256:<digest of the signer's certificate, as it was read to you>");
    }
    List<Anchor> out = new ArrayList<>();
    for (String value : values) {
      if (value.matches(DIGEST)) {
        out.add(Anchor.typed(digest(value.substring(value.indexOf(':') + 1))));
      } else if (value.matches(OTHER_DIGEST)) {
        throw new UsageException(
            "the anchor is a SHA-256, sha256:<64 hex digits>, or a file, not " + value,
            "type it again from the sheet; if this is a file, give its folder too");
      } else {
        out.add(file(value, beside));
      }
    }
    return out;
  }

  /** Colons, blanks and upper case are what other tools print. */
  private static String digest(String text) throws UsageException {
    String hex = text.replace(":", "").replace(" ", "").toLowerCase(Locale.ROOT);
    boolean good = hex.length() == 64;
    for (int i = 0; good && i < hex.length(); i++) {
      char c = hex.charAt(i);
      good = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    if (!good) {
      throw new UsageException(
          "the anchor is not a SHA-256: 64 hex digits are needed, "
              + hex.length()
              + " characters were given",
          "type it again from the sheet, blanks and colons do not matter");
    }
    return hex;
  }

  private static Anchor file(String name, Path beside)
      throws UsageException, KitUnreadableException {
    Path path = Path.of(name);
    byte[] bytes = bytes(path);
    if (isBeside(path, beside)) {
      throw new UsageException(
          "ANCHOR_BESIDE_KIT: the anchor "
              + name
              + " lies in the kit's own folder, so whoever brought the kit could have brought it",
          "--anchor sha256:<digest that came by another way>");
    }
    byte[] der =
        bytes.length > 0 && bytes[0] == 0x30
            ? bytes
            : pem(name, new String(bytes, StandardCharsets.ISO_8859_1));
    try {
      SignerCertificate.read(der);
    } catch (SignerCertificate.NotASignerException e) {
      throw notACertificate(name);
    }
    return new Anchor(Sha256.hexOf(der), name);
  }

  private static byte[] bytes(Path path) throws UsageException, KitUnreadableException {
    if (Files.isDirectory(path)) {
      throw notACertificate(path.toString());
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw notACertificate(path.toString());
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new KitUnreadableException(
          "there is no anchor file " + path + " (a digest begins with sha256:)", e);
    } catch (IOException e) {
      throw new KitUnreadableException(
          "cannot read the anchor file " + path + ": " + e.getMessage(), e);
    }
  }

  private static byte[] pem(String name, String text) throws UsageException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    boolean one =
        begin >= 0
            && end > begin
            && text.indexOf(BEGIN, begin + 1) < 0
            && text.indexOf(END, end + 1) < 0;
    if (!one) {
      throw notACertificate(name);
    }
    String base64 = text.substring(begin + BEGIN.length(), end).replace("\r", "").replace("\n", "");
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw notACertificate(name);
    }
  }

  private static UsageException notACertificate(String name) {
    return new UsageException(
        "the anchor file " + name + " does not hold exactly one certificate with an RSA key",
        "take anchor.pem or anchor.cer of the verifier pack");
  }

  /** By real paths, so that no link hides it. */
  private static boolean isBeside(Path anchor, Path kit) throws KitUnreadableException {
    try {
      Path given = kit.toAbsolutePath();
      // A link to the kit has two folders: its own, and the one the kit really lies in.
      return isBelow(anchor, given) || Files.exists(given) && isBelow(anchor, given.toRealPath());
    } catch (IOException e) {
      throw new KitUnreadableException(
          "cannot find the real path of " + anchor + ": " + e.getMessage(), e);
    }
  }

  private static boolean isBelow(Path anchor, Path kit) throws IOException {
    Path folder = kit.getParent();
    return folder != null
        && Files.exists(folder)
        && anchor.toRealPath().startsWith(folder.toRealPath());
  }
}
