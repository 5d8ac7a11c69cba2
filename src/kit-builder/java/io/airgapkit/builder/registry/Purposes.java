package io.airgapkit.builder.registry;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** DER of a SEQUENCE OF OBJECT IDENTIFIER: what a certificate is trusted for. */
final class Purposes {
  /** Eighteen digits an arc: more than any purpose has, and they fit a long. */
  private static final Pattern DOTTED = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,17})){1,126}");

  private static final long MAX_NUMBER = 999_999_999_999_999_999L;

  private Purposes() {}

  /**
   * @throws IllegalArgumentException if there is none, or one is no dotted object identifier
   */
  static byte[] encode(List<String> purposes) {
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException("no purpose");
    }
    return Der.element(
        Der.SEQUENCE, purposes.stream().map(Purposes::identifier).toArray(byte[][]::new));
  }

  private static byte[] identifier(String dotted) {
    if (!DOTTED.matcher(dotted).matches()) {
      throw new IllegalArgumentException("no object identifier: " + dotted);
    }
    long[] arcs = Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
    if (arcs[0] < 2 && arcs[1] > 39 || arcs[1] > MAX_NUMBER - 80) {
      throw new IllegalArgumentException("no object identifier: " + dotted);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, arcs[0] * 40 + arcs[1]);
    for (int i = 2; i < arcs.length; i++) {
      number(out, arcs[i]);
    }
    return Der.element(Der.OBJECT_IDENTIFIER, out.toByteArray());
  }

  /** Seven bits an octet, the highest first (X.690, section 8.19.2). */
  private static void number(ByteArrayOutputStream out, long number) {
    int groups = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
    for (int i = groups - 1; i >= 0; i--) {
      out.write((int) (number >> 7 * i) & 0x7F | (i > 0 ? 0x80 : 0));
    }
  }

  /** The purposes, at least one; empty if the bytes are anything else. */
  static Optional<List<String>> decode(byte[] bytes) {
    if (!Der.isSequence(bytes)) {
      return Optional.empty();
    }
    List<String> out = new ArrayList<>();
    int at = Der.content(bytes, 0, bytes.length, Der.SEQUENCE).orElseThrow().from();
    while (at < bytes.length) {
      Optional<Der.Span> span = Der.content(bytes, at, bytes.length, Der.OBJECT_IDENTIFIER);
      Optional<String> dotted = span.flatMap(s -> dotted(bytes, s));
      if (dotted.isEmpty()) {
        return Optional.empty();
      }
      out.add(dotted.get());
      at = span.get().to();
    }
    return out.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(out));
  }

  private static Optional<String> dotted(byte[] bytes, Der.Span span) {
    StringBuilder out = new StringBuilder();
    long number = 0;
    boolean begins = true;
    for (int i = span.from(); i < span.to(); i++) {
      if (begins && (bytes[i] & 0xFF) == 0x80 || number > MAX_NUMBER >> 7) {
        return Optional.empty();
      }
      number = number << 7 | bytes[i] & 0x7F;
      begins = bytes[i] >= 0;
      if (begins) {
        append(out, number);
        number = 0;
      }
    }
    return begins && out.length() > 0 ? Optional.of(out.toString()) : Optional.empty();
  }

  private static void append(StringBuilder out, long number) {
    if (out.length() > 0) {
      out.append('.').append(number);
    } else {
      long first = Math.min(number / 40, 2);
      out.append(first).append('.').append(number - 40 * first);
    }
  }
}
