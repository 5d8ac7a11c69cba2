package io.airgapkit.builder.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keys made on the spot for a first kit, and found again by the next build.
 *
 * <p>In one folder: {@code quick-start.p12} (a manifest signer that vouches for itself), {@code
 * quick-start-scripts.p12} (a script signer under a root whose key is thrown away at once, so that
 * it can never issue another certificate), {@code quick-start.passphrase} (128 random bits in hex,
 * which opens both), {@code quick-start-anchor.pem}, {@code quick-start-anchor.cer} and {@code
 * quick-start-root.pem}. Key stores and passphrase have mode 0600.
 *
 * <p>The passphrase lies beside the keys: whoever can read the folder can sign. That is the price
 * of asking nothing, and why every certificate names the unit {@code quick-start}, lasts one year,
 * and a kit of such a key is of grade {@code quick-start} however the key is handed in (see {@link
 * SigningKey#quickStart()}).
 */
public final class QuickStart {
  private static final String KEYS = "quick-start";
  private static final String SCRIPTS = "quick-start-scripts";
  private static final String PASSPHRASE = "quick-start.passphrase";
  private static final String ANCHOR_PEM = "quick-start-anchor.pem";
  private static final String ANCHOR_DER = "quick-start-anchor.cer";
  private static final String ROOT_PEM = "quick-start-root.pem";
  private static final List<String> FILES =
      List.of(KEYS + ".p12", SCRIPTS + ".p12", PASSPHRASE, ANCHOR_PEM, ANCHOR_DER, ROOT_PEM);
  private static final int PASSPHRASE_BYTES = 16;
  private static final KeyGeneration.Plan PLAN =
      new KeyGeneration.Plan(
          "air-gap quick start",
          Optional.of(SigningKey.QUICK_START_UNIT),
          SignerRules.LEAST_BITS,
          1,
          1);

  private final KeyGeneration generation;
  private final Path folder;
  private final Consumer<String> warn;

  /**
   * Keys in {@code folder}, made by {@code generation} when there are none.
   *
   * @param warn takes one line, as when others can read the passphrase
   */
  public QuickStart(KeyGeneration generation, Path folder, Consumer<String> warn) {
    this.generation = generation;
    this.folder = folder;
    this.warn = warn;
  }

  /**
   * Both signers, ready.
   *
   * @param madeNow false when an earlier build made them
   * @param keyStore of the manifest signer
   * @param anchorPem certificate of the manifest signer, PEM
   * @param anchorDer the same in DER
   * @param scriptTrustPem the root of the script signer, PEM
   */
  public record Keys(
      SigningKey manifestSigner,
      SigningKey scriptSigner,
      boolean madeNow,
      Path keyStore,
      Path anchorPem,
      Path anchorDer,
      Path scriptTrustPem) {}

  /**
   * Opens the keys of an earlier build, or makes and stores new ones. It never makes new ones
   * beside a part of old ones: a new key is a new anchor, and somebody has to say so.
   *
   * @throws SigningException QUICK_START_INCOMPLETE, OUTPUT_EXISTS, OUTPUT_UNWRITABLE,
   *     SIGNING_FAILED, and all of {@link KeyStoreFile#open} and {@link PassphraseSource#read}
   */
  public Keys openOrMake() throws SigningException {
    List<String> missing = new ArrayList<>();
    for (String name : FILES) {
      if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        missing.add(name);
      }
    }
    boolean make = missing.size() == FILES.size();
    if (!make && !missing.isEmpty()) {
      throw SigningException.of(
          SigningFault.QUICK_START_INCOMPLETE,
          "folder",
          folder,
          "paths",
          String.join(", ", missing));
    }
    if (make) {
      make();
    }
    return open(make);
  }

  private Keys open(boolean madeNow) throws SigningException {
    PassphraseSource source =
        PassphraseSource.of(
            "file:" + folder.resolve(PASSPHRASE),
            new PassphraseSource.Surroundings(name -> null, null, warn));
    Path keyStore = folder.resolve(KEYS + ".p12");
    KeyPlace.look(List.of(keyStore, folder.resolve(SCRIPTS + ".p12")), warn);
    try (Passphrase passphrase = source.read("the quick-start keys")) {
      return new Keys(
          new KeyStoreFile(keyStore).open(passphrase, SignerPurpose.MANIFEST, generation.now()),
          new KeyStoreFile(folder.resolve(SCRIPTS + ".p12"))
              .open(passphrase, SignerPurpose.SCRIPT, generation.now()),
          madeNow,
          keyStore,
          folder.resolve(ANCHOR_PEM),
          folder.resolve(ANCHOR_DER),
          folder.resolve(ROOT_PEM));
    }
  }

  private void make() throws SigningException {
    KeyFiles files = new KeyFiles(folder, false);
    char[] secret = randomSecret();
    try (Passphrase passphrase = Passphrase.taking(secret, "the random generator")) {
      KeyGeneration.Made manifest =
          generation.vouchingForItself(KEYS, SignerPurpose.MANIFEST, PLAN);
      KeyGeneration.Made root = generation.root(KEYS + "-root", PLAN);
      KeyGeneration.Made script = generation.below(root, SCRIPTS, SignerPurpose.SCRIPT, PLAN);
      KeyGeneration.store(files, manifest, passphrase);
      KeyGeneration.store(files, script, passphrase);
      files.secret(PASSPHRASE, line(secret));
      files.open(ANCHOR_PEM, KeyGeneration.pem(manifest));
      files.open(ANCHOR_DER, KeyGeneration.der(manifest));
      files.open(ROOT_PEM, KeyGeneration.pem(root));
      files.commit();
    } catch (IOException | GeneralSecurityException e) {
      throw KeyGeneration.failed(e);
    }
  }

  private char[] randomSecret() {
    byte[] bytes = new byte[PASSPHRASE_BYTES];
    generation.random().nextBytes(bytes);
    char[] secret = new char[2 * PASSPHRASE_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      secret[2 * i] = HexFormat.of().toHighHexDigit(bytes[i]);
      secret[2 * i + 1] = HexFormat.of().toLowHexDigit(bytes[i]);
    }
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }

  private static byte[] line(char[] ascii) {
    byte[] line = new byte[ascii.length + 1];
    for (int i = 0; i < ascii.length; i++) {
      line[i] = (byte) ascii[i];
    }
    line[ascii.length] = '\n';
    return line;
  }
}
