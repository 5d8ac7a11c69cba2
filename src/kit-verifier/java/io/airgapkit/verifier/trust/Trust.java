package io.airgapkit.verifier.trust;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The anchors of a run, and the one question they answer. */
public final class Trust {
  private final List<Anchor> anchors;

  private Trust(List<Anchor> anchors) {
    this.anchors = anchors;
  }

  /**
   * @param anchors at least one: without an anchor there is no verdict
   */
  public static Trust in(List<Anchor> anchors) {
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("without an anchor there is no verdict");
    }
    return new Trust(List.copyOf(anchors));
  }

  /** What this run was told, for people. */
  public List<Anchor> anchors() {
    return anchors;
  }

  /**
   * Does this set of valid signers suffice, and whose are they? One valid signer with an anchor is
   * enough; whoever has none counts for nothing.
   */
  public TrustAnswer ask(List<Claim> claims) {
    Map<String, Anchor> whose = new HashMap<>();
    boolean suffices = false;
    for (Claim claim : claims) {
      Anchor anchor = anchorOf(claim.certificateSha256());
      if (anchor != null) {
        whose.put(claim.certificateSha256(), anchor);
        suffices |= claim.valid();
      }
    }
    return new TrustAnswer(suffices, whose);
  }

  /** One that was compared goes before one that only came as a file; null for a stranger. */
  private Anchor anchorOf(String certificateSha256) {
    Anchor file = null;
    for (Anchor anchor : anchors) {
      if (anchor.certificateSha256().equals(certificateSha256)) {
        if (!anchor.fromFile()) {
          return anchor;
        }
        file = anchor;
      }
    }
    return file;
  }
}
