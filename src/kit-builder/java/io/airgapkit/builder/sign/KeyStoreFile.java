package io.airgapkit.builder.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A PKCS#12 file (RFC 7292) with a signer's key, at most 1 MiB.
 *
 * @param path the file
 * @param alias which key, needed when there are several; names are compared as the JDK does, in
 *     lower case
 */
public record KeyStoreFile(Path path, Optional<String> alias) {
  /** Most bytes of a key store. */
  public static final int LIMIT = 1 << 20;

  private static final int DER_SEQUENCE = 0x30;

  /** The only key of a file. */
  public KeyStoreFile(Path path) {
    this(path, Optional.empty());
  }

  /**
   * Opens the file and checks key and certificate for a purpose at a time.
   *
   * <p>A wrong passphrase is told from damage only as far as PKCS#12 allows: bytes changed under
   * its MAC look like a wrong passphrase and are reported as one.
   *
   * @throws SigningException any of the KEY_STORE, KEY, ALIAS, EXPONENT and CERTIFICATE faults, or
   *     PASSPHRASE_WRONG
   */
  public SigningKey open(Passphrase passphrase, SignerPurpose purpose, Instant now)
      throws SigningException {
    byte[] bytes = readBounded();
    if (bytes.length == 0 || bytes[0] != DER_SEQUENCE) {
      // The JDK would also take its old JKS here.
      throw unreadable(null, "it does not start as DER");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      load(store, bytes, passphrase);
      String name = chooseAlias(store);
      Key key = key(store, name, passphrase);
      return SignerRules.check((PrivateKey) key, chain(store, name), purpose, now);
    } catch (GeneralSecurityException e) {
      throw unreadable(e, SigningException.reason(e));
    }
  }

  private byte[] readBounded() throws SigningException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw unreadable(null, "it has more than " + LIMIT + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw SigningException.because(e, SigningFault.KEY_STORE_MISSING, "path", path);
    } catch (IOException e) {
      throw unreadable(e, SigningException.reason(e));
    }
  }

  private void load(KeyStore store, byte[] bytes, Passphrase passphrase)
      throws SigningException, GeneralSecurityException {
    try {
      store.load(new ByteArrayInputStream(bytes), passphrase.characters());
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw passphraseWrong(e);
      }
      throw unreadable(e, SigningException.reason(e));
    } catch (RuntimeException e) {
      // Hostile DER makes the JDK's reader throw unchecked faults too.
      throw unreadable(e, SigningException.reason(e));
    }
  }

  private String chooseAlias(KeyStore store) throws SigningException, GeneralSecurityException {
    List<String> names = new ArrayList<>();
    for (String name : Collections.list(store.aliases())) {
      if (store.entryInstanceOf(name, KeyStore.PrivateKeyEntry.class)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    String all = String.join(", ", names);
    if (names.isEmpty()) {
      throw SigningException.of(SigningFault.KEY_STORE_WITHOUT_KEY, "path", path);
    }
    if (alias.isEmpty()) {
      if (names.size() > 1) {
        throw SigningException.of(
            SigningFault.KEY_STORE_SEVERAL_KEYS, "path", path, "aliases", all);
      }
      return names.get(0);
    }
    for (String name : names) {
      if (name.equalsIgnoreCase(alias.get())) {
        return name;
      }
    }
    throw SigningException.of(
        SigningFault.ALIAS_UNKNOWN, "path", path, "alias", alias.get(), "aliases", all);
  }

  private Key key(KeyStore store, String name, Passphrase passphrase)
      throws SigningException, GeneralSecurityException {
    try {
      return store.getKey(name, passphrase.characters());
    } catch (UnrecoverableKeyException e) {
      // A file without MAC, or a key with a passphrase of its own.
      throw passphraseWrong(e);
    }
  }

  private List<X509Certificate> chain(KeyStore store, String name)
      throws SigningException, GeneralSecurityException {
    Certificate[] found = store.getCertificateChain(name);
    if (found == null || found.length == 0) {
      throw SigningException.of(SigningFault.KEY_WITHOUT_CERTIFICATE, "path", path, "alias", name);
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : found) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }

  private SigningException passphraseWrong(Exception cause) {
    return SigningException.because(cause, SigningFault.PASSPHRASE_WRONG, "path", path);
  }

  private SigningException unreadable(Exception cause, String reason) {
    return SigningException.because(
        cause, SigningFault.KEY_STORE_UNREADABLE, "path", path, "reason", reason);
  }
}
