package io.airgapkit.vectors;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A tiny DER writer, and the ways in which BER differs from it. Written apart from the one of the
 * format, so that a fault there shows.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int CONTEXT_0 = 0xA0;
  static final byte[] NULL = {5, 0};
  static final byte[] NOTHING = {};

  private Der() {}

  static byte[] element(int tag, byte[]... parts) {
    byte[] content = join(parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x80) {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int from = length[0] == 0 ? 1 : 0;
      out.write(0x80 | length.length - from);
      out.write(length, from, length.length - from);
    } else {
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** The same element with a length of three octets where fewer do: BER, not DER. */
  static byte[] longForm(int tag, byte[]... parts) {
    byte[] content = join(parts);
    byte[] header = {
      (byte) tag,
      (byte) 0x83,
      (byte) (content.length >> 16),
      (byte) (content.length >> 8),
      (byte) content.length
    };
    return join(header, content);
  }

  /** The same element with a length that is not said before its end: BER, not DER. */
  static byte[] indefinite(int tag, byte[]... parts) {
    return join(new byte[] {(byte) tag, (byte) 0x80}, join(parts), new byte[] {0, 0});
  }

  static byte[] sequence(byte[]... parts) {
    return element(SEQUENCE, parts);
  }

  static byte[] integer(BigInteger value) {
    return element(INTEGER, value.toByteArray());
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  /** BIT STRING without unused bits. */
  static byte[] bits(byte[] content) {
    return element(BIT_STRING, new byte[] {0}, content);
  }

  static byte[] oid(int... arcs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(arcs[0] * 40 + arcs[1]);
    for (int i = 2; i < arcs.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arcs[i] >> shift > 0) {
          out.write(0x80 | arcs[i] >> shift & 0x7F);
        }
      }
      out.write(arcs[i] & 0x7F);
    }
    return element(0x06, out.toByteArray());
  }

  static byte[] text(int tag, String text) {
    return element(tag, text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The bytes with one bit changed; a negative index counts from the end. */
  static byte[] flip(byte[] bytes, int index) {
    byte[] out = bytes.clone();
    out[index < 0 ? bytes.length + index : index] ^= 1;
    return out;
  }
}
