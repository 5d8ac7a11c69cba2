package io.airgapkit.format.cms;

/**
 * A strict walk over DER: definite minimal lengths, every element inside its parent. One fault, no
 * detail.
 */
final class DerWalk {
  /** Not DER as it must be here. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("malformed DER", null, false, false);
    }
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  DerWalk(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private DerWalk(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** The content of the next element, which must have this tag. */
  DerWalk enter(int tag) throws MalformedException {
    if (at >= end || (bytes[at] & 0xFF) != tag) {
      throw new MalformedException();
    }
    at++;
    int length = length();
    if (length > end - at) {
      throw new MalformedException();
    }
    DerWalk content = new DerWalk(bytes, at, at + length);
    at += length;
    return content;
  }

  /** The next element, header included. */
  byte[] take(int tag) throws MalformedException {
    int start = at;
    enter(tag);
    byte[] out = new byte[at - start];
    System.arraycopy(bytes, start, out, 0, out.length);
    return out;
  }

  /** All bytes not walked over. */
  byte[] rest() {
    byte[] out = new byte[end - at];
    System.arraycopy(bytes, at, out, 0, out.length);
    return out;
  }

  boolean sees(int tag) {
    return at < end && (bytes[at] & 0xFF) == tag;
  }

  boolean more() {
    return at < end;
  }

  /** Tag of the next element. */
  int tag() throws MalformedException {
    if (!more()) {
      throw new MalformedException();
    }
    return bytes[at] & 0xFF;
  }

  void end() throws MalformedException {
    if (at != end) {
      throw new MalformedException();
    }
  }

  private int length() throws MalformedException {
    if (at >= end) {
      throw new MalformedException();
    }
    int first = bytes[at++] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7F;
    if (count < 1 || count > 2 || count > end - at) {
      throw new MalformedException();
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[at++] & 0xFF;
    }
    if (value < (count == 1 ? 0x80 : 0x100)) {
      throw new MalformedException();
    }
    return value;
  }
}
