package io.airgapkit.builder.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who else can get at a key store: by the modes and owners of the file and of the folder it lies
 * in. Others who can read it can try passphrases, others who can write it can put their own key
 * there. Told, never refused: a group of builders may share a folder on purpose. Where files have
 * no modes (Windows), nothing is looked at and nothing said.
 */
public final class KeyPlace {
  private static final long ROOT = 0;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyPlace() {}

  /**
   * @param keyStores files that exist; what cannot be looked at is for whoever opens it to report
   * @param warn takes one line for each file and each folder
   */
  public static void look(List<Path> keyStores, Consumer<String> warn) {
    if (keyStores.stream().allMatch(KeyPlace::hasModes)) {
      look(keyStores, me(), warn);
    }
  }

  /** Java has no word for the account it runs as; a file that is made now is that account's. */
  private static OptionalLong me() {
    try {
      Path mine = Files.createTempFile("kit-builder", null);
      try {
        return OptionalLong.of(owner(mine));
      } finally {
        Files.delete(mine);
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The same for the user of that number; nobody is a stranger to an account that is not known. */
  static void look(List<Path> keyStores, OptionalLong me, Consumer<String> warn) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path keyStore : keyStores) {
      try {
        // Through links: the file that is opened counts.
        Path file = keyStore.toRealPath();
        one(file, "key store", "0600", me, warn);
        folders.add(file.getParent());
        folders.add(keyStore.toAbsolutePath().getParent().toRealPath());
      } catch (IOException e) {
        continue;
      }
    }
    for (Path folder : folders) {
      try {
        one(folder, "key folder", "0700", me, warn);
      } catch (IOException e) {
        continue;
      }
    }
  }

  private static void one(
      Path path, String what, String mode, OptionalLong me, Consumer<String> warn)
      throws IOException {
    long owner = owner(path);
    if (me.isPresent() && owner != me.getAsLong() && owner != ROOT) {
      warn.accept(
          what
              + " '"
              + path
              + "' belongs to another user ("
              + owner
              + "), who can change it: keep keys in a folder of your own");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      warn.accept(
          what
              + " '"
              + path
              + "' is open to other users ("
              + PosixFilePermissions.toString(permissions)
              + "), set its mode to "
              + mode);
    }
  }

  private static long owner(Path path) throws IOException {
    return ((Integer) Files.getAttribute(path, "unix:uid")).longValue() & 0xFFFFFFFFL;
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}
