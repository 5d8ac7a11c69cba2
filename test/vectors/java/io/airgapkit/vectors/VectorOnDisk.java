package io.airgapkit.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a vector lies.
 *
 * @param subject the kit, or the manifest if it is alone
 * @param signatures only if the manifest is alone; in the order to be given
 * @param anchorFile a certificate in DER, outside the kit's folder, if the anchor is a file
 * @param target of an extraction
 */
public record VectorOnDisk(
    Path subject, List<Path> signatures, Optional<Path> anchorFile, Optional<Path> target) {
  private static final int LONG_TARGET_CHARS = 240;

  static VectorOnDisk write(Vector vector, Path folder) throws IOException {
    Media media = vector.media().get();
    Path medium = Files.createDirectories(folder.resolve("medium"));
    for (Media.NamedBytes file : media.files()) {
      Files.write(medium.resolve(file.name()), file.bytes(), StandardOpenOption.CREATE_NEW);
    }
    Path kit = medium.resolve(media.kit());
    if (media.kind() == Media.Kind.FOLDER) {
      Files.createDirectory(kit);
    } else if (media.kind() == Media.Kind.SPARSE) {
      sparse(kit, media.sparseLength());
    }
    List<Path> signatures = new ArrayList<>();
    media.signatures().forEach(name -> signatures.add(medium.resolve(name)));
    Optional<Path> anchor = Optional.empty();
    if (vector.anchorFile()) {
      Path file = Files.createDirectory(folder.resolve("anchor")).resolve("anchor.cer");
      anchor = Optional.of(Files.write(file, Signers.a().der()));
    }
    return new VectorOnDisk(kit, List.copyOf(signatures), anchor, target(vector.target(), folder));
  }

  private static void sparse(Path file, long length) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), length - 1);
    }
  }

  private static Optional<Path> target(Vector.Target kind, Path folder) throws IOException {
    if (kind == Vector.Target.NONE) {
      return Optional.empty();
    }
    // Whatever the umask is: a folder above that the group can write to would be refused as well.
    permit(folder, "rwxr-xr-x");
    Path parent = folder.resolve("parent");
    Path target = parent.resolve("target");
    if (kind != Vector.Target.PARENT_MISSING) {
      Files.createDirectory(parent);
      permit(parent, kind == Vector.Target.PARENT_SHARED ? "rwxrwxrwx" : "rwx------");
    }
    if (kind == Vector.Target.FOLDER_THERE) {
      Files.createDirectory(target);
    } else if (kind == Vector.Target.FILE_THERE) {
      Files.createFile(target);
    } else if (kind == Vector.Target.LONG) {
      int missing = LONG_TARGET_CHARS - 1 - parent.toAbsolutePath().toString().length();
      target = parent.resolve("x".repeat(missing));
    }
    return Optional.of(target);
  }

  static void permit(Path folder, String permissions) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
  }
}
