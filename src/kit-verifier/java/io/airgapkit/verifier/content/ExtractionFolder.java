package io.airgapkit.verifier.content;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * A fresh folder beside the target that becomes the target when all is well, and vanishes
 * otherwise.
 *
 * <p>Made exclusively under a name nobody can guess, mode 0700 where there are modes; every file is
 * made new, so no link that somebody planted is followed.
 */
public final class ExtractionFolder implements Closeable {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private final Path target;
  private final Path root;
  private final FileAttribute<?>[] folderAttributes;
  private boolean committed;

  private ExtractionFolder(Path target, Path root, FileAttribute<?>[] folderAttributes) {
    this.target = target;
    this.root = root;
    this.folderAttributes = folderAttributes;
  }

  /**
   * Checks the target and every path before the first byte is written.
   *
   * @param paths all paths of the kit, META included
   * @throws KitFormatException TARGET_EXISTS, TARGET_PARENT_MISSING, TARGET_PARENT_SHARED or
   *     TARGET_PATH_TOO_LONG
   */
  public static ExtractionFolder beside(Path target, List<String> paths)
      throws KitFormatException, IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw new KitFormatException(FindingCode.TARGET_EXISTS, absolute);
    }
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new KitFormatException(
          FindingCode.TARGET_PARENT_MISSING, parent == null ? absolute : parent);
    }
    boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
    if (posix && othersMayWrite(parent)) {
      throw new KitFormatException(FindingCode.TARGET_PARENT_SHARED, parent);
    }
    for (String path : paths) {
      int length = absolute.toString().length() + 1 + path.length();
      if (length > FormatLimits.MAX_TARGET_PATH_CHARS) {
        throw new KitFormatException(FindingCode.TARGET_PATH_TOO_LONG, path, length);
      }
    }
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : NO_ATTRIBUTES;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    Path root =
        parent.resolve("." + absolute.getFileName() + "." + Sha256.hex(random) + ".partial");
    Files.createDirectory(root, attributes);
    return new ExtractionFolder(absolute, root, attributes);
  }

  private static boolean othersMayWrite(Path parent) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(parent);
    return permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE);
  }

  /** A new file of the kit; its path was checked by the manifest's rules. */
  OutputStream create(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent(), folderAttributes);
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Writes bytes that are authentic already: manifest and signatures. */
  public void write(String path, byte[] bytes) throws IOException {
    try (OutputStream out = create(path)) {
      out.write(bytes);
    }
  }

  /** Gives the folder its name; from now on it stays. */
  public Path commit() throws IOException {
    Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
    committed = true;
    return target;
  }

  /** Removes everything unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      Files.walkFileTree(root, new Remover());
    }
  }

  /** All paths an extraction of this kit writes. */
  public static List<String> paths(KitManifest manifest) {
    List<String> out = new java.util.ArrayList<>();
    for (KitManifest.Entry e : manifest.entries()) {
      out.add(e.path());
    }
    out.add(KitManifest.MANIFEST_PATH);
    for (KitManifest.Signer s : manifest.signers()) {
      out.add(s.signaturePath());
    }
    return out;
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
