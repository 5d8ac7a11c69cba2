package io.airgapkit.format.cms;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RsaKeyTest {
  private static final int BYTES = 384;
  private static final byte[] INFO = hex("3031300d060960864801650304020105000420");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] digest() {
    return Sha256.fresh().digest(CmsSample.MESSAGE);
  }

  private static byte[] block(byte[]... info) {
    byte[] end = CmsSample.join(info);
    byte[] out = new byte[BYTES];
    out[1] = 1;
    Arrays.fill(out, 2, BYTES - end.length - 1, (byte) 0xFF);
    System.arraycopy(end, 0, out, BYTES - end.length, end.length);
    return out;
  }

  private static boolean verifies(byte[] signature) {
    return CmsSample.key().verifies(CmsSample.MESSAGE, signature);
  }

  @Test
  void takesWhatTheJdkSigns() {
    byte[] signature = CmsSample.jdkSignature(CmsSample.MESSAGE);
    assertThat(verifies(signature)).isTrue();
    assertThat(CmsSample.raw(block(INFO, digest())))
        .as("so that the faults below differ in one thing only")
        .isEqualTo(signature);
    assertThat(CmsSample.key().verifies(new byte[0], signature)).isFalse();
  }

  @Test
  void everyBitOfTheSignatureCounts() {
    byte[] signature = CmsSample.jdkSignature(CmsSample.MESSAGE);
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertThat(verifies(changed)).as("byte %d", i).isFalse();
    }
  }

  @Test
  void everyByteOfTheBlockCounts() {
    byte[] good = block(INFO, digest());
    for (int i = 0; i < BYTES; i += i < 8 || i > BYTES - 56 ? 1 : 16) {
      byte[] changed = good.clone();
      changed[i] ^= 2;
      assertThat(verifies(CmsSample.raw(changed))).as("byte %d", i).isFalse();
    }
  }

  @Test
  void otherDigestInfosAreRefused() {
    byte[] octets = CmsSample.join(new byte[] {4, 32}, digest());
    assertThat(verifies(CmsSample.raw(block(hex("302f300b0609608648016503040201"), octets))))
        .as("without NULL")
        .isFalse();
    assertThat(verifies(CmsSample.raw(block(digest())))).as("no DigestInfo").isFalse();
    assertThat(verifies(CmsSample.raw(block(INFO, digest(), new byte[1]))))
        .as("a byte behind")
        .isFalse();
    assertThat(
            verifies(
                CmsSample.raw(block(hex("308131300d060960864801650304020105000420"), digest()))))
        .as("length in long form")
        .isFalse();
    assertThat(
            verifies(CmsSample.raw(block(hex("3031300d060960864801650304020205000420"), digest()))))
        .as("said to be SHA-384")
        .isFalse();
  }

  @Test
  void shortPaddingIsRefused() {
    byte[] end = CmsSample.join(new byte[1], INFO, digest());
    byte[] lax = new byte[BYTES];
    lax[1] = 1;
    Arrays.fill(lax, 2, 10, (byte) 0xFF);
    System.arraycopy(end, 0, lax, 10, end.length);
    assertThat(verifies(CmsSample.raw(lax))).isFalse();
  }

  @Test
  void valuesNotBelowTheModulusAreRefused() {
    BigInteger n = CmsSample.key().modulus();
    BigInteger s = new BigInteger(1, CmsSample.jdkSignature(CmsSample.MESSAGE));
    assertThat(verifies(s.add(n).toByteArray())).isFalse();
    byte[] message = CmsSample.MESSAGE;
    for (int i = 0; s.add(n).bitLength() > BYTES * 8; i++) {
      message = new byte[] {(byte) (i >> 8), (byte) i};
      s = new BigInteger(1, CmsSample.jdkSignature(message));
      assertThat(i).as("messages until s + n is as long as s").isLessThan(2_000);
    }
    byte[] same = CmsSample.fixed(s.add(n), BYTES);
    assertThat(CmsSample.key().verifies(message, CmsSample.fixed(s, BYTES))).isTrue();
    assertThat(CmsSample.key().verifies(message, same)).isFalse();
  }

  @Test
  void otherLengthsAreRefused() {
    byte[] signature = CmsSample.jdkSignature(CmsSample.MESSAGE);
    assertThat(verifies(CmsSample.join(new byte[1], signature))).isFalse();
    assertThat(verifies(CmsSample.join(signature, new byte[1]))).isFalse();
    assertThat(verifies(Arrays.copyOf(signature, BYTES - 1))).isFalse();
    assertThat(verifies(new byte[0])).isFalse();
    assertThat(verifies(new byte[BYTES])).isFalse();
  }

  @Test
  void sizesAndExponents() {
    assertThat(allowed(3072, 65537)).isTrue();
    assertThat(allowed(3080, 65537)).isTrue();
    assertThat(allowed(8192, 65537)).isTrue();
    assertThat(allowed(3064, 65537)).isFalse();
    assertThat(allowed(3071, 65537)).isFalse();
    assertThat(allowed(3073, 65537)).isFalse();
    assertThat(allowed(3079, 65537)).isFalse();
    assertThat(allowed(8200, 65537)).isFalse();
    assertThat(allowed(2048, 65537)).isFalse();
    assertThat(allowed(3072, 3)).isFalse();
    assertThat(allowed(3072, 65539)).isFalse();
    assertThat(allowed(3072, 1)).isFalse();
  }

  private static boolean allowed(int bits, long exponent) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    return new RsaKey(modulus, BigInteger.valueOf(exponent)).isAllowed();
  }

  @Test
  void aKeyThatIsNotAllowedVerifiesNothing() {
    RsaKey one = new RsaKey(BigInteger.ONE.shiftLeft(3071), BigInteger.ONE);
    assertThat(one.verifies(CmsSample.MESSAGE, block(INFO, digest())))
        .as("exponent 1 would make every block its own signature")
        .isFalse();
    assertThat(one.bits()).isEqualTo(3072);
    assertThat(one.bytes()).isEqualTo(BYTES);
    assertThat(new RsaKey(BigInteger.ONE.shiftLeft(3072), BigInteger.ONE).bytes()).isEqualTo(385);
  }
}
