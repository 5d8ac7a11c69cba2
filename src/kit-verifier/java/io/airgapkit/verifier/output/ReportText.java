package io.airgapkit.verifier.output;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import io.airgapkit.format.finding.Stage;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;

/**
 * A report as lines of text, at most 80 columns but for names and paths; the verdict stands last
 * and alone.
 */
public final class ReportText {
  private final VerificationReport report;
  private final Lines lines = new Lines();

  private ReportText(VerificationReport report) {
    this.report = report;
  }

  public static Lines of(VerificationReport report) {
    return new ReportText(report).build();
  }

  private Lines build() {
    if (report.manifest().isPresent()) {
      kit(report.manifest().get());
    } else {
      lines.add("kit", report.subject());
    }
    signers();
    if (report.manifest().isPresent()) {
      content(report.manifest().get());
      lines.digest("kit digest", report.kitDigest());
      lines.more("compare it with the one that was read to you");
    }
    findings();
    lines.add("clock here", KitTime.text(report.now()));
    lines.add("unchecked", "revocation and dates of the signer's certificate, time stamps");
    if (!report.placeJudged()) {
      lines.more("NOT CHECKED: who else may write to the folders above what was extracted");
    }
    verdict();
    return lines;
  }

  private void kit(KitManifest m) {
    lines.add("kit", m.id());
    lines.more(
        "profile "
            + m.profile().id()
            + " revision "
            + m.profile().revision()
            + ", sequence "
            + m.sequence());
    if (!m.reference().isEmpty()) {
      lines.more("reference " + m.reference());
    }
    lines.add("created", KitTime.text(m.created()) + "   expires " + KitTime.text(m.expires()));
  }

  private void signers() {
    for (SignerView signer : report.signers()) {
      lines.add("signer", signer.subject());
      lines.more("key " + signer.keyName() + ", its certificate says valid " + signer.validity());
      lines.digest("", signer.certificateSha256());
      lines.more("anchor: " + comparison(signer));
    }
  }

  private String comparison(SignerView signer) {
    if (signer.anchor().isEmpty()) {
      return "none of those given; counts for nothing";
    }
    return signer.anchor().get().fromFile()
        ? "equal to a file; anchor not compared with what was read to you"
        : "digest given, equal";
  }

  private void content(KitManifest m) {
    String counts =
        m.entries().size() + " entries, " + Lines.grouped(ReportJson.contentBytes(m)) + " bytes";
    if (!report.payloadChecked()) {
      lines.add("content", counts + " listed; not looked at");
      return;
    }
    int differ = 0;
    for (Finding finding : report.findings()) {
      differ += finding.code().stage() == Stage.CONTENT ? 1 : 0;
    }
    if (differ > 0) {
      lines.add("content", differ + " of " + m.entries().size() + " entries differ");
    } else if (report.authentic()) {
      lines.add("content", counts + ": all equal");
    } else {
      lines.add("content", counts + " listed");
    }
    lines.more(
        m.certificates().size()
            + " certificates, "
            + ReportJson.updateFiles(m)
            + " update files for "
            + m.updates().size()
            + " update references");
  }

  private void findings() {
    for (Finding finding : report.findings()) {
      boolean loud = finding.code().severity() != Severity.NOTE;
      lines.add(loud ? label(finding.code().severity()) : "note", finding.code().name());
      lines.wrapped(finding.message());
      if (finding.code() == FindingCode.SIGNER_NOT_TRUSTED) {
        anchorComparison(finding.values().get(0));
      }
    }
  }

  /** Both values under each other, with a mark where they first differ. */
  private void anchorComparison(String certificates) {
    lines.wrapped(
        "the kit may be good, but not from whom you trust: compare the anchor first, character by character");
    for (Anchor anchor : report.anchors()) {
      lines.more("anchor " + anchor.certificateSha256());
    }
    String first = certificates.split(",", 2)[0];
    lines.more("kit    " + first);
    if (report.anchors().size() == 1 && first.length() == 64) {
      int at = 0;
      while (at < 64
          && first.charAt(at) == report.anchors().get(0).certificateSha256().charAt(at)) {
        at++;
      }
      lines.more("       " + " ".repeat(at) + "^ first difference");
    }
  }

  private static String label(Severity severity) {
    return severity == Severity.WARNING ? "warning" : "finding";
  }

  private void verdict() {
    for (Finding finding : report.findings()) {
      if (finding.code().severity() == Severity.REFUSED) {
        lines.add("NOT EXTRACTED", "nothing was written");
        return;
      }
    }
    if (!report.authentic()) {
      remedy();
      lines.add(
          "NOT VERIFIED", "the bytes are not the signer's, or nobody could tell whose they are");
      return;
    }
    if (!report.extractedTo().isEmpty()) {
      lines.add("extracted", report.extractedTo());
    }
    String anchor = report.anchorNotCompared() ? ", ANCHOR NOT COMPARED" : "";
    if (report.payloadChecked()) {
      lines.add("VERIFIED", "these are exactly the signer's bytes" + anchor);
    } else {
      lines.add("MANIFEST VERIFIED", "PAYLOAD NOT CHECKED" + anchor);
    }
    if (report.purpose() == Purpose.APPLY) {
      lines.add(
          report.fit() ? "APPLY" : "DO NOT APPLY",
          report.fit() ? "not expired, not from the future" : reasons());
    }
  }

  /** What a person does next; never how to go on without the check. */
  private void remedy() {
    if (report.findings().size() == 1
        && report.findings().get(0).code() == FindingCode.SIGNER_NOT_TRUSTED) {
      lines.add(
          "what to do", "compare the anchor with what was read to you; if it was right, ask the");
      lines.more("sender which key signed this kit, and use nothing from it until then");
      return;
    }
    lines.add("what to do", "copy the kit again and compare the file's digest there and here;");
    lines.more("if it fails twice, tell the sender; use nothing from this kit");
  }

  private String reasons() {
    StringBuilder out = new StringBuilder();
    for (Finding finding : report.findings()) {
      if (finding.code().severity() == Severity.NOT_FIT) {
        out.append(out.length() == 0 ? "" : ", ").append(finding.code().name());
      }
    }
    return out.toString();
  }
}
