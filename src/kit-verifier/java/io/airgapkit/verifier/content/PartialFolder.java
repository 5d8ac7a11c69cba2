package io.airgapkit.verifier.content;

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
 * A folder for half-finished work: made exclusively under a name nobody can guess, and gone after a
 * fault, also when the process is told to end.
 */
public final class PartialFolder implements Closeable {
  private static final int ATTEMPTS_WHEN_ENDING = 40;
  private static final long PAUSE_WHEN_ENDING_MILLIS = 50;

  private final Path path;
  private final Thread onKill = new Thread(this::abandon, "remove-partial");
  private volatile boolean kept;
  private volatile boolean ending;

  private PartialFolder(Path path) {
    this.path = path;
  }

  /** A new folder {@code .<name>.<16 hex digits>.partial} in an existing one. */
  public static PartialFolder in(Path parent, String name, FileAttribute<?>... attributes)
      throws IOException {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    PartialFolder folder =
        new PartialFolder(parent.resolve("." + name + "." + Sha256.hex(random) + ".partial"));
    Files.createDirectory(folder.path, attributes);
    Runtime.getRuntime().addShutdownHook(folder.onKill);
    return folder;
  }

  public Path path() {
    return path;
  }

  /** Whether the process ends and nothing new may be made here. */
  public boolean ending() {
    return ending;
  }

  /** It has got its final name, or whatever is left of it may stay. */
  public void keep() {
    kept = true;
  }

  /** Removes it with everything in it, unless it is kept. */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(onKill);
    } catch (IllegalStateException e) {
      // The process ends already, and the hook does this work.
      return;
    }
    removeUnlessKept();
  }

  /** Other threads may still write into it for a moment, so one attempt is not enough. */
  private void abandon() {
    ending = true;
    for (int i = 0; i < ATTEMPTS_WHEN_ENDING; i++) {
      try {
        removeUnlessKept();
        return;
      } catch (IOException e) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_WHEN_ENDING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeUnlessKept() throws IOException {
    if (!kept && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      remove(path);
    }
  }

  /** Removes a folder with everything in it; links are removed, not followed. */
  public static void remove(Path folder) throws IOException {
    Files.walkFileTree(folder, new Remover());
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
        throws IOException {
      Files.delete(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
