package io.airgapkit.builder.sign;

import java.nio.file.Path;

/**
 * What keys to make.
 *
 * @param folder where the files go; made (mode 0700) if it is not there
 * @param name the organisation in the certificates' names, 1 to 40 characters of printable ASCII
 * @param shape which keys
 * @param keyBits 3,072 to 8,192 in steps of 8
 * @param rootYears validity of a root, 1 to 30, not under {@code signerYears}
 * @param signerYears validity of signers, from 1
 * @param replace whether files that exist are replaced
 */
public record KeyRequest(
    Path folder,
    String name,
    Shape shape,
    int keyBits,
    int rootYears,
    int signerYears,
    boolean replace) {
  static final int MOST_NAME = 40;
  static final int MOST_YEARS = 30;

  /** Which keys are made. */
  public enum Shape {
    /** A root, and below it a manifest signer and a script signer. */
    ROOT_AND_SIGNERS,
    /** A manifest signer that vouches for itself; readers pin it by digest, so it needs no root. */
    SELF_SIGNED_MANIFEST,
    /** The same, and a script signer that vouches for itself. */
    SELF_SIGNED_BOTH
  }

  /** Root and signers, RSA of 3,072 bits, 10 and 5 years, nothing replaced. */
  public static KeyRequest of(Path folder, String name) {
    return new KeyRequest(folder, name, Shape.ROOT_AND_SIGNERS, 3072, 10, 5, false);
  }

  /** With another shape. */
  public KeyRequest withShape(Shape other) {
    return new KeyRequest(folder, name, other, keyBits, rootYears, signerYears, replace);
  }

  /** With keys of another size, in bits. */
  public KeyRequest withKeyBits(int bits) {
    return new KeyRequest(folder, name, shape, bits, rootYears, signerYears, replace);
  }

  /** With other validities, in years. */
  public KeyRequest withYears(int root, int signer) {
    return new KeyRequest(folder, name, shape, keyBits, root, signer, replace);
  }

  /** Replacing files that exist: a key that is replaced is gone. */
  public KeyRequest replacing(boolean yes) {
    return new KeyRequest(folder, name, shape, keyBits, rootYears, signerYears, yes);
  }

  void check() throws SigningException {
    SignerRules.checkBits(keyBits);
    boolean printable = name.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (!printable || name.isBlank() || name.length() > MOST_NAME || !name.strip().equals(name)) {
      throw SigningException.of(SigningFault.NAME_NOT_ALLOWED, "most", MOST_NAME);
    }
    if (signerYears < 1 || rootYears < signerYears || rootYears > MOST_YEARS) {
      throw SigningException.of(
          SigningFault.VALIDITY_NOT_ALLOWED,
          "root_years",
          rootYears,
          "signer_years",
          signerYears,
          "most",
          MOST_YEARS);
    }
  }
}
