package io.airgapkit.verifier;

import java.util.Arrays;

/** A way to change one thing in a file; every place it can be done at is one mutant. */
enum Mutation {
  BIT_FLIPPED {
    @Override
    int places(byte[] kit) {
      return kit.length * 8;
    }

    @Override
    byte[] mutant(byte[] kit, int place) {
      byte[] out = kit.clone();
      out[place / 8] ^= (byte) (1 << place % 8);
      return out;
    }
  },
  CUT {
    @Override
    int places(byte[] kit) {
      return kit.length;
    }

    @Override
    byte[] mutant(byte[] kit, int place) {
      return Arrays.copyOf(kit, place);
    }
  },
  BYTE_DROPPED {
    @Override
    int places(byte[] kit) {
      return kit.length;
    }

    @Override
    byte[] mutant(byte[] kit, int place) {
      byte[] out = Arrays.copyOf(kit, kit.length - 1);
      System.arraycopy(kit, place + 1, out, place, out.length - place);
      return out;
    }
  },
  ZERO_INSERTED {
    @Override
    int places(byte[] kit) {
      return kit.length + 1;
    }

    @Override
    byte[] mutant(byte[] kit, int place) {
      return inserted(kit, place, (byte) 0);
    }
  },
  BYTE_DOUBLED {
    @Override
    int places(byte[] kit) {
      return kit.length;
    }

    @Override
    byte[] mutant(byte[] kit, int place) {
      return inserted(kit, place, kit[place]);
    }
  },
  NEIGHBOURS_SWAPPED {
    @Override
    int places(byte[] kit) {
      return kit.length - 1;
    }

    /** Null where both are the same. */
    @Override
    byte[] mutant(byte[] kit, int place) {
      if (kit[place] == kit[place + 1]) {
        return null;
      }
      byte[] out = kit.clone();
      out[place] = kit[place + 1];
      out[place + 1] = kit[place];
      return out;
    }
  };

  abstract int places(byte[] kit);

  /** The file with the change, or null if the change would change nothing. */
  abstract byte[] mutant(byte[] kit, int place);

  private static byte[] inserted(byte[] kit, int place, byte value) {
    byte[] out = Arrays.copyOf(kit, kit.length + 1);
    out[place] = value;
    System.arraycopy(kit, place, out, place + 1, kit.length - place);
    return out;
  }
}
