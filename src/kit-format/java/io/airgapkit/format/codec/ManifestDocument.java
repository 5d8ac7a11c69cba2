package io.airgapkit.format.codec;

import io.airgapkit.format.CertificateStore;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import java.util.ArrayList;
import java.util.List;

/** What fits the grammar, before any rule was looked at: times are still text. */
final class ManifestDocument {
  KitManifest.Builder builder;
  final List<Certificate> certificates = new ArrayList<>();
  String created;
  final List<KitManifest.Entry> entries = new ArrayList<>();
  String expires;
  Grade grade;
  String id;
  KitManifest.Profile profile;
  String reference;
  long sequence;
  final List<KitManifest.Signer> signers = new ArrayList<>();
  final List<KitManifest.Update> updates = new ArrayList<>();

  record Certificate(
      String name,
      String notAfter,
      String notBefore,
      String path,
      String sha1,
      String sha256,
      CertificateStore store) {}
}
