package io.airgapkit.builder.stage;

import io.airgapkit.builder.authenticode.ScriptSigner;
import io.airgapkit.builder.policy.PolicyArtefacts;
import io.airgapkit.builder.policy.PolicyPlan;
import io.airgapkit.builder.policy.PolicyWords;
import io.airgapkit.builder.resolve.ResolvedCertificate;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.windows.ScriptText;
import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.profile.catalogue.CarriedCrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a resolved kit into files: certificates as DER by store, data, scripts for the isolated
 * host, documents.
 */
public final class KitStager {
  private static final List<String> SCRIPTS =
      List.of(
          "scripts/AirgapKit/AirgapKit.psd1",
          "scripts/AirgapKit/AirgapKit.psm1",
          "scripts/Apply-Kit.ps1",
          "scripts/Check-Host.ps1",
          "scripts/Undo-Kit.ps1");

  private final TemplateRenderer templates = new TemplateRenderer();
  private final PolicyPlan policy;
  private final Optional<ScriptSigner> scriptSigner;
  private final String id;
  private final long created;
  private final long expires;
  private final List<StagedEntry> out = new ArrayList<>();

  private KitStager(
      PolicyPlan policy,
      Optional<ScriptSigner> scriptSigner,
      String id,
      long created,
      long expires) {
    this.policy = policy;
    this.scriptSigner = scriptSigner;
    this.id = id;
    this.created = created;
    this.expires = expires;
  }

  /**
   * @param policy what the kit does by Group Policy
   * @param scriptSigner without one, scripts go in unsigned
   * @param id of the kit
   * @throws SigningException if a script cannot be signed
   */
  public static StagedKit stage(
      ResolvedKit resolved,
      PolicyPlan policy,
      Optional<ScriptSigner> scriptSigner,
      String id,
      long created,
      long expires)
      throws SigningException {
    KitStager stager = new KitStager(policy, scriptSigner, id, created, expires);
    Map<String, Object> data = stager.data(resolved);
    stager.certificates(resolved);
    stager.scripts();
    stager.policy();
    stager.out.add(
        StagedEntry.of("data/profile.json", EntryRole.DATA, resolved.profile().render()));
    stager.fleet(data);
    stager.document("README.txt", "README.txt.ftl", data);
    return new StagedKit(resolved, stager.out, scriptSigner.isPresent());
  }

  private void certificates(ResolvedKit resolved) {
    for (ResolvedCertificate certificate : resolved.certificates()) {
      out.add(
          StagedEntry.of(certificate.path(), EntryRole.CERTIFICATE, certificate.pinned().der()));
    }
    for (CarriedCrl crl : resolved.crls()) {
      out.add(StagedEntry.of(ResolvedKit.path(crl), EntryRole.CRL, crl.der()));
    }
  }

  private void scripts() throws SigningException {
    for (String path : SCRIPTS) {
      script(path, WindowsProduct.of(path.substring(path.lastIndexOf('/') + 1)).text());
    }
  }

  private void policy() {
    PolicyArtefacts artefacts = PolicyArtefacts.of(templates, policy, id, KitTime.text(created));
    artefacts
        .files()
        .forEach((path, bytes) -> out.add(StagedEntry.of(path, EntryRole.POLICY, bytes)));
  }

  private void fleet(Map<String, Object> data) throws SigningException {
    for (Map.Entry<String, String> file : FleetFiles.scripts(templates, data).entrySet()) {
      script(file.getKey(), file.getValue());
    }
    document(FleetFiles.PLAYBOOK, FleetFiles.PLAYBOOK + ".ftl", data);
  }

  private void script(String path, String text) throws SigningException {
    byte[] bytes = ScriptText.windows(path, text);
    String name = path.substring(path.lastIndexOf('/') + 1);
    out.add(
        StagedEntry.of(
            path,
            EntryRole.SCRIPT,
            scriptSigner.isPresent() ? scriptSigner.get().sign(name, bytes) : bytes));
  }

  private void document(String path, String template, Map<String, Object> data) {
    byte[] bytes = ScriptText.windows(path, templates.render(template, data));
    out.add(StagedEntry.of(path, EntryRole.DOCUMENT, bytes));
  }

  /** What policy sets beside the kit's certificates. */
  private List<Map<String, String>> policyLines() {
    List<Map<String, String>> out = new ArrayList<>();
    for (PolicyWords.Line line : policy.words().lines()) {
      if (line.beyondTheKit()) {
        out.add(Map.of("label", line.label(), "text", line.text(), "detail", line.detail()));
      }
    }
    return out;
  }

  private Map<String, Object> data(ResolvedKit resolved) {
    List<Map<String, String>> certificates = new ArrayList<>();
    for (ResolvedCertificate certificate : resolved.certificates()) {
      KitManifest.Certificate member = certificate.member();
      certificates.add(
          Map.of(
              "name", member.name(),
              "path", member.path(),
              "sha1", member.sha1(),
              "sha256", member.sha256(),
              "store", member.store().text(),
              "until", KitTime.text(member.notAfter())));
    }
    return Map.of(
        "kit", Map.of("id", id, "created", KitTime.text(created), "expires", KitTime.text(expires)),
        "profile",
            Map.of(
                "id", resolved.profile().id(),
                "revision", resolved.profile().revision(),
                "title", resolved.profile().title()),
        "certificates", certificates,
        "policy",
            Map.of(
                "apply", PolicyArtefacts.applyId(id),
                "remove", PolicyArtefacts.removeId(id),
                "any", !policy.isEmpty(),
                "trust", policy.givesSignerTrust(),
                "lines", policyLines()),
        "updates", resolved.updates().size(),
        "scriptsSigned", scriptSigner.isPresent());
  }
}
