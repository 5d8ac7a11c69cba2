package io.airgapkit.builder.policy;

import io.airgapkit.builder.registry.PolicyFile;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.format.CertificateStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A backup folder as the Group Policy console writes it, for Import-GPO: policy.md, section 5. It
 * names no domain and no account; versions, ids and lists of extensions agree in all its files.
 */
final class GpoBackup {
  private static final String REGISTRY = "{35378EAC-683F-11D2-A89A-00C04FBBCFA2}";
  private static final String EFS_RECOVERY = "{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}";
  private static final String CERTIFICATES = "{53D6AB1D-2488-11D1-A28C-00C04FB94F17}";
  private static final String ADMINISTRATIVE_TEMPLATES = "{D02B1F72-3407-48AE-BA88-E8213C6761F1}";

  /** Stores whose certificates a report shows under a name of their own, in real reports. */
  private static final Set<CertificateStore> NAMED =
      EnumSet.of(CertificateStore.ROOT, CertificateStore.CA);

  private final TemplateRenderer templates;
  private final Map<String, Object> data = new HashMap<>();
  private final GpoIds ids;

  /**
   * @param created of the kit, {@code YYYY-MM-DDThh:mm:ssZ}
   */
  GpoBackup(
      TemplateRenderer templates,
      PolicyPlan plan,
      PolicyDirection direction,
      String kitId,
      String created) {
    this.templates = templates;
    this.ids = GpoIds.of(kitId, direction);
    data.put("backup", ids.backup());
    data.put("gpo", ids.gpo());
    data.put("domainGuid", "{" + GpoIds.uuid("airgapkit.invalid") + "}");
    // The name is what the console shows everywhere: whose trust it gives has to stand there.
    boolean loud = plan.givesSignerTrust() && direction == PolicyDirection.APPLY;
    data.put(
        "name",
        "Airgap kit "
            + kitId
            + " ("
            + direction.folder()
            + (loud ? ", TRUSTS ITS SCRIPT SIGNER)" : ")"));
    data.put("time", created.substring(0, created.length() - 1));
    data.put("extensions", extensions(plan));
    boolean apply = direction == PolicyDirection.APPLY;
    data.put("certificates", apply ? certificates(plan) : List.of());
    List<Map<String, String>> settings = new ArrayList<>(apply ? others(plan) : List.of());
    settings.addAll(settings(apply ? plan.apply() : plan.remove()));
    data.put("settings", settings);
  }

  /** Sorted by client extension, and the tools within: a client stops at one out of order. */
  private static String extensions(PolicyPlan plan) {
    boolean certificates = !plan.certificates().isEmpty();
    return "["
        + REGISTRY
        + (certificates ? CERTIFICATES : "")
        + (plan.values().isEmpty() ? "" : ADMINISTRATIVE_TEMPLATES)
        + "]"
        + (certificates ? "[" + EFS_RECOVERY + CERTIFICATES + "]" : "");
  }

  private static List<Map<String, String>> certificates(PolicyPlan plan) {
    List<Map<String, String>> out = new ArrayList<>();
    for (PolicyCertificate c : plan.certificates()) {
      if (!NAMED.contains(c.store())) {
        continue;
      }
      out.add(
          Map.of(
              "store", c.store().text(),
              "to", c.issuedTo(),
              "by", c.issuedBy(),
              "until", c.expires(),
              "data", HexFormat.of().withUpperCase().formatHex(c.blob().bytes())));
    }
    return out;
  }

  /** What the console's report has no element of its own for, as far as real reports show. */
  private static List<Map<String, String>> others(PolicyPlan plan) {
    List<Map<String, String>> out = new ArrayList<>();
    for (PolicyCertificate c : plan.certificates()) {
      if (!NAMED.contains(c.store())) {
        out.add(Map.of("key", PolicyPlan.policyKey(c), "kind", "key"));
      }
    }
    return out;
  }

  /** Everything but certificates and the empty keys beside them, which the report shows itself. */
  private static List<Map<String, String>> settings(List<RegistryEntry> entries) {
    List<Map<String, String>> out = new ArrayList<>();
    for (RegistryEntry e : entries) {
      if (e.type() == RegistryEntry.DWORD) {
        out.add(setting(e, "number", Long.toString(dword(e.data()))));
      } else if (e.type() == RegistryEntry.SZ) {
        String text = new String(e.data(), 0, e.data().length - 2, StandardCharsets.UTF_16LE);
        out.add(setting(e, "text", text));
      }
    }
    return out;
  }

  private static Map<String, String> setting(RegistryEntry e, String kind, String value) {
    return Map.of("key", e.key(), "name", e.name(), "kind", kind, "value", value);
  }

  private static long dword(byte[] data) {
    return data[0] & 0xFF
        | (data[1] & 0xFF) << 8
        | (data[2] & 0xFF) << 16
        | (data[3] & 0xFFL) << 24;
  }

  /** Path below the folder that is given to Import-GPO, to bytes. */
  Map<String, byte[]> files(List<RegistryEntry> entries) {
    Map<String, byte[]> out = new TreeMap<>();
    out.put("manifest.xml", ascii(oneLine("gpo/manifest.xml.ftl")));
    String folder = ids.backup() + "/";
    out.put(folder + "bkupInfo.xml", ascii(oneLine("gpo/bkupInfo.xml.ftl") + "\r\n"));
    out.put(folder + "Backup.xml", ascii(lines("gpo/Backup.xml.ftl")));
    out.put(folder + "gpreport.xml", utf16(lines("gpo/gpreport.xml.ftl")));
    out.put(folder + "DomainSysvol/GPO/Machine/registry.pol", PolicyFile.write(entries));
    return out;
  }

  /** The console writes these two files without any white space between elements. */
  private String oneLine(String template) {
    return templates.render(template, data).replaceAll("\n *", "");
  }

  private String lines(String template) {
    return templates.render(template, data).stripTrailing().replace("\n", "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] utf16(String text) {
    return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
  }

  GpoIds ids() {
    return ids;
  }
}
