package io.airgapkit.verifier.trust;

import java.util.Map;
import java.util.Optional;

/** What {@link Trust} says of a set of signers; nobody else can say it. */
public final class TrustAnswer {
  private final boolean suffices;
  private final Map<String, Anchor> whose;

  TrustAnswer(boolean suffices, Map<String, Anchor> whose) {
    this.suffices = suffices;
    this.whose = whose;
  }

  /** Whether the valid ones among them are enough. */
  public boolean suffices() {
    return suffices;
  }

  /** The anchor that vouches for a signer, valid or not; empty for a stranger. */
  public Optional<Anchor> whose(String certificateSha256) {
    return Optional.ofNullable(whose.get(certificateSha256));
  }
}
