package io.airgapkit.builder.output;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.verifier.folder.PartialFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private final PartialFolder work;
  private final boolean existed;

  private OutputFolder(Path target, PartialFolder work, boolean existed) {
    this.target = target;
    this.work = work;
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
    if (existed) {
      // Beside the folder itself, not beside a link to it: only there is renaming one step.
      target = target.toRealPath();
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
    return new OutputFolder(target, PartialFolder.beside(target), existed);
  }

  /** An input in the output would be replaced by what is made from it. */
  private static void refuseInputs(Path out, Path target, List<Path> inputs)
      throws BuildRefusedException, IOException {
    Path place = real(target);
    for (Path input : inputs) {
      Path path = real(input.toAbsolutePath().normalize());
      boolean within = path.equals(place) || place.startsWith(path) && Files.isDirectory(path);
      for (String name : REPLACED) {
        within |= path.startsWith(place.resolve(name));
      }
      if (within) {
        throw new BuildRefusedException(
            "the input " + input + " and the output " + out + " are in each other's place",
            "choose another folder");
      }
    }
  }

  /** Through links, as far as there is something: a link must not hide that both are one place. */
  private static Path real(Path path) throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    Path parent = path.getParent();
    return parent == null ? path : real(parent).resolve(path.getFileName());
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  /** A new, empty folder of that name that will be part of the output. */
  public Path make(String name) throws IOException {
    return Files.createDirectory(work.path().resolve(name));
  }

  /**
   * Where keys of a quick start lie: those of an earlier build if there are any, else with what is
   * being made.
   */
  public Path keys() throws IOException {
    Path before = target.resolve(KEYS);
    return Files.exists(before, LinkOption.NOFOLLOW_LINKS) ? before : work.path().resolve(KEYS);
  }

  /** A text file that will be part of the output. */
  public void write(String name, byte[] bytes) throws IOException {
    Files.write(work.path().resolve(name), bytes);
  }

  /** Puts everything in its place. */
  public void commit() throws IOException {
    work.commit(this::place);
  }

  private void place(Path finished) throws IOException {
    if (!existed) {
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = Files.createDirectory(finished.resolveSibling(finished.getFileName() + ".old"));
    Deque<Move> moves = new ArrayDeque<>();
    try (DirectoryStream<Path> made = Files.newDirectoryStream(finished)) {
      for (Path path : made) {
        Path place = target.resolve(path.getFileName().toString());
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          move(new Move(place, old.resolve(path.getFileName().toString())), moves);
        }
        move(new Move(path, place), moves);
      }
    } catch (IOException e) {
      undo(moves, old, e);
      throw e;
    }
    PartialFolder.removeIfThere(old);
  }

  private record Move(Path from, Path to) {}

  private static void move(Move move, Deque<Move> moves) throws IOException {
    Files.move(move.from(), move.to(), StandardCopyOption.ATOMIC_MOVE);
    moves.push(move);
  }

  /** What cannot be put back stays where it was moved to, so that nothing is lost. */
  private static void undo(Deque<Move> moves, Path old, IOException cause) {
    try {
      for (Move move : moves) {
        Files.move(move.to(), move.from(), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.delete(old);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    work.close();
  }
}
