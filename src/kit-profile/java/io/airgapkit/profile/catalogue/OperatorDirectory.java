package io.airgapkit.profile.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one kind in a directory an operator named; folders inside it are not entered. */
final class OperatorDirectory {
  private static final int MAX_FILES = 4096;

  private final Path directory;
  private final Set<String> suffixes;

  OperatorDirectory(Path directory, Set<String> suffixes) {
    this.directory = directory;
    this.suffixes = suffixes;
  }

  /** The files whose suffix fits, by name, so that two runs report alike. */
  List<Path> files(List<CertificateFault> faults) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> files = all.filter(this::fits).limit(MAX_FILES + 1L).sorted().toList();
      if (files.size() > MAX_FILES) {
        String text = "holds more than " + MAX_FILES + " such files";
        faults.add(fault(CertificateFault.Kind.TOO_MANY_FILES, directory, text));
        return List.of();
      }
      return files;
    }
  }

  /** The bytes of a file, or a fault if it has more than {@code maxBytes}. */
  static Optional<byte[]> read(Path file, int maxBytes, List<CertificateFault> faults)
      throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(maxBytes + 1);
    }
    if (bytes.length > maxBytes) {
      String text = "has more than " + maxBytes + " bytes";
      faults.add(fault(CertificateFault.Kind.TOO_LARGE, file, text));
      return Optional.empty();
    }
    return Optional.of(bytes);
  }

  static CertificateFault fault(CertificateFault.Kind kind, Path file, String message) {
    return new CertificateFault(kind, file.toString(), "", "", "", message);
  }

  private boolean fits(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return suffixes.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }
}
