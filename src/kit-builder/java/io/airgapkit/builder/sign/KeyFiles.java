package io.airgapkit.builder.sign;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that come into a folder together or not at all: each is written aside under its final mode,
 * then all are renamed. Secrets are 0600, the rest 0644; where files have no modes the folder's own
 * rights decide.
 */
final class KeyFiles {
  private static final Set<PosixFilePermission> SECRET =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final boolean replace;
  private final Map<Path, Content> contents = new LinkedHashMap<>();

  KeyFiles(Path folder, boolean replace) {
    this.folder = folder;
    this.replace = replace;
  }

  private record Content(byte[] bytes, boolean secret) {
    void wipeIfSecret() {
      if (secret) {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }

  /** Plans a file that only its owner can read. */
  Path secret(String name, byte[] bytes) {
    return add(name, bytes, true);
  }

  /** Plans a file that all can read. */
  Path open(String name, byte[] bytes) {
    return add(name, bytes, false);
  }

  private Path add(String name, byte[] bytes, boolean secret) {
    Path target = folder.resolve(name);
    contents.put(target, new Content(bytes, secret));
    return target;
  }

  /** Refuses names that exist, so that nobody waits for keys that cannot be stored. */
  void requireAbsent(List<String> names) throws SigningException {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        found.add(folder.resolve(name).toString());
      }
    }
    if (!found.isEmpty() && !replace) {
      throw SigningException.of(SigningFault.OUTPUT_EXISTS, "paths", String.join(", ", found));
    }
  }

  /** Writes all planned files; bytes of secrets are wiped. */
  void commit() throws SigningException {
    Map<Path, Path> aside = new LinkedHashMap<>();
    List<Path> placed = new ArrayList<>();
    Path at = folder;
    try {
      createFolder();
      for (Map.Entry<Path, Content> planned : contents.entrySet()) {
        at = planned.getKey();
        aside.put(at, writeAside(planned.getValue()));
      }
      for (Map.Entry<Path, Path> ready : aside.entrySet()) {
        at = ready.getKey();
        place(ready.getValue(), at);
        placed.add(at);
      }
    } catch (IOException e) {
      withdraw(aside, placed, e);
      throw fault(e, at);
    } finally {
      contents.values().forEach(Content::wipeIfSecret);
    }
  }

  private static SigningException fault(IOException e, Path at) {
    if (e instanceof FileAlreadyExistsException) {
      return SigningException.because(e, SigningFault.OUTPUT_EXISTS, "paths", at);
    }
    return SigningException.because(
        e, SigningFault.OUTPUT_UNWRITABLE, "path", at, "reason", SigningException.reason(e));
  }

  private void place(Path from, Path to) throws IOException {
    if (replace) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } else {
      // An atomic move would replace silently; this one refuses a file that came in meanwhile.
      Files.move(from, to);
    }
  }

  /** Nothing half-written survives; what replaced an older file stays, the older one is gone. */
  private void withdraw(Map<Path, Path> aside, List<Path> placed, IOException cause) {
    List<Path> toDelete = new ArrayList<>(aside.values());
    if (!replace) {
      toDelete.addAll(placed);
    }
    for (Path path : toDelete) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private Path writeAside(Content content) throws IOException {
    Path aside = Files.createTempFile(folder, ".new-", ".tmp", mode(SECRET));
    try {
      Files.write(aside, content.bytes(), StandardOpenOption.WRITE);
      if (!content.secret() && hasModes()) {
        Files.setPosixFilePermissions(aside, OPEN);
      }
      return aside;
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }

  private void createFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode(FOLDER));
    }
  }

  private FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
    return hasModes()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private boolean hasModes() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
