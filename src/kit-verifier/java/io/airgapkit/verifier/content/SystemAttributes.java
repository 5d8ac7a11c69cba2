package io.airgapkit.verifier.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;

/** Owners and modes as the system gives them. */
final class SystemAttributes implements TargetPlace.Attributes {
  private static final String VIEW = "unix";

  /** Linux says here who a process is; the other systems have no such file. */
  private static final String STATUS = "/proc/self/status";

  private static final int EFFECTIVE = 2;

  /**
   * Whether there are owners and modes. Asked of the file system and never of a mounted volume: in
   * a container its entry may be missing.
   */
  static boolean there(FileSystem system) {
    return system.supportedFileAttributeViews().contains(VIEW);
  }

  @Override
  public TargetPlace.Facts facts(Path path) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(path, VIEW + ":owner,uid,mode", LinkOption.NOFOLLOW_LINKS);
    return new TargetPlace.Facts(
        (UserPrincipal) all.get("owner"), (int) all.get("uid"), (int) all.get("mode"));
  }

  @Override
  public Path goal(Path link) throws IOException {
    return Files.readSymbolicLink(link);
  }

  /** Who runs this, by number where the system gives one, else by name; empty if it gives none. */
  static Optional<UserPrincipal> account(FileSystem system) {
    return number(system.getPath(STATUS))
        .or(() -> Optional.ofNullable(System.getProperty("user.name")))
        .flatMap(name -> named(system, name));
  }

  private static Optional<String> number(Path status) {
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("Uid:")) {
          return Optional.of(line.split("\\s+")[EFFECTIVE]);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A number is taken as it is where no account is called so. */
  private static Optional<UserPrincipal> named(FileSystem system, String name) {
    try {
      return Optional.of(system.getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
