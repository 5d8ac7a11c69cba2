package io.airgapkit.verifier.output;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;

/** A report as JSON, format {@code airgap-report/1}: every fact of the text and no other. */
public final class ReportJson {
  private ReportJson() {}

  public static JsonText of(VerificationReport report) {
    JsonText json = new JsonText().begin('{');
    json.member("format", "airgap-report/1");
    json.member("subject", report.subject());
    json.member("bytes", report.bytes());
    json.member("purpose", report.purpose() == Purpose.APPLY ? "apply" : "audit");
    json.member("clock", KitTime.text(report.now()));
    json.name("verdict").begin('{');
    json.member("authentic", report.authentic());
    json.member("fit", report.fit());
    json.member("ok", report.ok());
    json.member("payload_checked", report.payloadChecked()).end('}');
    json.member("kit_digest", report.kitDigest());
    json.member("extracted_to", report.extractedTo());
    findings(json, report);
    signers(json, report);
    json.name("anchors").begin('[');
    for (Anchor anchor : report.anchors()) {
      json.element().begin('{').member("certificate_sha256", anchor.certificateSha256());
      json.member("compared", !anchor.fromFile()).member("file", anchor.file()).end('}');
    }
    json.end(']');
    if (report.manifest().isPresent()) {
      manifest(json, report.manifest().get());
    }
    return json.end('}');
  }

  static void findings(JsonText json, VerificationReport report) {
    json.name("findings").begin('[');
    for (Finding finding : report.findings()) {
      json.element().begin('{').member("code", finding.code().name());
      json.member("stage", lower(finding.code().stage().name()));
      json.member("severity", lower(finding.code().severity().name()));
      json.name("parameters").begin('{');
      for (int i = 0; i < finding.values().size(); i++) {
        json.member(finding.code().parameters().get(i), finding.values().get(i));
      }
      json.end('}').member("message", finding.message()).end('}');
    }
    json.end(']');
  }

  static void signers(JsonText json, VerificationReport report) {
    json.name("signers").begin('[');
    for (SignerView signer : report.signers()) {
      json.element().begin('{').member("anchored", signer.anchored());
      json.member("certificate_sha256", signer.certificateSha256())
          .member("key_sha256", signer.keySha256());
      json.member("path", signer.path()).member("subject", signer.subject());
      json.member("validity", signer.validity()).end('}');
    }
    json.end(']');
  }

  static void manifest(JsonText json, KitManifest m) {
    json.name("kit").begin('{').member("id", m.id()).member("grade", m.grade().text());
    json.member("builder", m.builder().name() + " " + m.builder().version());
    json.member("created", KitTime.text(m.created())).member("expires", KitTime.text(m.expires()));
    json.member("profile", m.profile().id()).member("revision", m.profile().revision());
    json.member("title", m.profile().title()).member("reference", m.reference());
    json.member("sequence", m.sequence()).member("entries", m.entries().size());
    json.member("content_bytes", contentBytes(m));
    json.member("certificates", m.certificates().size()).member("updates", m.updates().size());
    json.member("update_files", updateFiles(m)).end('}');
  }

  static long contentBytes(KitManifest m) {
    long bytes = 0;
    for (KitManifest.Entry entry : m.entries()) {
      bytes += entry.size();
    }
    return bytes;
  }

  static int updateFiles(KitManifest m) {
    int files = 0;
    for (KitManifest.Entry entry : m.entries()) {
      files += entry.role() == EntryRole.UPDATE ? 1 : 0;
    }
    return files;
  }

  static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
