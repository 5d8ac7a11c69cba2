package io.airgapkit.builder.cli;

import io.airgapkit.builder.policy.SignerTrust;
import io.airgapkit.builder.refusal.BuildRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The signer's own trust by policy: off unless asked for in so many words. */
final class TrustOptions {
  @Option(
      names = "--trust-publisher",
      required = true,
      paramLabel = "FILE",
      description =
          "the script signer's certificate: policy makes hosts that trust its root run its scripts"
              + " without a question")
  private Path publisher;

  @Option(
      names = "--trust-publisher-root",
      paramLabel = "FILE",
      description =
          "its root, of pathLenConstraint 0 and for signing code only: policy makes it trusted")
  private Path root;

  SignerTrust read(Instant now) throws IOException, BuildRefusedException {
    return SignerTrust.read(publisher, Optional.ofNullable(root), now);
  }

  List<Path> inputs() {
    List<Path> out = new ArrayList<>(List.of(publisher));
    if (root != null) {
      out.add(root);
    }
    return out;
  }
}
