package io.airgapkit.builder.cli;

import io.airgapkit.builder.sign.KeySource;
import io.airgapkit.builder.sign.KeyStoreFile;
import io.airgapkit.builder.sign.KeyStoreSource;
import io.airgapkit.builder.sign.PassphraseSource;
import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * One manifest signer; the group may be repeated, each {@code --signer} with its own passphrase.
 */
final class SignerOptions {
  @Option(
      names = "--signer",
      required = true,
      paramLabel = "P12",
      description = "PKCS#12 with the key that signs the manifest")
  private Path keyStore;

  @Option(
      names = "--passphrase",
      paramLabel = "SPEC",
      description = "its passphrase: env:NAME or file:PATH; without, it is asked for")
  private String passphrase;

  @Option(
      names = "--signer-alias",
      paramLabel = "ALIAS",
      description = "which key, if there are several")
  private String alias;

  Path keyStore() {
    return keyStore;
  }

  SigningKey open(CliContext context, Instant now) throws SigningException {
    return open(context, keyStore, alias, passphrase, SignerPurpose.MANIFEST, now);
  }

  static SigningKey open(
      CliContext context,
      Path keyStore,
      String alias,
      String specification,
      SignerPurpose purpose,
      Instant now)
      throws SigningException {
    KeyStoreFile file = new KeyStoreFile(keyStore, Optional.ofNullable(alias));
    KeySource key = new KeyStoreSource(file, source(context, specification), context::warn);
    return key.open(purpose, now);
  }

  static PassphraseSource source(CliContext context, String specification) throws SigningException {
    PassphraseSource.Surroundings process = PassphraseSource.Surroundings.ofProcess(context::warn);
    return PassphraseSource.of(
        specification,
        new PassphraseSource.Surroundings(
            context.environment()::get, process.prompt(), context::warn));
  }
}
