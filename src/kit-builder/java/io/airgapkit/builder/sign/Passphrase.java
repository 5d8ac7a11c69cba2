package io.airgapkit.builder.sign;

import java.util.Arrays;

/**
 * A secret of printable ASCII that is wiped when closed. It takes the array it is given as its own;
 * {@link #toString()} does not show it.
 */
public final class Passphrase implements AutoCloseable {
  /** Least number of characters of a passphrase for a new key. */
  public static final int LEAST_FOR_NEW = 8;

  private final char[] characters;

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /**
   * Takes the array; {@code source} is named in faults.
   *
   * @throws SigningException PASSPHRASE_EMPTY, PASSPHRASE_NOT_ASCII (the JDK's PBES2 takes ASCII
   *     only); the array is wiped then
   */
  public static Passphrase taking(char[] characters, String source) throws SigningException {
    if (characters.length == 0) {
      throw SigningException.of(SigningFault.PASSPHRASE_EMPTY, "source", source);
    }
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] < ' ' || characters[i] > '~') {
        Arrays.fill(characters, '\0');
        throw SigningException.of(
            SigningFault.PASSPHRASE_NOT_ASCII, "position", i + 1, "source", source);
      }
    }
    return new Passphrase(characters);
  }

  /** The characters themselves, not a copy: do not keep them. */
  char[] characters() {
    return characters;
  }

  /**
   * Refuses one that is too short for a key that is made now.
   *
   * @throws SigningException PASSPHRASE_TOO_SHORT
   */
  void requireLongEnoughForNewKey() throws SigningException {
    if (characters.length < LEAST_FOR_NEW) {
      throw SigningException.of(
          SigningFault.PASSPHRASE_TOO_SHORT, "least", LEAST_FOR_NEW, "length", characters.length);
    }
  }

  /** Wipes it; it opens nothing afterwards. */
  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
