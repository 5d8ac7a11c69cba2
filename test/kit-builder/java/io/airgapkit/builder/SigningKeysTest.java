package io.airgapkit.builder;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningFault;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.builder.sign.TestKeys;
import io.airgapkit.format.Grade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys are told apart by themselves, not by their certificates: one key can have many. */
class SigningKeysTest {
  @Test
  void inTheOrderGivenTheFirstIsTheAnchor() throws Exception {
    SigningKey first = TestKeys.signer(0, SignerPurpose.MANIFEST, "CN=a");
    SigningKey second = TestKeys.signer(1, SignerPurpose.MANIFEST, "CN=b");
    for (List<SigningKey> order : List.of(List.of(first, second), List.of(second, first))) {
      SigningKeys keys = SigningKeys.of(order, Optional.empty());
      assertThat(keys.manifest()).isEqualTo(order);
      assertThat(keys.anchor()).isSameAs(order.get(0));
    }
  }

  @Test
  void oneKeyTwice() throws Exception {
    List<SigningKey> twice =
        List.of(
            TestKeys.signer(0, SignerPurpose.MANIFEST, "CN=a"),
            TestKeys.signer(1, SignerPurpose.MANIFEST, "CN=b"),
            TestKeys.signer(0, SignerPurpose.MANIFEST, "CN=c"));
    assertThatThrownBy(() -> SigningKeys.of(twice, Optional.empty()))
        .isInstanceOf(BuildRefusedException.class);
  }

  @Test
  void oneKeyForManifestsAndScripts() throws Exception {
    List<SigningKey> manifest =
        List.of(
            TestKeys.signer(0, SignerPurpose.MANIFEST, "CN=a"),
            TestKeys.signer(1, SignerPurpose.MANIFEST, "CN=b"));
    for (int shared : List.of(0, 1)) {
      SigningKey script = TestKeys.signer(shared, SignerPurpose.SCRIPT, "CN=s");
      assertFault(
          SigningFault.SIGNERS_SHARE_KEY, () -> SigningKeys.of(manifest, Optional.of(script)));
    }
    SigningKey script = TestKeys.signer(2, SignerPurpose.SCRIPT, "CN=s");
    assertThat(SigningKeys.of(manifest, Optional.of(script)).script()).contains(script);
  }

  @Test
  void oneKeyMadeOnTheSpotMakesTheGrade() throws Exception {
    SigningKey sound = TestKeys.signer(0, SignerPurpose.MANIFEST, "CN=a");
    SigningKey onTheSpot = TestKeys.signer(1, SignerPurpose.MANIFEST, "OU=quick-start,CN=b");
    assertThat(grade(sound)).isEqualTo(Grade.PRODUCTION);
    assertThat(grade(onTheSpot)).isEqualTo(Grade.QUICK_START);
    assertThat(grade(sound, onTheSpot)).isEqualTo(Grade.QUICK_START);
  }

  private static Grade grade(SigningKey... manifest) throws Exception {
    return SigningKeys.of(List.of(manifest), Optional.empty()).grade();
  }
}
