package io.airgapkit.builder.cli;

import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The key that signs scripts; always another one than the manifest's. */
final class ScriptSignerOptions {
  @Option(
      names = "--script-signer",
      required = true,
      paramLabel = "P12",
      description = "PKCS#12 with the key that signs scripts; without, scripts go unsigned")
  private Path keyStore;

  @Option(
      names = "--script-passphrase",
      paramLabel = "SPEC",
      description = "its passphrase: env:NAME or file:PATH")
  private String passphrase;

  @Option(
      names = "--script-alias",
      paramLabel = "ALIAS",
      description = "which key, if there are several")
  private String alias;

  Path keyStore() {
    return keyStore;
  }

  SigningKey open(CliContext context, Instant now) throws SigningException {
    return SignerOptions.open(context, keyStore, alias, passphrase, SignerPurpose.SCRIPT, now);
  }
}
