package io.airgapkit.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 and its spelling: 64 lower-case hex digits. */
public final class Sha256 {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Sha256() {}

  /** A fresh digest of the JDK. */
  public static MessageDigest fresh() {
    return algorithm("SHA-256");
  }

  /**
   * A fresh SHA-1, for the thumbprints Windows calls certificates by; nothing rests on it alone.
   */
  public static MessageDigest freshSha1() {
    return algorithm("SHA-1");
  }

  /** Digest of the bytes, 64 lower-case hex digits. */
  public static String hexOf(byte[] bytes) {
    return hex(fresh().digest(bytes));
  }

  /** The bytes as lower-case hex digits. */
  public static String hex(byte[] bytes) {
    char[] out = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      out[2 * i] = DIGITS[bytes[i] >> 4 & 15];
      out[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return new String(out);
  }

  private static MessageDigest algorithm(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }
}
