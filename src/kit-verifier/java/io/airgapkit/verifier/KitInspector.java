package io.airgapkit.verifier;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.codec.ManifestReader;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.container.OpenedKit;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.Page;
import io.airgapkit.verifier.output.ReportJson;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.ReportBuilder;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.signature.ReadSignature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows what a kit says of itself. There is no anchor and so no verdict: the manifest is read
 * without knowing whose it is, by the same strict reader, and every output says so.
 */
public final class KitInspector {
  private static final String WARNING =
      "NOTHING HERE IS VERIFIED: this is what the file says of itself";

  private final VerificationReport claims;

  private KitInspector(VerificationReport claims) {
    this.claims = claims;
  }

  /**
   * @throws KitUnreadableException if the file is absent or cannot be read
   */
  public static KitInspector of(Path kit, long now) throws KitUnreadableException {
    ReportBuilder claims = ReportBuilder.ofKit(kit, List.of(), now, Purpose.AUDIT);
    try (KitFile file = KitFile.open(kit)) {
      claims.bytes(file.length());
      OpenedKit opened = OpenedKit.of(file);
      claims.kitDigest(Sha256.hexOf(opened.manifest()));
      claims.signers(ReadSignature.view(ReadSignature.in(opened)));
      claims.manifest(ManifestReader.read(opened.manifest()));
    } catch (KitFormatException e) {
      claims.stopped(e.finding());
    } catch (IOException e) {
      throw new KitUnreadableException("cannot close " + kit + ": " + e.getMessage(), e);
    }
    return new KitInspector(claims.build());
  }

  /** Whether it could be read as a kit at all. */
  public boolean readable() {
    return claims.manifest().isPresent();
  }

  public Page json() {
    return ReportJson.of(claims);
  }

  public Page text() {
    Lines lines = new Lines();
    lines.add("file", claims.subject() + ", " + Lines.grouped(claims.bytes()) + " bytes");
    for (SignerView signer : claims.signers()) {
      lines.add("signer", signer.subject());
      lines.digest("", signer.certificateSha256());
    }
    if (claims.manifest().isPresent()) {
      manifest(lines, claims.manifest().get());
    }
    for (Finding finding : claims.findings()) {
      lines.add("finding", finding.code().name());
      lines.wrapped(finding.message());
    }
    lines.add("UNVERIFIED", WARNING);
    return lines;
  }

  private void manifest(Lines lines, KitManifest m) {
    lines.add("kit", m.id() + ", grade " + m.grade().text());
    lines.more(
        "profile "
            + m.profile().id()
            + " revision "
            + m.profile().revision()
            + ": "
            + m.profile().title());
    lines.add("created", KitTime.text(m.created()) + "   expires " + KitTime.text(m.expires()));
    lines.digest("kit digest", claims.kitDigest());
    for (KitManifest.Entry entry : m.entries()) {
      lines.add(entry.role().text(), entry.path() + "  " + Lines.grouped(entry.size()));
    }
    for (KitManifest.Certificate certificate : m.certificates()) {
      lines.add(
          certificate.store().text(),
          certificate.name() + "  until " + KitTime.text(certificate.notAfter()));
    }
    for (KitManifest.Update update : m.updates()) {
      lines.add(
          update.kb(),
          update.train()
              + " "
              + update.architecture().text()
              + " "
              + update.kind().text()
              + " "
              + (update.path().isEmpty() ? "(referenced only)" : update.path()));
    }
  }
}
