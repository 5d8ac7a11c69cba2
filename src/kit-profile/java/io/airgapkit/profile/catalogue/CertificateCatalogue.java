package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of known certificates, ascending by id, each id, SHA-1 and SHA-256 once. Immutable.
 *
 * <p>{@link #shipped} is {@code certs/catalogue.json} of the source tree, described in {@code
 * src/docs/profile-format.md}.
 */
public final class CertificateCatalogue {
  /** Greatest permitted size of a catalogue in bytes. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  static final String RESOURCES = "/io/airgapkit/profile/certs/";

  private final int revision;
  private final Map<String, CatalogueEntry> byId;

  CertificateCatalogue(int revision, List<CatalogueEntry> entries) {
    this.revision = revision;
    this.byId = new LinkedHashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
  }

  /** The catalogue inside this program. */
  public static CertificateCatalogue shipped() {
    return Shipped.CATALOGUE;
  }

  /**
   * Reads a catalogue.
   *
   * @param fileName for messages
   * @throws DocumentRefusedException with every fault, if the bytes do not follow the schema
   */
  public static CertificateCatalogue read(String fileName, byte[] json)
      throws DocumentRefusedException {
    return CatalogueReader.read(new DocumentFaults(fileName), json);
  }

  /** Revision of the data, from 1. */
  public int revision() {
    return revision;
  }

  /** All entries, ascending by id. */
  public List<CatalogueEntry> entries() {
    return List.copyOf(byId.values());
  }

  /** The entry of that id. */
  public Optional<CatalogueEntry> entry(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The entry of that pin (64 lower-case hex digits). */
  public Optional<CatalogueEntry> entryBySha256(String sha256) {
    return byId.values().stream().filter(e -> e.sha256().equals(sha256)).findFirst();
  }

  /** The entries that are not valid at that moment: expired, or not yet begun. */
  public List<CatalogueEntry> notValidAt(Instant now) {
    return byId.values().stream()
        .filter(e -> e.validityAt(now) != CatalogueEntry.Validity.VALID)
        .toList();
  }

  /** Bytes of a file beside the shipped catalogue. */
  static byte[] resource(String name) {
    try (InputStream in = CertificateCatalogue.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException("this program was built without certs/" + name);
      }
      return in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IllegalStateException("certs/" + name + " of this program is not readable", e);
    }
  }

  private static final class Shipped {
    private static final CertificateCatalogue CATALOGUE = load();

    private static CertificateCatalogue load() {
      try {
        return read("certs/catalogue.json", resource("catalogue.json"));
      } catch (DocumentRefusedException e) {
        throw new IllegalStateException("this program was built with a faulty catalogue", e);
      }
    }
  }
}
