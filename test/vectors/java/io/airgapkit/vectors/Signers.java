package io.airgapkit.vectors;

/** Who signs. A and B are good and sorted: A's signature file stands before B's. */
final class Signers {
  private Signers() {}

  private static TestCertificate of(int index) {
    TestCertificate one = TestCertificate.of(TestKey.of("signer one", 3072));
    TestCertificate two = TestCertificate.of(TestKey.of("signer two", 3072));
    boolean ascending = one.keySha256().compareTo(two.keySha256()) < 0;
    return ascending == (index == 0) ? one : two;
  }

  private static final class Holder {
    static final TestCertificate A = of(0);
    static final TestCertificate B = of(1);
    static final TestCertificate CARRIED = TestCertificate.of(TestKey.of("carried", 3072));
  }

  /** The usual signer and anchor. */
  static TestCertificate a() {
    return Holder.A;
  }

  static TestCertificate b() {
    return Holder.B;
  }

  /** Signs nothing: the certificate that kits carry for a host. */
  static TestCertificate carried() {
    return Holder.CARRIED;
  }
}
