package io.airgapkit.builder.cli;

import io.airgapkit.builder.KitPlan;
import io.airgapkit.builder.SealedKit;
import io.airgapkit.builder.SigningKeys;
import io.airgapkit.builder.resolve.ResolvedCertificate;
import io.airgapkit.builder.resolve.ResolvedUpdate;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CarriedCrl;
import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.verifier.cli.TextStream;
import io.airgapkit.verifier.output.JsonText;
import io.airgapkit.verifier.output.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/** What a build says while it goes on, and what it hands over at the end. */
final class BuildOutput {
  private final CliContext context;
  private final KitProfile profile;
  private final Path out;

  BuildOutput(CliContext context, KitProfile profile, Path out) {
    this.context = context;
    this.profile = profile;
    this.out = out;
    say("profile", profile.id() + " revision " + profile.revision() + ": " + profile.title());
    say("", profile.trains().size() + " Windows trains, facts of " + profile.factsAsOf());
  }

  private void say(String label, String text) {
    Lines lines = new Lines();
    lines.add(label, text);
    context.err().print(lines);
  }

  void makingKeys() {
    say("key", "looking for quick-start keys, or making them (some seconds) ...");
  }

  void quickStart(boolean madeNow) {
    say(
        "",
        (madeNow ? "made now, " : "of an earlier build, ")
            + out.resolve("keys").resolve("quick-start.p12"));
    say("", "quick-start grade: for trying, not for production");
  }

  void keys(SigningKeys keys) {
    for (SigningKey key : keys.manifest()) {
      say("key", key.keyName() + "  " + key.certificate().getSubjectX500Principal().getName());
    }
    if (keys.script().isEmpty()) {
      context.warn("no --script-signer: the scripts in this kit are not signed");
    }
  }

  /** What goes in, and what is not as one would wish. */
  void gathered(KitPlan plan, Instant now) {
    List<ResolvedCertificate> certificates = plan.kit().certificates();
    for (ResolvedCertificate certificate : certificates) {
      CatalogueEntry entry = certificate.pinned().entry();
      if (entry.validityAt(now) == CatalogueEntry.Validity.EXPIRED) {
        say("note", "expired " + entry.notAfter().toString().substring(0, 10) + ": " + entry.id());
      }
    }
    say("gathered", certificates.size() + " certificates, all equal to their pins; 0 update files");
    if (plan.trust().isPresent()) {
      context.warn(
          "THE POLICY IN THIS KIT MAKES HOSTS TRUST THE SIGNER OF ITS SCRIPTS (--trust-publisher)");
    }
    for (CarriedCrl crl : plan.kit().crls()) {
      String due = crl.nextUpdate().map(t -> t.toString().substring(0, 10)).orElse("not said");
      say("crl", crl.issuer().id() + ", next due " + due + (crl.isStaleAt(now) ? ": OVERDUE" : ""));
    }
    long open = plan.kit().updates().stream().map(ResolvedUpdate::train).distinct().count();
    say("", open + " trains need an update that is only referenced here; plan lists them");
  }

  private static long count(KitManifest manifest, EntryRole role) {
    return manifest.entries().stream().filter(e -> e.role() == role).count();
  }

  void sealed(SealedKit kit) {
    KitManifest manifest = kit.signed().manifest();
    long scripts = count(manifest, EntryRole.SCRIPT);
    long policy = count(manifest, EntryRole.POLICY);
    long documents = count(manifest, EntryRole.DOCUMENT);
    String signed = kit.signed().staged().signedScripts() ? "signed" : "NOT signed";
    say("generated", scripts + " scripts (" + signed + "), " + documents + " documents");
    say("", policy + " files for Group Policy");
    kit.signed().staged().resolved().policies().stream()
        .map(PolicyOutput::sealed)
        .forEach(line -> say("policy", line));
    say("sealed", manifest.entries().size() + " entries, " + Lines.grouped(kit.bytes()) + " bytes");
    say("checked", "verified again from the finished file");
  }

  /** {@code transfer.txt}: what is read out to the other side. */
  byte[] transferSheet(SealedKit kit, SigningKey anchor) throws IOException {
    KitManifest manifest = kit.signed().manifest();
    Lines lines = new Lines();
    lines.add("kit", manifest.id());
    lines.digest("kit digest", kit.signed().kitDigest());
    lines.digest("anchor", anchor.sha256());
    lines.more("SHA-256 of the signer's certificate, anchor.cer");
    lines.digest("zip", digest(kit.folder().resolve(manifest.id() + ".zip")));
    lines.more("SHA-256 of the whole file, " + Lines.grouped(kit.bytes()) + " bytes");
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String digest(Path file) throws IOException {
    MessageDigest sha256 = Sha256.fresh();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Sha256.hex(sha256.digest());
  }

  void done(SealedKit kit, KitPlan plan, SigningKeys keys, boolean json) {
    String zip = out.resolve("kit").resolve(kit.signed().manifest().id() + ".zip").toString();
    String anchor = keys.anchor().sha256();
    if (json) {
      context.out().print(json(kit, plan, zip, anchor));
      return;
    }
    Lines lines = new Lines();
    lines.add("kit", zip);
    lines.digest("kit digest", kit.signed().kitDigest());
    lines.digest("anchor", anchor);
    context.out().print(lines);
    next(zip, anchor);
  }

  private static JsonText json(SealedKit kit, KitPlan plan, String zip, String anchor) {
    return new JsonText()
        .begin('{')
        .member("format", "airgap-build/1")
        .member("id", kit.signed().manifest().id())
        .member("kit", zip)
        .member("bytes", kit.bytes())
        .member("kit_digest", kit.signed().kitDigest())
        .member("anchor_sha256", anchor)
        .member("grade", kit.signed().manifest().grade().text())
        .member("scripts_signed", kit.signed().staged().signedScripts())
        .member("signer_trust", plan.trust().isPresent())
        .end('}');
  }

  private void next(String zip, String anchor) {
    Path pack = out.resolve("verifier-pack");
    TextStream err = context.err();
    err.println();
    err.println("next: 1. carry " + pack + " by another way than the kit, or once, ahead of it");
    err.println(
        "      2. read kit digest and anchor to the other side; they are in "
            + out.resolve("transfer.txt"));
    err.println("      3. print " + pack.resolve("SHEET.html") + ", carry it by hand");
    err.println("      4. there: START-HERE.cmd, as the sheet says, or");
    err.println("java -jar " + pack.resolve("kit-verifier.jar") + " verify " + zip + " \\");
    err.println("    --anchor sha256:" + anchor);
  }
}
