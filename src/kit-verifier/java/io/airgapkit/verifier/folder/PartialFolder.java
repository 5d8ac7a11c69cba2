package io.airgapkit.verifier.folder;

import io.airgapkit.format.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.security.SecureRandom;

/**
 * A fresh folder beside a target, under a name nobody can guess. It is put into its place when all
 * is well, and vanishes otherwise: after a fault, and when the process is told to end.
 */
public final class PartialFolder implements Closeable {
  /** Another thread may still be writing when the process ends, so one pass may not be enough. */
  private static final int PASSES = 40;

  private static final int PAUSE_MILLIS = 25;

  private final Path path;
  private final Thread atEnd = new AtEnd();
  private boolean settled;

  private PartialFolder(Path path) {
    this.path = path;
  }

  /** How a finished folder gets to its place; what is left of it afterwards is removed. */
  public interface Placing {
    /** Moves the folder, or what is in it. */
    void place(Path finished) throws IOException;
  }

  /** Makes the folder; fails if the name is taken, so it is never somebody else's. */
  public static PartialFolder beside(Path target, FileAttribute<?>... attributes)
      throws IOException {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    Path path =
        target.resolveSibling("." + target.getFileName() + "." + Sha256.hex(random) + ".partial");
    PartialFolder folder = new PartialFolder(path);
    Runtime.getRuntime().addShutdownHook(folder.atEnd);
    try {
      Files.createDirectory(path, attributes);
    } catch (IOException e) {
      folder.settle();
      throw e;
    }
    return folder;
  }

  public Path path() {
    return path;
  }

  /**
   * Makes the folders above a file; not any more once the process is ending, or they would outlive
   * it.
   */
  public synchronized void createParents(Path file, FileAttribute<?>... attributes)
      throws IOException {
    requireOpen();
    Files.createDirectories(file.getParent(), attributes);
  }

  /** Puts the folder into its place. While that goes on, the end of the process waits for it. */
  public synchronized void commit(Placing placing) throws IOException {
    requireOpen();
    placing.place(path);
    settle();
    removeIfThere(path);
  }

  private void requireOpen() throws IOException {
    if (settled) {
      throw new IOException("interrupted");
    }
  }

  /** Removes what was not committed. */
  @Override
  public synchronized void close() throws IOException {
    if (!settled) {
      settle();
      removeIfThere(path);
    }
  }

  private void settle() {
    settled = true;
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException e) {
      // The process is ending: the thread has begun, and finds nothing left to do.
      return;
    }
  }

  /** Removes a folder with all that is in it; links in it are removed, not followed. */
  public static void removeIfThere(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(folder, new Remover());
    }
  }

  private synchronized void abandon() {
    if (settled) {
      return;
    }
    settled = true;
    for (int pass = 0; pass < PASSES && Files.exists(path, LinkOption.NOFOLLOW_LINKS); pass++) {
      try {
        removeIfThere(path);
      } catch (IOException e) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class AtEnd extends Thread {
    AtEnd() {
      super("partial-folder");
    }

    @Override
    public void run() {
      abandon();
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
