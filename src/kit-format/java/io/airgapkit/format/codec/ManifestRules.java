package io.airgapkit.format.codec;

import io.airgapkit.format.EntryPath;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The rules a grammatical manifest must keep, in the order of the specification, section 7; the
 * first broken one is thrown. Rules on the signature files are the verifier's.
 */
final class ManifestRules {
  private ManifestRules() {}

  static KitManifest check(ManifestDocument d) throws KitFormatException {
    numbers(d);
    List<KitManifest.Certificate> certificates = new ArrayList<>(d.certificates.size());
    for (ManifestDocument.Certificate c : d.certificates) {
      long notAfter = time("certificates.not_after", c.notAfter(), 1950, 9999);
      long notBefore = time("certificates.not_before", c.notBefore(), 1950, 9999);
      certificates.add(
          new KitManifest.Certificate(
              c.name(), notAfter, notBefore, c.path(), c.sha1(), c.sha256(), c.store()));
    }
    long created = time("created", d.created, 2000, 2099);
    long expires = time("expires", d.expires, 2000, 2099);
    KitManifest manifest =
        new KitManifest(
            d.builder,
            certificates,
            created,
            d.entries,
            expires,
            d.grade,
            d.id,
            d.profile,
            d.reference,
            d.sequence,
            d.signers,
            d.updates);
    counts(manifest);
    order(manifest);
    paths(manifest);
    identity(manifest);
    references(manifest);
    sums(manifest);
    keyNames(manifest);
    return manifest;
  }

  private static void numbers(ManifestDocument d) throws KitFormatException {
    for (KitManifest.Entry e : d.entries) {
      range("entries.size", e.size(), 0);
    }
    range("profile.revision", d.profile.revision(), 1);
    range("sequence", d.sequence, 1);
    for (KitManifest.Update u : d.updates) {
      range("updates.order", u.order(), 1);
    }
  }

  private static void range(String member, long value, long least) throws KitFormatException {
    if (value < least || value > FormatLimits.MAX_INTEGER) {
      throw new KitFormatException(FindingCode.NUMBER_OUT_OF_RANGE, member, value);
    }
  }

  private static long time(String member, String text, int firstYear, int lastYear)
      throws KitFormatException {
    OptionalLong time = KitTime.parse(text, firstYear, lastYear);
    if (time.isEmpty()) {
      throw new KitFormatException(FindingCode.TIME_NOT_VALID, member, text);
    }
    return time.getAsLong();
  }

  private static void counts(KitManifest m) throws KitFormatException {
    count("certificates", m.certificates().size(), FormatLimits.MAX_REFERENCES);
    count("entries", m.entries().size(), FormatLimits.MAX_PAYLOAD_ENTRIES + 1);
    count("signers", m.signers().size(), FormatLimits.MAX_SIGNATURES);
    count("updates", m.updates().size(), FormatLimits.MAX_REFERENCES);
  }

  private static void count(String member, int count, int limit) throws KitFormatException {
    if (count > limit) {
      throw new KitFormatException(FindingCode.MEMBERS_TOO_MANY, member, count, limit);
    }
  }

  private static void order(KitManifest m) throws KitFormatException {
    for (int i = 1; i < m.certificates().size(); i++) {
      ascending(
          "certificates",
          i,
          m.certificates().get(i - 1).path().compareTo(m.certificates().get(i).path()));
    }
    for (int i = 1; i < m.entries().size(); i++) {
      ascending("entries", i, m.entries().get(i - 1).path().compareTo(m.entries().get(i).path()));
    }
    for (int i = 1; i < m.signers().size(); i++) {
      ascending(
          "signers",
          i,
          m.signers().get(i - 1).keySha256().compareTo(m.signers().get(i).keySha256()));
    }
    for (int i = 1; i < m.updates().size(); i++) {
      ascending("updates", i, compare(m.updates().get(i - 1), m.updates().get(i)));
    }
  }

  private static void ascending(String member, int index, int comparison)
      throws KitFormatException {
    if (comparison >= 0) {
      throw new KitFormatException(FindingCode.MEMBERS_NOT_SORTED, index, member);
    }
  }

  static int compare(KitManifest.Update a, KitManifest.Update b) {
    int byTrain = a.train().compareTo(b.train());
    int byArchitecture = a.architecture().compareTo(b.architecture());
    return byTrain != 0
        ? byTrain
        : byArchitecture != 0 ? byArchitecture : Long.compare(a.order(), b.order());
  }

