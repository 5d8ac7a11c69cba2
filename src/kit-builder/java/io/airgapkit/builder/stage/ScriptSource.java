package io.airgapkit.builder.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Script files that were put into this program when it was built: static text. */
public final class ScriptSource {
  private static final String ROOT = "/io/airgapkit/builder/";

  private ScriptSource() {}

  /**
   * The text of a file; a byte that is not ASCII becomes U+FFFD, which no script may hold.
   *
   * @param path below the builder's resources
   * @throws IllegalStateException if this build lacks it: our bug
   */
  public static String text(String path) {
    try (InputStream in = ScriptSource.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the script " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
