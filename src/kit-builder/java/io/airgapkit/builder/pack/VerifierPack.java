package io.airgapkit.builder.pack;

import io.airgapkit.builder.sign.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes the verifier of this build and the anchor as files. */
public final class VerifierPack {
  private static final String JAR = "kit-verifier.jar";

  private VerifierPack() {}

  /**
   * @param folder exists and is empty
   * @param anchor the signer whose certificate is the anchor
   */
  public static void write(Path folder, SigningKey anchor) throws IOException {
    try (InputStream jar = VerifierPack.class.getResourceAsStream(JAR)) {
      if (jar == null) {
        throw new IllegalStateException("this build lacks " + JAR + ": it was not packaged");
      }
      Files.copy(jar, folder.resolve(JAR));
    }
    byte[] der = anchor.certificateDer();
    Files.write(folder.resolve("anchor.cer"), der);
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    Files.write(folder.resolve("anchor.pem"), pem.getBytes(StandardCharsets.US_ASCII));
  }
}
