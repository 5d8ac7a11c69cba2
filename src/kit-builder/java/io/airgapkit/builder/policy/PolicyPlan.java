package io.airgapkit.builder.policy;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.registry.CertificateBlob;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.builder.resolve.ResolvedCertificate;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.builder.resolve.ResolvedPolicyValue;
import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.format.CertificateStore;
import io.airgapkit.profile.PolicyValue;
import io.airgapkit.profile.PolicyValueType;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What policy sets and takes back, and the registry entries for both: policy.md, section 2. */
public final class PolicyPlan {
  /** 82 bytes a name, of 65,535. */
  private static final int MOST_NAMES = 500;

  private static final String BLOB = "Blob";

  private static final String POLICY_STORES = "Software\\Policies\\Microsoft\\SystemCertificates\\";
  private static final String MACHINE_STORES = "SOFTWARE\\Microsoft\\SystemCertificates\\";

  private static final Comparator<RegistryEntry> EDITOR_ORDER =
      Comparator.comparing(RegistryEntry::key, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(RegistryEntry::name, String.CASE_INSENSITIVE_ORDER);

  private final List<PolicyCertificate> certificates;
  private final List<ResolvedPolicyValue> values;

  private PolicyPlan(List<PolicyCertificate> certificates, List<ResolvedPolicyValue> values) {
    this.certificates = List.copyOf(certificates);
    this.values = List.copyOf(values);
  }

  /**
   * @param trust the signer's own, if hosts are to trust it by policy
   * @throws BuildRefusedException if two certificates of a store have one SHA-1, by which Windows
   *     names them
   */
  public static PolicyPlan of(ResolvedKit kit, Optional<SignerTrust> trust)
      throws BuildRefusedException {
    List<PolicyCertificate> all = new ArrayList<>();
    for (ResolvedCertificate c : kit.certificates()) {
      all.add(certificate(c.store(), c.pinned().certificate(), List.of(), true));
    }
    if (trust.isPresent()) {
      SignerTrust signer = trust.get();
      all.add(
          certificate(CertificateStore.TRUSTED_PUBLISHER, signer.publisher(), List.of(), false));
      if (signer.root().isPresent()) {
        List<String> purposes = List.of(SignerPurpose.SCRIPT.extendedKeyUsage());
        all.add(certificate(CertificateStore.ROOT, signer.root().get(), purposes, false));
      }
    }
    all.sort(
        Comparator.comparing((PolicyCertificate c) -> c.store().text())
            .thenComparing(PolicyCertificate::thumbprint));
    requireDistinct(all);
    return new PolicyPlan(all, kit.policies());
  }

  private static PolicyCertificate certificate(
      CertificateStore store, X509Certificate certificate, List<String> purposes, boolean ofTheKit)
      throws BuildRefusedException {
    try {
      CertificateBlob blob =
          CertificateBlob.of(certificate.getEncoded(), Optional.empty(), purposes);
      int bytes = blob.bytes().length;
      // The writers refuse more too, but as our bug.
      if (bytes > RegistryEntry.MAX_WRITTEN_DATA_BYTES) {
        throw new IllegalArgumentException("it takes " + bytes + " bytes");
      }
      return new PolicyCertificate(store, certificate, blob, ofTheKit);
    } catch (CertificateEncodingException | IllegalArgumentException e) {
      throw new BuildRefusedException(
          "the certificate "
              + certificate.getSubjectX500Principal()
              + " cannot be carried by policy: "
              + e.getMessage(),
          "a policy value holds at most 65,535 bytes; carry it in another way");
    }
  }

  private static void requireDistinct(List<PolicyCertificate> all) throws BuildRefusedException {
    Map<String, PolicyCertificate> seen = new HashMap<>();
    for (PolicyCertificate c : all) {
      PolicyCertificate other = seen.put(c.store() + c.thumbprint(), c);
      if (other != null) {
        boolean same = other.certificate().equals(c.certificate());
        throw new BuildRefusedException(
            (same ? "one certificate is" : "two certificates with one SHA-1 are")
                + " to go into the store "
                + c.store().text()
                + " twice: "
                + c.thumbprint(),
            same
                ? "name each certificate once"
                : "Windows names certificates by SHA-1 and would keep one of them only;"
                    + " find out where the second one comes from");
      }
    }
  }

  List<PolicyCertificate> certificates() {
    return certificates;
  }

  /** Certificates that stand in the kit's manifest; only these go anywhere but into policy. */
  List<PolicyCertificate> ofTheKit(CertificateStore store) {
    return certificates.stream().filter(c -> c.ofTheKit() && c.store() == store).toList();
  }

  List<ResolvedPolicyValue> values() {
    return values;
  }

  Set<CertificateStore> stores() {
    Set<CertificateStore> out = EnumSet.noneOf(CertificateStore.class);
    certificates.forEach(c -> out.add(c.store()));
    return out;
  }

  /** Entries of the policy that sets. */
  public List<RegistryEntry> apply() {
    List<RegistryEntry> out = new ArrayList<>();
    for (CertificateStore store : stores()) {
      String base = POLICY_STORES + store.text();
      for (PolicyCertificate c : certificates) {
        if (c.store() == store) {
          out.add(RegistryEntry.binary(policyKey(c), BLOB, c.blob().bytes()));
        }
      }
      out.add(RegistryEntry.keyOnly(base + "\\CRLs"));
      out.add(RegistryEntry.keyOnly(base + "\\CTLs"));
    }
    for (ResolvedPolicyValue value : values) {
      out.add(entry(value));
    }
    out.sort(EDITOR_ORDER);
    return out;
  }

  /** Where policy keeps a certificate. */
  static String policyKey(PolicyCertificate c) {
    return POLICY_STORES + c.store().text() + "\\Certificates\\" + c.thumbprint();
  }

  private static RegistryEntry entry(ResolvedPolicyValue resolved) {
    PolicyValue value = resolved.value();
    return value.type() == PolicyValueType.DWORD
        ? RegistryEntry.dword(value.key(), value.name(), value.number().orElseThrow())
        : RegistryEntry.string(value.key(), value.name(), resolved.text());
  }

  /**
   * Entries of the policy that takes back. The values go first and their keys last, against the
   * editor's order: a client works from first to last, and no empty key stays.
   */
  public List<RegistryEntry> remove() {
    List<RegistryEntry> out = removeValues();
    out.addAll(removeKeys());
    return out;
  }

  /**
   * The same value by value, for tools that merge into a policy that is there already: such a tool
   * drops what sets a value when it is told to delete that value, and by nothing else. Told to
   * delete the key it would keep both, and hosts would get the certificate again.
   */
  List<RegistryEntry> removeValues() {
    List<RegistryEntry> out = new ArrayList<>();
    for (PolicyCertificate c : certificates) {
      out.add(RegistryEntry.deleteValue(policyKey(c), BLOB));
    }
    out.addAll(removeOthers());
    out.sort(EDITOR_ORDER);
    return out;
  }

  /** The same for a registry file, which deletes a certificate's key with all that is in it. */
  List<RegistryEntry> removeFromRegistry() {
    List<RegistryEntry> out = removeKeys();
    out.addAll(removeOthers());
    out.sort(EDITOR_ORDER);
    return out;
  }

  private List<RegistryEntry> removeKeys() {
    List<RegistryEntry> out = new ArrayList<>();
    for (CertificateStore store : stores()) {
      out.addAll(deletions(POLICY_STORES + store.text() + "\\Certificates", store, certificates));
    }
    out.sort(EDITOR_ORDER);
    return out;
  }

  private List<RegistryEntry> removeOthers() {
    return values.stream()
        .map(v -> RegistryEntry.deleteValue(v.value().key(), v.value().name()))
        .toList();
  }

  /** More than one entry where one would exceed the 65,535 bytes of a policy value. */
  private static List<RegistryEntry> deletions(
      String key, CertificateStore store, List<PolicyCertificate> certificates) {
    List<String> names =
        certificates.stream()
            .filter(c -> c.store() == store)
            .map(PolicyCertificate::thumbprint)
            .toList();
    List<RegistryEntry> out = new ArrayList<>();
    for (int from = 0; from < names.size(); from += MOST_NAMES) {
      List<String> some = names.subList(from, Math.min(from + MOST_NAMES, names.size()));
      out.add(RegistryEntry.deleteKeys(key, some));
    }
    return out;
  }

  /** Whether there is nothing to set: such a kit has no files for Group Policy. */
  public boolean isEmpty() {
    return certificates.isEmpty() && values.isEmpty();
  }

  /** The kit's certificates in the machine's own stores, outside policy. */
  List<RegistryEntry> machineStores() {
    List<RegistryEntry> out = new ArrayList<>();
    for (PolicyCertificate c : certificates) {
      if (c.ofTheKit()) {
        String key = machineStore(c.store()) + "\\" + c.thumbprint();
        out.add(RegistryEntry.binary(key, BLOB, c.blob().bytes()));
      }
    }
    out.sort(EDITOR_ORDER);
    return out;
  }

  /** Takes the same out again. */
  List<RegistryEntry> machineStoresRemoved() {
    List<RegistryEntry> out = new ArrayList<>();
    for (CertificateStore store : stores()) {
      List<PolicyCertificate> kit = ofTheKit(store);
      if (!kit.isEmpty()) {
        out.addAll(deletions(machineStore(store), store, kit));
      }
    }
    out.sort(EDITOR_ORDER);
    return out;
  }

  /** Windows itself spells the machine's root store in capitals. */
  private static String machineStore(CertificateStore store) {
    String name = store == CertificateStore.ROOT ? "ROOT" : store.text();
    return MACHINE_STORES + name + "\\Certificates";
  }

  /** Whether hosts will trust the signer's own certificates. */
  public boolean givesSignerTrust() {
    return certificates.stream().anyMatch(c -> !c.ofTheKit());
  }

  /** What policy will do, in words. */
  public PolicyWords words() {
    return new PolicyWords(certificates, values);
  }
}
