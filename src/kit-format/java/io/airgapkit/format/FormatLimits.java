package io.airgapkit.format;

/**
 * Every bound of the format, in bytes or counts, checked before anything is read (specification,
 * section 3).
 */
public final class FormatLimits {
  /** Whole kit, bytes: 1 TiB. */
  public static final long MAX_KIT_BYTES = 1L << 40;

  /** One entry, bytes: 64 GiB. */
  public static final long MAX_ENTRY_BYTES = 64L << 30;

  /**
   * A size of exactly this many bytes is refused: Info-ZIP misreads the file behind such an entry.
   */
  public static final long REFUSED_ENTRY_BYTES = 0xFFFF_FFFFL;

  /** Payload entries, count. */
  public static final int MAX_PAYLOAD_ENTRIES = 10_000;

  /** Signature files of one kit, count. */
  public static final int MAX_SIGNATURES = 8;

  /** Directory records: payload, sums, manifest, signatures. */
  public static final int MAX_RECORDS = MAX_PAYLOAD_ENTRIES + 2 + MAX_SIGNATURES;

  /** Members of {@code certificates} and of {@code updates}, count each. */
  public static final int MAX_REFERENCES = 4_096;

  /** {@code META/manifest.json}, bytes: 4 MiB. */
  public static final int MAX_MANIFEST_BYTES = 4 << 20;

  /**
   * {@code META/SHA256SUMS}, bytes: 2 MiB. Follows from the number and length of paths; stated for
   * readers of sums alone.
   */
  public static final int MAX_SUMS_BYTES = 2 << 20;

  /** One signature file, bytes: 16 KiB. */
  public static final int MAX_SIGNATURE_BYTES = 16 << 10;

  /** A signer's certificate, bytes of DER: 8 KiB. */
  public static final int MAX_SIGNER_CERTIFICATE_BYTES = 8 << 10;

  /** A JSON string, characters after unescaping. */
  public static final int MAX_STRING_CHARS = 1_024;

  /** A path, characters. */
  public static final int MAX_PATH_CHARS = 120;

  /** One segment of a path, characters. */
  public static final int MAX_SEGMENT_CHARS = 110;

  /** Segments of a path, count. */
  public static final int MAX_PATH_DEPTH = 8;

  /** The largest integer of canonical JSON: 2^53 - 1. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  /** From {@code created} to {@code expires}, seconds: 1,827 days. */
  public static final long MAX_LIFETIME_SECONDS = 157_852_800L;

  /** How far {@code created} may lie ahead of the reader's clock, seconds: 24 hours. */
  public static final long MAX_CLOCK_LEAD_SECONDS = 86_400L;

  /** Absolute path of an extracted file, characters, on every platform. */
  public static final int MAX_TARGET_PATH_CHARS = 247;

  /** Modulus of a signer's key, bits; in steps of 8. */
  public static final int MIN_RSA_BITS = 3_072;

  /** Modulus of a signer's key, bits; in steps of 8. */
  public static final int MAX_RSA_BITS = 8_192;

  private FormatLimits() {}
}
