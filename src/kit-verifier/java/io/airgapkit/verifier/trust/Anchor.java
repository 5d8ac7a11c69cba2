package io.airgapkit.verifier.trust;

/**
 * A certificate somebody outside the kit vouches for.
 *
 * @param certificateSha256 64 lower-case hex digits over its DER
 * @param file where it was read from, or empty if the digest itself was given
 */
public record Anchor(String certificateSha256, String file) {

  /** A digest that was typed or read in by a person or a policy: compared by machine. */
  public static Anchor typed(String certificateSha256) {
    return new Anchor(certificateSha256, "");
  }

  /** Whether nobody compared it: it came as a file. */
  public boolean fromFile() {
    return !file.isEmpty();
  }
}
