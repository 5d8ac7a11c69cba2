package io.airgapkit.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Tools that are not ours and that a machine may lack: found, or the test is skipped with a word.
 */
final class OutsideTool {
  private OutsideTool() {}

  /** The project's root folder. */
  static Path root() {
    return Path.of(System.getProperty("root.dir", "../..")).toAbsolutePath().normalize();
  }

  /**
   * Finds a tool by the name it is called by. The PowerShell engine and what lies beside it are
   * looked for in their own places (environment AIRGAPKIT_PWSH names the engine), all others on the
   * path.
   */
  static Optional<Path> find(String name) {
    return switch (name) {
      case "pwsh" -> engine();
      case "pwsh51", "pwsh30", "pwsh-wine" -> besideEngine(name);
      case "analyze" -> besideEngine("../analyzer/analyze");
      case "pester" -> besideEngine("../pester/Pester/Pester.psd1");
      case "ansible.windows" -> collection("ansible/windows/plugins/modules/win_command.py");
      default -> onPath(name);
    };
  }

  /** The tool, or the end of this test: skipped, or failed where -Drequire.tools=true was given. */
  static Path require(String name) {
    Optional<Path> found = find(name);
    if (found.isEmpty()) {
      lacking("outside tool not found: " + name);
    }
    return found.get();
  }

  /** Ends this test: skipped with that word, or failed where -Drequire.tools=true was given. */
  static void lacking(String word) {
    if (Boolean.getBoolean("require.tools")) {
      Assertions.fail(word);
    }
    Assumptions.abort(word);
  }

  private static Optional<Path> engine() {
    String named = System.getenv("AIRGAPKIT_PWSH");
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named).toAbsolutePath()).filter(Files::isExecutable);
    }
    return Optional.of(root().resolve("../shared/tools/pwsh/pwsh").normalize())
        .filter(Files::isExecutable)
        .or(() -> onPath("pwsh"));
  }

  private static Optional<Path> besideEngine(String relative) {
    return engine()
        .map(engine -> engine.resolveSibling(relative).normalize())
        .filter(Files::isRegularFile);
  }

  /** Where Debian's package ansible puts the collections that ansible-core does not have. */
  private static Optional<Path> collection(String file) {
    return Optional.of(Path.of("/usr/lib/python3/dist-packages/ansible_collections", file))
        .filter(Files::isRegularFile);
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
