package io.airgapkit.builder.sign;

import io.airgapkit.format.Printable;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where a passphrase comes from: {@code env:NAME}, {@code file:PATH} (first line, at most 4,096
 * bytes) or, without a specification, a prompt. Never the argument itself, and a refused
 * specification is not repeated in the message, since it may be the secret.
 */
public final class PassphraseSource {
  /** Most bytes of a passphrase file. */
  public static final int FILE_LIMIT = 4096;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Kind kind;
  private final String value;
  private final Surroundings surroundings;

  private PassphraseSource(Kind kind, String value, Surroundings surroundings) {
    this.kind = kind;
    this.value = value;
    this.surroundings = surroundings;
  }

  private enum Kind {
    ENVIRONMENT,
    FILE,
    PROMPT
  }

  /** Asks without echo; null when the user ended the input. */
  @FunctionalInterface
  public interface Prompt {
    /** One answer to one question; the array belongs to the caller. */
    char[] ask(String question);
  }

  /**
   * What a source may look at.
   *
   * @param environment a variable's value, null when it is not set
   * @param prompt null when there is no console
   * @param warn takes one line, as when others can read the passphrase file
   */
  public record Surroundings(
      Function<String, String> environment, Prompt prompt, Consumer<String> warn) {
    /** The process's own environment and console. */
    public static Surroundings ofProcess(Consumer<String> warn) {
      Console console = System.console();
      Prompt prompt =
          console == null ? null : question -> console.readPassword("%s", Printable.of(question));
      return new Surroundings(System::getenv, prompt, warn);
    }
  }

  /**
   * Reads a specification; null asks the user. Nothing is opened yet.
   *
   * @throws SigningException PASSPHRASE_SPEC_UNKNOWN
   */
  public static PassphraseSource of(String specification, Surroundings surroundings)
      throws SigningException {
    if (specification == null) {
      return new PassphraseSource(Kind.PROMPT, "", surroundings);
    }
    if (specification.startsWith("env:") && specification.length() > 4) {
      return new PassphraseSource(Kind.ENVIRONMENT, specification.substring(4), surroundings);
    }
    if (specification.startsWith("file:") && specification.length() > 5) {
      return new PassphraseSource(Kind.FILE, specification.substring(5), surroundings);
    }
    throw SigningException.of(SigningFault.PASSPHRASE_SPEC_UNKNOWN);
  }

  /**
   * The passphrase of a key store that exists.
   *
   * @param what named in the prompt
   * @throws SigningException PASSPHRASE_ENV_MISSING, PASSPHRASE_FILE_MISSING,
   *     PASSPHRASE_FILE_UNREADABLE, PASSPHRASE_FILE_TOO_LARGE, PASSPHRASE_NO_CONSOLE,
   *     PASSPHRASE_EMPTY, PASSPHRASE_NOT_ASCII
   */
  public Passphrase read(String what) throws SigningException {
    switch (kind) {
      case ENVIRONMENT:
        return fromEnvironment();
      case FILE:
        return fromFile();
      default:
        return ask("passphrase of " + what + ": ");
    }
  }

  /**
   * The passphrase of a key store that is made now: the prompt asks twice.
   *
   * @throws SigningException as {@link #read}, and PASSPHRASE_TOO_SHORT (under 8 characters),
   *     PASSPHRASE_NOT_REPEATED
   */
  public Passphrase readNew(String what) throws SigningException {
    Passphrase first = read("the new " + what);
    try {
      first.requireLongEnoughForNewKey();
      if (kind == Kind.PROMPT) {
        requireRepeated(first, what);
      }
      return first;
    } catch (SigningException e) {
      first.close();
      throw e;
    }
  }

  private void requireRepeated(Passphrase first, String what) throws SigningException {
    try (Passphrase again = ask("the same again, for the new " + what + ": ")) {
      if (!Arrays.equals(first.characters(), again.characters())) {
        throw SigningException.of(SigningFault.PASSPHRASE_NOT_REPEATED);
      }
    }
  }

  private Passphrase fromEnvironment() throws SigningException {
    String found = surroundings.environment().apply(value);
    if (found == null) {
      throw SigningException.of(SigningFault.PASSPHRASE_ENV_MISSING, "name", value);
    }
    return Passphrase.taking(found.toCharArray(), "environment variable " + value);
  }

  private Passphrase ask(String question) throws SigningException {
    if (surroundings.prompt() == null) {
      throw SigningException.of(SigningFault.PASSPHRASE_NO_CONSOLE);
    }
    char[] answer = surroundings.prompt().ask(question);
    return Passphrase.taking(answer == null ? new char[0] : answer, "the prompt");
  }

  private Passphrase fromFile() throws SigningException {
    byte[] bytes = new byte[0];
    try {
      Path file = Path.of(value);
      bytes = readBounded(file);
      warnIfOthersCanRead(file);
      return firstLine(bytes);
    } catch (NoSuchFileException e) {
      throw SigningException.because(e, SigningFault.PASSPHRASE_FILE_MISSING, "path", value);
    } catch (IOException | InvalidPathException e) {
      throw SigningException.because(
          e,
          SigningFault.PASSPHRASE_FILE_UNREADABLE,
          "path",
          value,
          "reason",
          SigningException.reason(e));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] readBounded(Path file) throws IOException, SigningException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(FILE_LIMIT + 1);
      if (bytes.length > FILE_LIMIT) {
        Arrays.fill(bytes, (byte) 0);
        throw SigningException.of(
            SigningFault.PASSPHRASE_FILE_TOO_LARGE, "path", value, "most", FILE_LIMIT);
      }
      return bytes;
    }
  }

  private Passphrase firstLine(byte[] bytes) throws SigningException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    while (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    char[] characters = new char[end];
    for (int i = 0; i < end; i++) {
      // Byte for character: what is not ASCII stays recognizable and is refused.
      characters[i] = (char) (bytes[i] & 0xFF);
    }
    return Passphrase.taking(characters, "file " + value);
  }

  private void warnIfOthersCanRead(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      surroundings
          .warn()
          .accept(
              "passphrase file '"
                  + value
                  + "' is open to other users ("
                  + PosixFilePermissions.toString(permissions)
                  + "), set its mode to 0600");
    }
  }
}
