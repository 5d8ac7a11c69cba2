package io.airgapkit.builder.output;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.verifier.content.PartialFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * {@code kit/}, {@code verifier-pack/}, {@code transfer.txt} and, for a quick start, {@code keys/}.
 * Everything is made in a folder of its own beside the target; {@link #commit()} renames. Until
 * then, and after a fault, the target is as it was.
 */
public final class OutputFolder implements Closeable {
  /** What a build owns in the target; nothing else there is ever touched. */
  static final List<String> REPLACED = List.of("kit", "verifier-pack", "transfer.txt");

  private static final String KEYS = "keys";

  private final Path target;
  private final PartialFolder partial;
  private final boolean existed;

  private OutputFolder(Path target, PartialFolder partial, boolean existed) {
    this.target = target;
    this.partial = partial;
    this.existed = existed;
  }

  /**
   * @param force whether kit, verifier pack and transfer sheet of an earlier build may be replaced;
   *     keys are kept always
   * @param inputs files and folders the build reads
   * @throws BuildRefusedException if the target exists, or an input lies where the output goes
   */
  public static OutputFolder open(Path out, boolean force, List<Path> inputs)
      throws BuildRefusedException, IOException {
    Path target = out.toAbsolutePath().normalize();
    boolean existed = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (existed && !Files.isDirectory(target)) {
      throw new BuildRefusedException(out + " exists and is no folder", "choose another folder");
    }
    refuseInputs(out, target, inputs);
    if (existed && !force && !isEmpty(target)) {
      throw new BuildRefusedException(
          out + " exists", "--force replaces the kit in it, or choose another folder");
    }
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new BuildRefusedException(
          "there is no folder " + parent + " to put " + out + " in", "make it first");
    }
    return new OutputFolder(
        target, PartialFolder.in(parent, String.valueOf(target.getFileName())), existed);
  }

  /** An input in the output would be replaced by what is made from it. */
  private static void refuseInputs(Path out, Path target, List<Path> inputs)
      throws BuildRefusedException {
    for (Path input : inputs) {
      Path path = input.toAbsolutePath().normalize();
      boolean within = path.equals(target) || target.startsWith(path) && Files.isDirectory(path);
      for (String name : REPLACED) {
        within |= path.startsWith(target.resolve(name));
      }
      if (within) {
        throw new BuildRefusedException(
            "the input " + input + " and the output " + out + " are in each other's place",
            "choose another folder");
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  /** A new, empty folder of that name that will be part of the output. */
  public Path make(String name) throws IOException {
    return Files.createDirectory(partial.path().resolve(name));
  }

  /**
   * Where keys of a quick start lie: those of an earlier build if there are any, else with what is
   * being made.
   */
  public Path keys() throws IOException {
    Path before = target.resolve(KEYS);
    return Files.exists(before, LinkOption.NOFOLLOW_LINKS) ? before : partial.path().resolve(KEYS);
  }

  /** A text file that will be part of the output. */
  public void write(String name, byte[] bytes) throws IOException {
    Files.write(partial.path().resolve(name), bytes);
  }

  /** Puts everything in its place. */
  public void commit() throws IOException {
    if (!existed) {
      Files.move(partial.path(), target, StandardCopyOption.ATOMIC_MOVE);
      partial.keep();
      return;
    }
    try (PartialFolder old = PartialFolder.in(target.getParent(), "old");
        DirectoryStream<Path> made = Files.newDirectoryStream(partial.path())) {
      for (Path path : made) {
        String name = path.getFileName().toString();
        Path place = target.resolve(name);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(place, old.path().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    partial.close();
  }
}
