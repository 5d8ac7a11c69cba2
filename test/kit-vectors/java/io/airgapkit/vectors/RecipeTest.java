package io.airgapkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The column of the recipe is what openssl, unzip and sha256sum really say. A dozen processes a
 * vector take a minute or two in all, so only CI, which requires the tools, looks at every one;
 * elsewhere each twentieth stands for the others.
 */
class RecipeTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("root.dir"), "test/vectors/recipe/verify-with-openssl.sh");

  @Test
  void theRecipeSaysOfEveryVectorWhatItsColumnSays(@TempDir Path folder) throws Exception {
    requireTools();
    List<String> wrong = new ArrayList<>();
    List<Vector> all = Vectors.all();
    for (int i = 0; i < all.size(); i += Boolean.getBoolean("require.tools") ? 1 : 20) {
      Vector vector = all.get(i);
      Path own = Files.createDirectory(folder.resolve(vector.name()));
      boolean sparse = vector.media().get().kind() == Media.Kind.SPARSE;
      Vector.Recipe said = sparse ? Vector.Recipe.FAIL : recipe(vector, own);
      if (said != vector.recipe()) {
        wrong.add(vector.name() + " " + said + "\n" + log(own));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Vector.Recipe recipe(Vector vector, Path own) throws Exception {
    VectorOnDisk onDisk = vector.write(own);
    for (int i = 0; i < vector.anchorCertificates().size(); i++) {
      Path anchor = own.resolve("anchor-" + i + ".cer");
      Files.write(anchor, vector.anchorCertificates().get(i).der());
      List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toAbsolutePath().toString()));
      if (vector.mode() == Vector.Mode.MANIFEST_ALONE) {
        command.addAll(List.of("--alone", onDisk.subject().toString(), anchor.toString()));
      } else {
        String tree = own.resolve("tree-" + i).toString();
        command.addAll(List.of(onDisk.subject().toString(), anchor.toString(), tree));
      }
      if (run(command, own.resolve("log-" + i).toFile()) == 0) {
        return Vector.Recipe.PASS;
      }
    }
    return Vector.Recipe.FAIL;
  }

  private static int run(List<String> command, File log) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + command);
    }
    return process.exitValue();
  }

  private static String log(Path own) throws IOException {
    Path log = own.resolve("log-0");
    return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
  }

  private static void requireTools() throws Exception {
    File nowhere = new File("/dev/null");
    boolean there = nowhere.exists();
    for (String tool : List.of("openssl", "unzip", "sha256sum")) {
      there = there && run(List.of("sh", "-c", "command -v " + tool), nowhere) == 0;
    }
    if (Boolean.getBoolean("require.tools")) {
      assertThat(there).as("openssl, unzip, sha256sum").isTrue();
    }
    assumeTrue(there, "openssl, unzip or sha256sum is not here");
  }
}
