package io.airgapkit.vectors;

import java.util.List;

/**
 * What lies on the medium, by file name.
 *
 * @param kit name of the kit, or of the manifest if that is alone
 * @param signatures names of the signature files if the manifest is alone
 * @param files all of them, kit included
 * @param kind of the kit
 * @param sparseLength length of a sparse kit, bytes
 */
record Media(
    String kit, List<String> signatures, List<NamedBytes> files, Kind kind, long sparseLength) {
  /** A file. */
  record NamedBytes(String name, byte[] bytes) {}

  /** What the kit's name leads to. */
  enum Kind {
    FILE,
    FOLDER,
    /** Zeros that take no room. */
    SPARSE
  }

  static Media kit(KitForge.Forged forged) {
    return file(forged.id() + ".zip", forged.kit());
  }

  static Media file(String name, byte[] bytes) {
    return new Media(name, List.of(), List.of(new NamedBytes(name, bytes)), Kind.FILE, 0);
  }

  static Media special(String name, Kind kind, long length) {
    return new Media(name, List.of(), List.of(), kind, length);
  }

  /** Manifest and signatures as they lie beside a kit. */
  static Media alone(KitForge.Forged forged) {
    String manifest = forged.id() + ".manifest.json";
    List<NamedBytes> signatures =
        forged.signatures().stream()
            .map(s -> new NamedBytes(beside(forged, s), s.bytes()))
            .toList();
    List<NamedBytes> files = new java.util.ArrayList<>(signatures);
    files.add(0, new NamedBytes(manifest, forged.manifest()));
    return new Media(
        manifest, signatures.stream().map(NamedBytes::name).toList(), files, Kind.FILE, 0);
  }

  private static String beside(KitForge.Forged forged, KitForge.SignedFile signature) {
    return forged.id() + "." + signature.path().substring(signature.path().lastIndexOf('/') + 1);
  }

  /** The same with another name of the kit. */
  Media called(String name) {
    return file(name, files.get(0).bytes());
  }

  /** The same with a file beside it. */
  Media with(String name, byte[] bytes) {
    List<NamedBytes> more = new java.util.ArrayList<>(files);
    more.add(new NamedBytes(name, bytes));
    return new Media(kit, signatures, more, kind, sparseLength);
  }
}
