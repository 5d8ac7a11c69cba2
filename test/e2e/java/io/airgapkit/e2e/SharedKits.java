package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Keys and kits that all tests look at and none changes: making keys takes seconds. They lie in one
 * folder that goes with the process.
 */
final class SharedKits {
  /** What opens the key stores of {@link #keys()}; handed over as {@code env:P}. */
  static final String PASSPHRASE = "correct horse battery";

  private static Path home;
  private static BuiltKit quickStart;
  private static BuiltKit production;
  private static Path keys;

  private SharedKits() {}

  /** A folder of the process's own, on a short path, that others cannot write. */
  static synchronized Path home() throws IOException {
    if (home == null) {
      home = Files.createTempDirectory("e2e");
      Runtime.getRuntime().addShutdownHook(new Thread(SharedKits::removeHome));
    }
    return home;
  }

  private static void removeHome() {
    try {
      Tree.remove(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code build acs --quick-start --out out}, as the first page says. */
  static synchronized BuiltKit quickStart() throws IOException, InterruptedException {
    if (quickStart == null) {
      ToolRun run =
          Terminal.in(home())
              .thatMakesKeys()
              .builder("build", "acs", "--quick-start", "--out", "out");
      assertThat(run.exit()).as(run.err()).isZero();
      quickStart = new BuiltKit(home().resolve("out"), run);
    }
    return quickStart;
  }

  /** The folder {@code keygen} filled. */
  static synchronized Path keys() throws IOException, InterruptedException {
    if (keys == null) {
      ToolRun run =
          terminal(home())
              .thatMakesKeys()
              .builder("keygen", "--out", "keys", "--passphrase", "env:P");
      assertThat(run.exit()).as(run.err()).isZero();
      keys = home().resolve("keys");
    }
    return keys;
  }

  /** A kit by the two signers of {@link #keys()}. */
  static synchronized BuiltKit production() throws IOException, InterruptedException {
    if (production == null) {
      ToolRun run = terminal(home()).builder(build("production"));
      assertThat(run.exit()).as(run.err()).isZero();
      production = new BuiltKit(home().resolve("production"), run);
    }
    return production;
  }

  /** A prompt where {@code env:P} opens the shared key stores. */
  static Terminal terminal(Path folder) {
    return Terminal.in(folder).with("P", PASSPHRASE);
  }

  /** Words for a build by both shared keys, then further options. */
  static String[] build(String out, String... more) throws IOException, InterruptedException {
    return words(
        signed(out),
        words(
            new String[] {
              "--script-signer",
              keys().resolve("scripts.p12").toString(),
              "--script-passphrase",
              "env:P"
            },
            more));
  }

  /** Words for a build that signs the manifest only, then further options. */
  static String[] buildUnsignedScripts(String out, String... more)
      throws IOException, InterruptedException {
    return words(signed(out), more);
  }

  private static String[] signed(String out) throws IOException, InterruptedException {
    return new String[] {
      "build",
      "acs",
      "--out",
      out,
      "--signer",
      keys().resolve("builder.p12").toString(),
      "--passphrase",
      "env:P"
    };
  }

  private static String[] words(String[] first, String[] rest) {
    String[] all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }
}
