package io.airgapkit.builder.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * The ids of a backup and of the policy object in it: name-based, so that a kit built again has the
 * same. Upper case in braces, as the console writes them.
 */
record GpoIds(String backup, String gpo) {
  private static final UUID NAME_SPACE = UUID.fromString("4f0b7a52-6a5e-5d6e-9c0b-6f5d1a3e7c11");

  static GpoIds of(String kitId, PolicyDirection direction) {
    String name = kitId + "/" + direction.folder() + "/";
    return new GpoIds(braced(name + "backup"), braced(name + "gpo"));
  }

  private static String braced(String name) {
    return "{" + uuid(name).toString().toUpperCase(Locale.ROOT) + "}";
  }

  /** RFC 9562 section 5.5: version 5, SHA-1 over name space and name. */
  static UUID uuid(String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAME_SPACE.getMostSignificantBits())
              .putLong(NAME_SPACE.getLeastSignificantBits())
              .array());
      ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = digest.getLong() & ~0xF000L | 0x5000L;
      long low = digest.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-1", e);
    }
  }
}
