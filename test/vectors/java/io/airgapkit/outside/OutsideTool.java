package io.airgapkit.outside;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Tools and samples that are not ours and that a machine may lack: found, or the test is skipped
 * with a word.
 */
public final class OutsideTool {
  private OutsideTool() {}

  /**
   * Finds a tool by the name it is called by. The PowerShell engine and what belongs to it lie in
   * the folder that AIRGAPKIT_TOOLS names (AIRGAPKIT_PWSH names another engine), all others on the
   * path.
   */
  public static Optional<Path> find(String name) {
    return switch (name) {
      case "pwsh" -> engine();
      case "pwsh51", "pwsh30", "pwsh-wine" -> among("pwsh/" + name);
      case "analyze" -> among("analyzer/analyze");
      case "pester" -> among("pester/Pester/Pester.psd1");
      case "ansible.windows" -> collection("ansible/windows/plugins/modules/win_command.py");
      default -> onPath(name);
    };
  }

  /** The tool, or the end of this test: skipped, or failed where -Drequire.tools=true was given. */
  public static Path require(String name) {
    Optional<Path> found = find(name);
    if (found.isEmpty()) {
      lacking("outside tool not found: " + name);
    }
    return found.get();
  }

  /** Policies that Windows wrote, in the folder that AIRGAPKIT_SAMPLES names; if it is there. */
  public static Optional<Path> samples() {
    return Optional.of(place("AIRGAPKIT_SAMPLES")).filter(Files::isDirectory);
  }

  /** The same, or the end of this test. */
  public static Path requireSamples() {
    Optional<Path> found = samples();
    if (found.isEmpty()) {
      lacking("no folder of policies that Windows wrote: " + place("AIRGAPKIT_SAMPLES"));
    }
    return found.get();
  }

  /** Ends this test: skipped with that word, or failed where -Drequire.tools=true was given. */
  public static void lacking(String word) {
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
    return among("pwsh/pwsh").or(() -> onPath("pwsh"));
  }

  private static Optional<Path> among(String file) {
    return Optional.of(place("AIRGAPKIT_TOOLS").resolve(file)).filter(Files::isRegularFile);
  }

  /** The folder that a variable names, or the one that is tried without it. */
  private static Path place(String variable) {
    String named = System.getenv(variable);
    if (named == null || named.isEmpty()) {
      named = untold().getProperty(variable);
    }
    return Checkout.root().resolve(named).normalize();
  }

  private static Properties untold() {
    Path file = Checkout.root().resolve("test/outside.properties");
    Properties out = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      out.load(in);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
