package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.airgapkit.builder.ToolProcess;
import io.airgapkit.outside.Checkout;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateBundleTest {
  @TempDir Path folder;

  /** The certificates that are shipped, by file name: in no order of their bytes. */
  private static List<byte[]> certificates() throws Exception {
    List<byte[]> out = new ArrayList<>();
    for (Path pem : Checkout.here().files("certs")) {
      if (!pem.toString().endsWith(".pem")) {
        continue;
      }
      try (InputStream in = Files.newInputStream(pem)) {
        out.add(CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded());
      }
    }
    assertThat(out).hasSizeGreaterThan(3);
    return out;
  }

  @Test
  void opensslListsTheCertificatesInOurOrder() throws Exception {
    ToolProcess openssl = ToolProcess.require("openssl");
    List<byte[]> ders = certificates();
    Files.write(folder.resolve("all.p7b"), CertificateBundle.p7b(ders));
    String pems =
        openssl.mustRun(folder, "pkcs7", "-inform", "DER", "-in", "all.p7b", "-print_certs");
    List<byte[]> listed = new ArrayList<>();
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(blocks(pems)))) {
      listed.add(each.getEncoded());
    }

    assertThat(listed).containsExactlyElementsOf(ders);
  }

  /** Without the lines of subject and issuer that stand between the blocks. */
  private static byte[] blocks(String pems) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (String line : pems.lines().toList()) {
      inside |= line.startsWith("-----BEGIN");
      out.append(inside ? line + "\n" : "");
      inside &= !line.startsWith("-----END");
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void javaReadsThePkcs7() throws Exception {
    List<byte[]> ders = certificates();
    List<byte[]> read = new ArrayList<>();
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(CertificateBundle.p7b(ders)))) {
      read.add(each.getEncoded());
    }

    assertThat(read).containsExactlyElementsOf(ders);
  }

  @Test
  void smallPkcs7IsTheBytesOfTheSpecification() {
    byte[] file = CertificateBundle.p7b(List.of(Der.element(Der.SEQUENCE)));

    assertThat(HexFormat.of().formatHex(file))
        .isEqualTo(
            "3027 06092a864886f70d010702 a01a 3018 020101 3100".replace(" ", "")
                + "300b 06092a864886f70d010701 a002 3000 3100".replace(" ", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateBundle.p7b(List.of(new byte[] {0x30})));
  }

  @Test
  void serializedStoreHoldsTheBlobs() throws Exception {
    List<CertificateBlob> blobs = new ArrayList<>();
    for (byte[] der : certificates()) {
      blobs.add(
          CertificateBlob.of(
              der, Optional.of("Name " + blobs.size()), List.of("1.3.6.1.5.5.7.3.1")));
    }

    assertThat(elements(CertificateBundle.sst(blobs))).isEqualTo(blobs);
    assertThat(CertificateBundle.sst(List.of()))
        .isEqualTo(HexFormat.of().parseHex("0000000043455254000000000000000000000000"));
  }

  /** A store's elements end where record 32 ends; the record of id 0 is the last of the file. */
  private static List<CertificateBlob> elements(byte[] store) throws RegistryFormatException {
    ByteBuffer in = ByteBuffer.wrap(store).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getInt()).isZero();
    assertThat(in.getInt()).isEqualTo(0x5452_4543);
    List<CertificateBlob> out = new ArrayList<>();
    int from = in.position();
    while (true) {
      int id = in.getInt();
      int second = in.getInt();
      int length = in.getInt();
      in.position(in.position() + length);
      if (id == 0) {
        assertThat(second).isZero();
        assertThat(in.hasRemaining()).isFalse();
        return out;
      }
      if (id == 32) {
        out.add(CertificateBlob.read(Arrays.copyOfRange(store, from, in.position())));
        from = in.position();
      }
    }
  }
}
