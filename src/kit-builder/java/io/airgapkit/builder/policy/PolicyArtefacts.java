package io.airgapkit.builder.policy;

import io.airgapkit.builder.registry.CertificateBundle;
import io.airgapkit.builder.registry.LgpoText;
import io.airgapkit.builder.registry.RegFile;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.format.CertificateStore;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every file below {@code gpo/} of a kit: policy.md, section 1. */
public final class PolicyArtefacts {
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final PolicyPlan plan;

  private PolicyArtefacts(PolicyPlan plan) {
    this.plan = plan;
  }

  /**
   * @param kitId the ids of the policy objects derive from it
   * @param created of the kit, {@code YYYY-MM-DDThh:mm:ssZ}
   */
  public static PolicyArtefacts of(
      TemplateRenderer templates, PolicyPlan plan, String kitId, String created) {
    PolicyArtefacts out = new PolicyArtefacts(plan);
    if (plan.isEmpty()) {
      return out;
    }
    for (PolicyDirection direction : PolicyDirection.values()) {
      boolean apply = direction == PolicyDirection.APPLY;
      String folder = "gpo/" + direction.folder() + "/";
      List<RegistryEntry> policy = apply ? plan.apply() : plan.remove();
      GpoBackup backup = new GpoBackup(templates, plan, direction, kitId, created);
      backup.files(policy).forEach((path, bytes) -> out.files.put(folder + "GPOs/" + path, bytes));
      out.files.put(folder + "lgpo.txt", LgpoText.write(apply ? policy : plan.removeValues()));
      out.files.put(
          folder + "policy.reg", RegFile.write(apply ? policy : plan.removeFromRegistry()));
      out.files.put(
          folder + "machine-stores.reg",
          RegFile.write(apply ? plan.machineStores() : plan.machineStoresRemoved()));
    }
    for (CertificateStore store : plan.stores()) {
      out.bundles(store);
    }
    return out;
  }

  /** The id of the backup to import, as {@code Import-GPO -BackupId} takes it: no braces. */
  public static String applyId(String kitId) {
    return bare(GpoIds.of(kitId, PolicyDirection.APPLY));
  }

  /** The id of the backup that takes back, no braces. */
  public static String removeId(String kitId) {
    return bare(GpoIds.of(kitId, PolicyDirection.REMOVE));
  }

  private static String bare(GpoIds ids) {
    return ids.backup().substring(1, ids.backup().length() - 1);
  }

  /** Only the kit's own certificates: a bundle cannot say that a root is for code signing only. */
  private void bundles(CertificateStore store) {
    List<PolicyCertificate> certificates = plan.ofTheKit(store);
    if (certificates.isEmpty()) {
      return;
    }
    String base = "gpo/certificates/" + store.text();
    files.put(
        base + ".p7b",
        CertificateBundle.p7b(certificates.stream().map(c -> c.blob().der()).toList()));
    files.put(
        base + ".sst",
        CertificateBundle.sst(certificates.stream().map(PolicyCertificate::blob).toList()));
  }

  /** Path in the kit to bytes. */
  public Map<String, byte[]> files() {
    return files;
  }
}
