package io.airgapkit.builder.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The parts that were put into this program when it was built: static text. */
final class ScriptSource {
  private static final String ROOT = "/io/airgapkit/builder/windows/";

  private ScriptSource() {}

  /**
   * The text of a file; a byte that is not ASCII becomes U+FFFD, which no script may hold.
   *
   * @param path below {@code src/windows}
   * @throws IllegalStateException if this build lacks it: our bug
   */
  static String text(String path) {
    try (InputStream in = ScriptSource.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the script " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