  private static void paths(KitManifest m) throws KitFormatException {
    boolean sums = false;
    for (KitManifest.Entry e : m.entries()) {
      if (!EntryPath.isAllowed(e.path())) {
        throw new KitFormatException(FindingCode.PATH_NOT_ALLOWED, e.path());
      }
      boolean isSums = e.path().equals(KitManifest.SUMS_PATH) && e.role() == EntryRole.SUMS;
      if (!isSums && EntryPath.isReserved(e.path())) {
        throw new KitFormatException(FindingCode.PATH_RESERVED, e.path());
      }
      if (!isSums && e.role() == EntryRole.SUMS) {
        throw new KitFormatException(FindingCode.ROLE_NOT_ALLOWED, e.path());
      }
      if (e.size() > FormatLimits.MAX_ENTRY_BYTES || e.size() == FormatLimits.REFUSED_ENTRY_BYTES) {
        throw new KitFormatException(FindingCode.ENTRY_SIZE_NOT_ALLOWED, e.path(), e.size());
      }
      sums |= isSums;
    }
    if (!sums) {
      throw new KitFormatException(FindingCode.SUMS_ENTRY_MISSING);
    }
    if (m.entries().size() < 2) {
      throw new KitFormatException(FindingCode.PAYLOAD_MISSING);
    }
    EntryPath.Collisions collisions = new EntryPath.Collisions();
    collisions.add(KitManifest.MANIFEST_PATH);
    collisions.add(KitManifest.SIGNATURE_FOLDER + "_");
    for (KitManifest.Entry e : m.entries()) {
      if (!collisions.add(e.path())) {
        throw new KitFormatException(FindingCode.PATH_CONFLICT, e.path());
      }
    }
  }

  private static void identity(KitManifest m) throws KitFormatException {
    long lifetime = m.expires() - m.created();
    if (lifetime <= 0 || lifetime > FormatLimits.MAX_LIFETIME_SECONDS) {
      throw new KitFormatException(
          FindingCode.EXPIRES_NOT_ALLOWED, KitTime.text(m.expires()), KitTime.text(m.created()));
    }
    String id = m.profile().id() + "-" + KitTime.compact(m.created());
    if (!m.id().equals(id)) {
      throw new KitFormatException(FindingCode.ID_MISMATCH, m.id(), id);
    }
    if (m.sequence() > m.created()) {
      throw new KitFormatException(FindingCode.SEQUENCE_AHEAD, m.sequence(), m.created());
    }
  }

  private static void references(KitManifest m) throws KitFormatException {
    Map<String, KitManifest.Entry> entries = new HashMap<>();
    for (KitManifest.Entry e : m.entries()) {
      entries.put(e.path(), e);
    }
    Set<String> listed = new HashSet<>();
    for (KitManifest.Certificate c : m.certificates()) {
      KitManifest.Entry entry = entries.get(c.path());
      if (entry == null || entry.role() != EntryRole.CERTIFICATE) {
        throw new KitFormatException(FindingCode.CERTIFICATE_ENTRY_MISSING, c.path());
      }
      if (!entry.sha256().equals(c.sha256())) {
        throw new KitFormatException(FindingCode.CERTIFICATE_DIGEST_DIFFERS, c.path());
      }
      listed.add(c.path());
    }
    for (KitManifest.Entry e : m.entries()) {
      if (e.role() == EntryRole.CERTIFICATE && !listed.contains(e.path())) {
        throw new KitFormatException(FindingCode.CERTIFICATE_NOT_LISTED, e.path());
      }
    }
    for (KitManifest.Update u : m.updates()) {
      KitManifest.Entry entry = entries.get(u.path());
      if (!u.path().isEmpty() && (entry == null || entry.role() != EntryRole.UPDATE)) {
        throw new KitFormatException(FindingCode.UPDATE_ENTRY_MISSING, u.path());
      }
    }
  }

  private static void sums(KitManifest m) throws KitFormatException {
    KitManifest.Entry want = SumsText.entry(m.entries());
    for (KitManifest.Entry e : m.entries()) {
      if (e.role() == EntryRole.SUMS
          && !(e.sha256().equals(want.sha256())
              && e.crc32().equals(want.crc32())
              && e.size() == want.size())) {
        throw new KitFormatException(FindingCode.SUMS_MISMATCH);
      }
    }
  }

  private static void keyNames(KitManifest m) throws KitFormatException {
    for (int i = 1; i < m.signers().size(); i++) {
      String name = m.signers().get(i).keyName();
      if (name.equals(m.signers().get(i - 1).keyName())) {
        throw new KitFormatException(FindingCode.SIGNER_KEYS_AMBIGUOUS, name);
      }
    }
  }
}
