package io.airgapkit.vectors;

/**
 * A certification authority made on the spot, valid through the years 2026 to 2035, to sign what no
 * real one would sign for a test. NOT A MODEL.
 *
 * @param name its common name, ASCII
 * @param key its key
 * @param signsCrls whether its key usage says so; that it signs certificates it always says
 */
public record Authority(String name, TestKey key, boolean signsCrls) {
  private static final byte[] ALGORITHM = Der.sequence(TestCertificate.SHA256_WITH_RSA, Der.NULL);
  private static final byte[] TRUE = {1, 1, (byte) 0xFF};
  private static final String FROM = "260101000000Z";
  private static final String NEXT_DAY = "260102000000Z";
  private static final String UNTIL = "360101000000Z";

  /** Its own certificate, DER. */
  public byte[] certificate() {
    byte[] keyInfo =
        Der.sequence(
            Der.sequence(TestCertificate.RSA_ENCRYPTION, Der.NULL),
            Der.bits(Der.sequence(Der.integer(key.modulus()), Der.integer(key.publicExponent()))));
    // keyCertSign is bit 5, cRLSign bit 6; the first octet counts the bits left over (DER).
    byte[] usage = signsCrls ? new byte[] {1, 6} : new byte[] {2, 4};
    byte[] extensions =
        Der.sequence(
            critical(Der.oid(2, 5, 29, 19), Der.sequence(TRUE)),
            critical(Der.oid(2, 5, 29, 15), Der.element(Der.BIT_STRING, usage)));
    return signed(
        Der.element(Der.CONTEXT_0, Der.integer(2)),
        Der.integer(1),
        ALGORITHM,
        subject(),
        Der.sequence(time(FROM), time(UNTIL)),
        subject(),
        keyInfo,
        Der.element(0xA3, extensions));
  }

  /**
   * A CRL of the first day, DER.
   *
   * @param delta whether it says to be a delta of CRL 1
   * @param revoked serial numbers 1 to this one are on it
   */
  public byte[] crl(boolean delta, int revoked) {
    byte[][] entries = new byte[revoked][];
    for (int i = 0; i < revoked; i++) {
      entries[i] = Der.sequence(Der.integer(i + 1), time(FROM));
    }
    byte[] indicator = critical(Der.oid(2, 5, 29, 27), Der.integer(1));
    return signed(
        Der.integer(1),
        ALGORITHM,
        subject(),
        time(FROM),
        time(NEXT_DAY),
        revoked == 0 ? Der.NOTHING : Der.sequence(entries),
        delta ? Der.element(Der.CONTEXT_0, Der.sequence(indicator)) : Der.NOTHING);
  }

  private byte[] signed(byte[]... body) {
    byte[] tbs = Der.sequence(body);
    return Der.sequence(tbs, ALGORITHM, Der.bits(key.sign(tbs)));
  }

  private byte[] subject() {
    return Der.sequence(
        Der.element(Der.SET, Der.sequence(Der.oid(2, 5, 4, 3), Der.text(0x0C, name))));
  }

  private static byte[] critical(byte[] oid, byte[] value) {
    return Der.sequence(oid, TRUE, Der.element(Der.OCTET_STRING, value));
  }

  private static byte[] time(String utc) {
    return Der.text(0x17, utc);
  }
}
