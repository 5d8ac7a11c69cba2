package io.airgapkit.verifier.content;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.folder.PartialFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fresh folder beside the target that becomes the target when all is well, and vanishes
 * otherwise.
 *
 * <p>Made exclusively under a name nobody can guess, mode 0700 where there are modes; every file is
 * made new, so no link that somebody planted is followed.
 */
final class ExtractionFolder implements Closeable {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private final Path target;
  private final PartialFolder folder;
  private final FileAttribute<?>[] folderAttributes;
  private final boolean placeJudged;

  private ExtractionFolder(
      Path target, PartialFolder folder, FileAttribute<?>[] folderAttributes, boolean placeJudged) {
    this.target = target;
    this.folder = folder;
    this.folderAttributes = folderAttributes;
    this.placeJudged = placeJudged;
  }

  /**
   * Checks the target and every path before the first byte is written.
   *
   * @param paths all paths of the kit, META included
   * @throws KitFormatException TARGET_EXISTS, TARGET_PARENT_MISSING, TARGET_PARENT_SHARED or
   *     TARGET_PATH_TOO_LONG
   */
  static ExtractionFolder beside(Path target, List<String> paths)
      throws KitFormatException, IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw new KitFormatException(FindingCode.TARGET_EXISTS, absolute);
    }
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new KitFormatException(FindingCode.TARGET_PARENT_MISSING, parent);
    }
    boolean modes = SystemAttributes.there(parent.getFileSystem());
    Optional<UserPrincipal> account =
        modes ? SystemAttributes.account(parent.getFileSystem()) : Optional.empty();
    if (modes) {
      refuseOpening(new TargetPlace(new SystemAttributes(), account), parent);
    }
    for (String path : paths) {
      int length = absolute.toString().length() + 1 + path.length();
      if (length > FormatLimits.MAX_TARGET_PATH_CHARS) {
        throw new KitFormatException(FindingCode.TARGET_PATH_TOO_LONG, path, length);
      }
    }
    FileAttribute<?>[] attributes =
        modes
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : NO_ATTRIBUTES;
    return new ExtractionFolder(
        absolute, PartialFolder.beside(absolute, attributes), attributes, account.isPresent());
  }

  private static void refuseOpening(TargetPlace place, Path parent)
      throws KitFormatException, IOException {
    Optional<TargetPlace.Opening> opening = place.opening(parent);
    if (opening.isPresent()) {
      throw new KitFormatException(
          FindingCode.TARGET_PARENT_SHARED, parent, opening.get().folder(), opening.get().fact());
    }
  }

  /**
   * Whether owners and modes above the target were all judged. Java cannot tell who somebody is on
   * Windows, and now and then a system does not say who runs a process.
   */
  boolean placeJudged() {
    return placeJudged;
  }

  /** A new file of the kit; its path was checked by the manifest's rules. */
  OutputStream create(String path) throws IOException {
    Path file = folder.path().resolve(path);
    folder.createParents(file, folderAttributes);
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Writes bytes that are authentic already: manifest and signatures. */
  void write(String path, byte[] bytes) throws IOException {
    try (OutputStream out = create(path)) {
      out.write(bytes);
    }
  }

  /** Gives the folder its name; from now on it stays. */
  Path commit() throws IOException {
    folder.commit(finished -> Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE));
    return target;
  }

  /** Removes everything unless it was committed. */
  @Override
  public void close() throws IOException {
    folder.close();
  }

  /** All paths an extraction of this kit writes. */
  static List<String> paths(KitManifest manifest) {
    List<String> out = new ArrayList<>();
    for (KitManifest.Entry e : manifest.entries()) {
      out.add(e.path());
    }
    out.add(KitManifest.MANIFEST_PATH);
    for (KitManifest.Signer s : manifest.signers()) {
      out.add(s.signaturePath());
    }
    return out;
  }
}
