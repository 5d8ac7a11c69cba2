package io.airgapkit.builder.sign;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A key in a PKCS#12 file. Its passphrase is read when the file is opened, and wiped then.
 *
 * @param warn takes one line, as when others can read the file
 */
public record KeyStoreSource(KeyStoreFile file, PassphraseSource passphrase, Consumer<String> warn)
    implements KeySource {

  /**
   * @throws SigningException all of {@link KeyStoreFile#open} and {@link PassphraseSource#read}
   */
  @Override
  public SigningKey open(SignerPurpose purpose, Instant now) throws SigningException {
    KeyPlace.look(List.of(file.path()), warn);
    try (Passphrase secret = passphrase.read(file.path().toString())) {
      return file.open(secret, purpose, now);
    }
  }
}
