package io.airgapkit.profile.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads one JSON document (RFC 8259) of a limited size into a tree.
 *
 * <p>Strict: UTF-8 without byte order mark, no comment, no trailing comma, nothing behind the
 * value, nesting at most {@value #MAX_DEPTH}, strings at most {@value #MAX_STRING} UTF-16 units,
 * keys at most {@value #MAX_KEY}, numbers at most {@value #MAX_NUMBER} digits.
 */
public final class JsonDocument {
  static final int MAX_DEPTH = 16;
  static final int MAX_STRING = 16_384;
  static final int MAX_KEY = 128;
  static final int MAX_NUMBER = 20;

  private JsonDocument() {}

  /**
   * Parses the bytes. Duplicate keys are reported and the first one is kept, so that the rest can
   * still be looked at; all other faults of syntax end the reading.
   *
   * @param maxBytes the greatest permitted size in bytes
   * @return the tree, or empty if the bytes are not such a document; then {@code faults} says why
   */
  public static Optional<JsonNode> parse(byte[] bytes, int maxBytes, DocumentFaults faults) {
    if (bytes.length > maxBytes) {
      String text = "the file has " + bytes.length + " bytes, at most " + maxBytes + " are read";
      faults.add(DocumentFault.Kind.LIMIT_EXCEEDED, 0, 0, "", text);
      return Optional.empty();
    }
    return decode(bytes, faults).flatMap(text -> JsonTreeBuilder.build(text, faults));
  }

  /** Decoding is done here because a parser would guess UTF-16 and UTF-32 from the first bytes. */
  private static Optional<String> decode(byte[] bytes, DocumentFaults faults) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int lineStart = text.lastIndexOf('\n') + 1;
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      int column = text.length() - lineStart + 1;
      String message = "not UTF-8 at byte " + in.position();
      faults.add(DocumentFault.Kind.ENCODING, line, column, "", message);
      return Optional.empty();
    }
    if (text.startsWith("\uFEFF")) {
      faults.add(DocumentFault.Kind.ENCODING, 1, 1, "", "save it without a byte order mark");
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
