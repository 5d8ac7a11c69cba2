package io.airgapkit.builder;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.Grade;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who signs a kit: its manifest by one key or several, its scripts by another or by none. */
public final class SigningKeys {
  private final List<SigningKey> manifest;
  private final Optional<SigningKey> script;

  private SigningKeys(List<SigningKey> manifest, Optional<SigningKey> script) {
    this.manifest = List.copyOf(manifest);
    this.script = script;
  }

  /**
   * @param manifest 1 to 8, the first is the anchor that is handed on
   * @param script without one, scripts go unsigned and the kit says so
   * @throws BuildRefusedException if a key is given twice
   * @throws SigningException SIGNERS_SHARE_KEY
   */
  public static SigningKeys of(List<SigningKey> manifest, Optional<SigningKey> script)
      throws BuildRefusedException, SigningException {
    Set<String> names = new HashSet<>();
    for (SigningKey key : manifest) {
      if (!names.add(key.keyName())) {
        throw new BuildRefusedException(
            "the key " + key.keyName() + " is given twice", "name each signer once");
      }
      if (script.isPresent()) {
        script.get().requireOtherKeyThan(key.keySha256());
      }
    }
    return new SigningKeys(manifest, script);
  }

  public List<SigningKey> manifest() {
    return manifest;
  }

  public Optional<SigningKey> script() {
    return script;
  }

  /** The one whose certificate the other side is told of. */
  public SigningKey anchor() {
    return manifest.get(0);
  }

  /** A key that was made on the spot makes a kit of that grade, however it was handed in. */
  public Grade grade() {
    boolean onTheSpot = manifest.stream().anyMatch(SigningKey::quickStart);
    return onTheSpot ? Grade.QUICK_START : Grade.PRODUCTION;
  }
}
