package io.airgapkit.outside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that are the project: those that git tracks. What builds, downloads and people leave
 * beside them is none of a test's business. Without git, as in a source archive, it is what lies at
 * the top and in the four folders, generated folders left out.
 */
public final class Checkout {
  private static final List<String> FOLDERS = List.of("src", "test", "templates", "certs");
  private static final Set<String> GENERATED = Set.of("target", "node_modules");

  private final Path root;

  Checkout(Path root) {
    this.root = root;
  }

  /** The one these tests run in. */
  public static Checkout here() {
    return new Checkout(root());
  }

  /** The project's root folder. */
  public static Path root() {
    return Path.of(System.getProperty("root.dir", "../..")).toAbsolutePath().normalize();
  }

  /** Its files, sorted; one that git tracks and somebody has deleted is not there. */
  public List<Path> files() throws IOException {
    Optional<List<Path>> tracked = tracked();
    return (tracked.isPresent() ? tracked.get() : lying())
        .stream()
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .sorted()
            .toList();
  }

  /** Those below a folder, named by its path from the root with slashes. */
  public List<Path> files(String folder) throws IOException {
    Path below = root.resolve(folder);
    return files().stream().filter(file -> file.startsWith(below)).toList();
  }

  /** Copies the files with their modes and times. */
  public void copyTo(Path target) throws IOException {
    for (Path file : files()) {
      Path copy = target.resolve(root.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** What git says, in lines or not: the last word ends a record, which is a NUL with -z. */
  public Optional<String> git(String... words) throws IOException {
    // Unpacked inside somebody's repository, git would answer for that one.
    Optional<Path> git = OutsideTool.find("git");
    if (git.isEmpty() || !Files.exists(root.resolve(".git"))) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(git.get().toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // In a hook these name a repository and an index, maybe another's.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream said = process.getInputStream()) {
      String out = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    }
  }

  private Optional<List<Path>> tracked() throws IOException {
    return git("ls-files", "-z")
        .map(names -> Arrays.stream(names.split("\0")).map(root::resolve).toList());
  }

  private List<Path> lying() throws IOException {
    List<Path> out = new ArrayList<>();
    try (Stream<Path> top = Files.list(root)) {
      top.forEach(out::add);
    }
    for (String folder : FOLDERS) {
      if (Files.isDirectory(root.resolve(folder))) {
        Files.walkFileTree(root.resolve(folder), new Collector(out));
      }
    }
    return out;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> out;

    Collector(List<Path> out) {
      this.out = out;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return GENERATED.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      out.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
