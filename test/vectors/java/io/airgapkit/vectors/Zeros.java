package io.airgapkit.vectors;

/**
 * So many zeros: an entry of any size that takes no room on a disk.
 *
 * @param size bytes
 * @param sha256 {@code head -c SIZE /dev/zero | sha256sum}
 * @param crc32 {@code head -c SIZE /dev/zero | gzip | tail -c8}, the first four of them turned
 *     round
 */
public record Zeros(long size, String sha256, String crc32) {
  public static final Zeros NONE =
      new Zeros(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "00000000");

  /** The most that a signed number of 32 bits can count. */
  public static final Zeros BELOW_2_GIB =
      new Zeros(
          (1L << 31) - 1,
          "25ba9187e4e7b89d2a7f1a49f0155c233ea8fe0b19c881bc53d23fd7b93deda0",
          "00f93446");

  public static final Zeros OF_2_GIB =
      new Zeros(
          1L << 31, "a7c744c13cc101ed66c29f672f92455547889cc586ce6d44fe76ae824958ea51", "4dbdf21c");

  /** The most that needs no Zip64 for its size. */
  public static final Zeros BELOW_4_GIB =
      new Zeros(
          (1L << 32) - 2,
          "2aac6cef7fee5b6abfe5654de17df75c98deff9ebc82351ce15ac0e99f9b060c",
          "0f6a7026");

  public static final Zeros ABOVE_4_GIB =
      new Zeros(
          (1L << 32) + 1,
          "fbb82f7b353676bb562eb82157fcf0ea42c36492ca13ee56dbf82c08b6802c5c",
          "41d912ff");

  /** A cumulative update of today. */
  public static final Zeros UPDATE =
      new Zeros(
          4_600_000_000L,
          "4f32e46568efc838cf4aae95466ce9760e262ca7fa0a69ada5ae4aa831a594da",
          "42926f4b");
}
