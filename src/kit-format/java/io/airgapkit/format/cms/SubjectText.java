package io.airgapkit.format.cms;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A subject as text for people, in the form of RFC 2253 with the keywords that it has. Computed
 * here, because libraries differ in odd names, and both verifiers are to say the same.
 */
final class SubjectText {
  private static final String UNREADABLE = "unreadable";

  private static final Map<String, String> KEYWORDS =
      Map.of(
          "2.5.4.3", "CN",
          "2.5.4.6", "C",
          "2.5.4.7", "L",
          "2.5.4.8", "ST",
          "2.5.4.9", "STREET",
          "2.5.4.10", "O",
          "2.5.4.11", "OU",
          "0.9.2342.19200300.100.1.1", "UID",
          "0.9.2342.19200300.100.1.25", "DC");

  /** UTF8String, PrintableString, T61String, IA5String, GeneralString. */
  private static final Set<Integer> TEXTS = Set.of(0x0C, 0x13, 0x14, 0x16, 0x1B);

  private SubjectText() {}

  /** The last part of the name comes first (RFC 2253, 2.1). */
  static String of(byte[] der) {
    try {
      DerWalk names = new DerWalk(der).enter(DerWriter.SEQUENCE);
      LinkedList<String> parts = new LinkedList<>();
      while (names.more()) {
        DerWalk set = names.enter(DerWriter.SET);
        List<String> attributes = new ArrayList<>();
        do {
          attributes.add(attribute(set.enter(DerWriter.SEQUENCE)));
        } while (set.more());
        parts.addFirst(String.join("+", attributes));
      }
      return String.join(",", parts);
    } catch (DerWalk.MalformedException e) {
      return UNREADABLE;
    }
  }

  /** What has no keyword, or is no text in UTF-8, is shown as its bytes (RFC 2253, 2.4). */
  private static String attribute(DerWalk pair) throws DerWalk.MalformedException {
    String oid = oid(pair.enter(0x06).rest());
    int tag = pair.tag();
    byte[] whole = pair.take(tag);
    pair.end();
    String keyword = KEYWORDS.get(oid);
    if (keyword != null && TEXTS.contains(tag)) {
      try {
        byte[] content = new DerWalk(whole).enter(tag).rest();
        return keyword
            + "="
            + escaped(
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
      } catch (CharacterCodingException e) {
        // Bytes, then.
      }
    }
    return (keyword == null ? oid : keyword) + "=#" + HexFormat.of().formatHex(whole);
  }

  /** Numbers of any size, each in as few octets as it needs (X.690, 8.19). */
  private static String oid(byte[] content) throws DerWalk.MalformedException {
    if (content.length == 0 || content[content.length - 1] < 0) {
      throw new DerWalk.MalformedException();
    }
    List<String> arcs = new ArrayList<>();
    BigInteger value = BigInteger.ZERO;
    boolean begins = true;
    for (byte octet : content) {
      if (begins && octet == (byte) 0x80) {
        throw new DerWalk.MalformedException();
      }
      value = value.shiftLeft(7).add(BigInteger.valueOf(octet & 0x7F));
      begins = octet >= 0;
      if (begins) {
        if (arcs.isEmpty()) {
          // The first number holds two: 40 times 0, 1 or 2, and the second.
          int top = value.min(BigInteger.valueOf(80)).intValue() / 40;
          arcs.add(Integer.toString(top));
          value = value.subtract(BigInteger.valueOf(40L * top));
        }
        arcs.add(value.toString());
        value = BigInteger.ZERO;
      }
    }
    return String.join(".", arcs);
  }

  /** Special characters anywhere, blanks at both ends (RFC 2253, 2.4). */
  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    int from = value.length() - value.replaceFirst("\\A[ \r]+", "").length();
    int to = value.replaceFirst("[ \r]+\\z", "").length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (i < from || i >= to || ",=+<>#;\"\\".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c == 0 ? "\\00" : String.valueOf(c));
    }
    return out.toString();
  }
}
