package io.airgapkit.builder.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Several certificates in one file, as {@code certutil -addstore} and the console take them. */
public final class CertificateBundle {
  private static final byte[] ID_DATA = pkcs7(1);
  private static final byte[] ID_SIGNED_DATA = pkcs7(2);

  /** A record of id 0, second number 0, length 0 closes the store. */
  private static final byte[] STORE_END = new byte[12];

  private CertificateBundle() {}

  /** {@code 1.2.840.113549.1.7.x}. */
  private static byte[] pkcs7(int last) {
    byte[] number = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, (byte) last};
    return Der.element(Der.OBJECT_IDENTIFIER, number);
  }

  /**
   * PKCS #7 signed data without content and signer (RFC 2315, section 9): only certificates.
   *
   * @param ders one DER SEQUENCE each; kept in this order, although DER would sort a SET, because
   *     whoever reads this format reads BER
   * @throws IllegalArgumentException if an element is no DER SEQUENCE
   */
  public static byte[] p7b(List<byte[]> ders) {
    for (byte[] der : ders) {
      if (!Der.isSequence(der)) {
        throw new IllegalArgumentException("a certificate is one DER sequence");
      }
    }
    byte[] version = Der.element(Der.INTEGER, new byte[] {1});
    byte[] none = Der.element(Der.SET);
    byte[] noContent = Der.element(Der.SEQUENCE, ID_DATA);
    byte[] certificates = Der.element(Der.CONTEXT_0, ders.toArray(byte[][]::new));
    byte[] signedData = Der.element(Der.SEQUENCE, version, none, noContent, certificates, none);
    return Der.element(Der.SEQUENCE, ID_SIGNED_DATA, Der.element(Der.CONTEXT_0, signedData));
  }

  /**
   * A serialized certificate store of Windows (MS-OSHARED 2.3.9.1): 0 (u32), {@code CERT}, the
   * records of each blob, an empty record.
   *
   * @param blobs kept in this order; properties stand before their certificate, as in the blob
   *     (2.3.2.5.4), where Wine up to 8.0 at least looks for them behind it
   */
  public static byte[] sst(List<CertificateBlob> blobs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[Integer.BYTES]);
    out.writeBytes("CERT".getBytes(StandardCharsets.US_ASCII));
    blobs.forEach(blob -> out.writeBytes(blob.bytes()));
    out.writeBytes(STORE_END);
    return out.toByteArray();
  }
}
