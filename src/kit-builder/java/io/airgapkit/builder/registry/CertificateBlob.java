package io.airgapkit.builder.registry;

import io.airgapkit.format.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate as Windows keeps it in the registry: the value {@code Blob} (MS-GPEF 2.2.1.1.1;
 * policy.md, section 3).
 *
 * <pre>
 * record  id u32 | 1 u32 | length u32 | bytes        (little-endian; the DER, id 32, comes last)
 * </pre>
 */
public final class CertificateBlob {
  static final int SHA1 = 3;
  static final int PURPOSES = 9;
  static final int FRIENDLY_NAME = 11;
  static final int CERTIFICATE = 32;

  private static final int HEAD_BYTES = 12;

  /** Where the bytes of a record lie, and where its head begins. */
  private record Place(int head, int from, int to) {}

  private final byte[] bytes;
  private final Map<Integer, Place> records;
  private final String thumbprint;
  private final Optional<String> friendlyName;
  private final List<String> purposes;

  private CertificateBlob(
      byte[] bytes,
      Map<Integer, Place> records,
      Optional<String> friendlyName,
      List<String> purposes) {
    this.bytes = bytes;
    this.records = records;
    this.thumbprint = Sha256.hex(sha1(content(CERTIFICATE))).toUpperCase(Locale.ROOT);
    this.friendlyName = friendlyName;
    this.purposes = purposes;
  }

  /**
   * The blob of a certificate: records 3, 11 if it has a name, 9 if it is restricted, 32.
   *
   * @param der one DER SEQUENCE; whether it is a certificate is not looked at
   * @param friendlyName what consoles show; empty leaves it to Windows
   * @param purposes dotted object identifiers; empty for all purposes
   * @throws IllegalArgumentException if the DER or an object identifier is none, or the name is
   *     empty or holds a NUL
   */
  public static CertificateBlob of(
      byte[] der, Optional<String> friendlyName, List<String> purposes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(der.length + 256);
    record(out, SHA1, sha1(der));
    friendlyName.ifPresent(
        name -> {
          if (name.isEmpty()) {
            throw new IllegalArgumentException("an empty name says nothing");
          }
          record(out, FRIENDLY_NAME, RegistryText.withNul(name));
        });
    if (!purposes.isEmpty()) {
      record(out, PURPOSES, Purposes.encode(purposes));
    }
    record(out, CERTIFICATE, der);
    try {
      return read(out.toByteArray());
    } catch (RegistryFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads a blob of anybody: records of any ids, in any order before the certificate.
   *
   * @param bytes any bytes
   * @throws RegistryFormatException with a {@code BLOB_} code and the offset of the record; of the
   *     end, if record 32 is missing
   */
  public static CertificateBlob read(byte[] bytes) throws RegistryFormatException {
    byte[] own = bytes.clone();
    Map<Integer, Place> records = walk(own);
    Place certificate = records.get(CERTIFICATE);
    if (certificate == null || certificate.to() != own.length) {
      throw new RegistryFormatException(
          RegistryFault.BLOB_CERTIFICATE_MISSING,
          certificate == null ? own.length : certificate.head());
    }
    // Names that cannot be read are refused: an unreadable restriction must not look like none.
    Optional<String> friendlyName = Optional.empty();
    if (records.containsKey(FRIENDLY_NAME)) {
      friendlyName = RegistryText.of(content(own, records, FRIENDLY_NAME));
      require(friendlyName.isPresent(), RegistryFault.BLOB_RECORD_BAD, records, FRIENDLY_NAME);
    }
    Optional<List<String>> purposes = Optional.of(List.of());
    if (records.containsKey(PURPOSES)) {
      purposes = Purposes.decode(content(own, records, PURPOSES));
      require(purposes.isPresent(), RegistryFault.BLOB_RECORD_BAD, records, PURPOSES);
    }
    byte[] der = content(own, records, CERTIFICATE);
    require(Der.isSequence(der), RegistryFault.BLOB_CERTIFICATE_BAD, records, CERTIFICATE);
    if (records.containsKey(SHA1)) {
      boolean same = Arrays.equals(content(own, records, SHA1), sha1(der));
      require(same, RegistryFault.BLOB_DIGEST_WRONG, records, SHA1);
    }
    return new CertificateBlob(own, records, friendlyName, purposes.get());
  }

  private static Map<Integer, Place> walk(byte[] bytes) throws RegistryFormatException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Place> out = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      int head = in.position();
      if (in.remaining() < HEAD_BYTES) {
        throw new RegistryFormatException(RegistryFault.BLOB_TRUNCATED, head);
      }
      int id = in.getInt();
      if (in.getInt() != 1 || id == 0 || out.containsKey(id)) {
        throw new RegistryFormatException(RegistryFault.BLOB_RECORD_BAD, head);
      }
      long length = Integer.toUnsignedLong(in.getInt());
      if (length > in.remaining()) {
        throw new RegistryFormatException(RegistryFault.BLOB_TRUNCATED, head);
      }
      int from = in.position();
      in.position(from + (int) length);
      out.put(id, new Place(head, from, in.position()));
    }
    return out;
  }

  private static void require(
      boolean holds, RegistryFault fault, Map<Integer, Place> records, int id)
      throws RegistryFormatException {
    if (!holds) {
      throw new RegistryFormatException(fault, records.get(id).head());
    }
  }

  private static void record(ByteArrayOutputStream out, int id, byte[] content) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.putInt(id).putInt(1).putInt(content.length).array());
    out.writeBytes(content);
  }

  private static byte[] content(byte[] bytes, Map<Integer, Place> records, int id) {
    Place place = records.get(id);
    return Arrays.copyOfRange(bytes, place.from(), place.to());
  }

  private byte[] content(int id) {
    return content(bytes, records, id);
  }

  private static byte[] sha1(byte[] bytes) {
    return Sha256.freshSha1().digest(bytes);
  }

  /** The blob as it was read or made. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The certificate. */
  public byte[] der() {
    return content(CERTIFICATE);
  }

  /** SHA-1 of the certificate, 40 upper-case hex digits: the name of its key. */
  public String thumbprint() {
    return thumbprint;
  }

  /** Record 11, if there is one. */
  public Optional<String> friendlyName() {
    return friendlyName;
  }

  /** Record 9 as dotted object identifiers, at least one; empty if there is no such record. */
  public List<String> purposes() {
    return purposes;
  }

  /** The ids in the order of the blob, as unsigned 32-bit numbers; the last is 32. */
  public List<Integer> recordIds() {
    return new ArrayList<>(records.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateBlob that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return thumbprint + " " + records.keySet();
  }
}
