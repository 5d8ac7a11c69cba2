package io.airgapkit.builder.authenticode;

import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningFault;
import io.airgapkit.builder.sign.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Locale;
import net.jsign.AuthenticodeSigner;
import net.jsign.DigestAlgorithm;
import net.jsign.script.PowerShellScript;

/**
 * Puts an Authenticode signature block behind a PowerShell script.
 *
 * <p>The result is the script's own bytes, CRLF, {@code # SIG # Begin signature block}, base64 in
 * lines of 64, {@code # SIG # End signature block}, CRLF. SHA-256, signer's certificate and
 * intermediates included, the root not (a host trusts a root or it does not), no time stamp and no
 * signing time: the same script gives the same bytes.
 */
public final class ScriptSigner {
  /** Most bytes of a script. */
  public static final int LIMIT = 4 << 20;

  private static final String BLOCK = "# SIG # ";

  private final SigningKey key;

  /**
   * Signs with a key of {@link SignerPurpose#SCRIPT}.
   *
   * @throws SigningException CERTIFICATE_USAGE_WRONG
   */
  public ScriptSigner(SigningKey key) throws SigningException {
    key.requirePurpose(SignerPurpose.SCRIPT);
    this.key = key;
  }

  /**
   * The script with its signature block.
   *
   * @param fileName ends in .ps1, .psm1 or .psd1
   * @param script 1 to 4,194,304 bytes of printable ASCII and tabs, every line ended by CRLF
   * @throws SigningException SCRIPT_KIND_UNKNOWN, SCRIPT_TOO_LARGE, SCRIPT_NOT_ASCII,
   *     SCRIPT_LINE_ENDS_WRONG, SCRIPT_ALREADY_SIGNED, SIGNING_FAILED
   */
  public byte[] sign(String fileName, byte[] script) throws SigningException {
    checkKind(fileName);
    checkText(fileName, script);
    String text = new String(script, StandardCharsets.US_ASCII);
    if (text.startsWith(BLOCK) || text.contains("\n" + BLOCK)) {
      throw SigningException.of(SigningFault.SCRIPT_ALREADY_SIGNED, "file", fileName);
    }
    byte[] signed = signText(fileName, text).getBytes(StandardCharsets.US_ASCII);
    if (signed.length <= script.length || Arrays.mismatch(script, signed) != script.length) {
      throw failed(null, fileName, "the text before the signature block changed");
    }
    return signed;
  }

  private String signText(String fileName, String text) throws SigningException {
    // The class itself, not the file-probing factory, which wants libraries for other file kinds.
    try (PowerShellScript file = new PowerShellScript()) {
      file.setContent(text);
      new AuthenticodeSigner(key.chain().toArray(new Certificate[0]), key.privateKey())
          .withDigestAlgorithm(DigestAlgorithm.SHA256)
          .withTimestamping(false)
          .sign(file);
      return file.getContent();
    } catch (Exception e) {
      // jsign declares Exception: every fault of it and of Bouncy Castle ends here.
      throw failed(e, fileName, SigningException.reason(e));
    }
  }

  private static void checkKind(String fileName) throws SigningException {
    String lower = fileName.toLowerCase(Locale.ROOT);
    if (!lower.endsWith(".ps1") && !lower.endsWith(".psm1") && !lower.endsWith(".psd1")) {
      throw SigningException.of(SigningFault.SCRIPT_KIND_UNKNOWN, "file", fileName);
    }
  }

  private static void checkText(String fileName, byte[] script) throws SigningException {
    if (script.length > LIMIT) {
      throw SigningException.of(
          SigningFault.SCRIPT_TOO_LARGE, "file", fileName, "bytes", script.length, "most", LIMIT);
    }
    boolean lineOpen = true;
    for (int i = 0; i < script.length; i++) {
      byte b = script[i];
      lineOpen = b != '\n';
      boolean afterReturn = i > 0 && script[i - 1] == '\r';
      if (afterReturn != (b == '\n')) {
        throw lineEnds(fileName, i);
      }
      if (b != '\r' && b != '\n' && b != '\t' && (b < ' ' || b > '~')) {
        throw SigningException.of(
            SigningFault.SCRIPT_NOT_ASCII,
            "file",
            fileName,
            "byte",
            String.format(Locale.ROOT, "%02x", b),
            "offset",
            i);
      }
    }
    if (lineOpen) {
      throw lineEnds(fileName, script.length);
    }
  }

  private static SigningException lineEnds(String fileName, int offset) {
    return SigningException.of(
        SigningFault.SCRIPT_LINE_ENDS_WRONG, "file", fileName, "offset", offset);
  }

  private static SigningException failed(Exception cause, String fileName, String reason) {
    return SigningException.because(
        cause, SigningFault.SIGNING_FAILED, "what", fileName, "reason", reason);
  }
}
