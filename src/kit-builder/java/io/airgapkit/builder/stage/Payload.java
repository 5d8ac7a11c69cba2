package io.airgapkit.builder.stage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an entry's bytes come from; may be opened more than once and must give the same bytes each
 * time.
 */
public interface Payload {
  InputStream open() throws IOException;

  /** Bytes in memory; not copied. */
  static Payload of(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  /** A file on disk. */
  static Payload of(Path file) {
    return () -> Files.newInputStream(file);
  }
}
