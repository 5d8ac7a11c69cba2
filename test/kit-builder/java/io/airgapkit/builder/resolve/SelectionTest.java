package io.airgapkit.builder.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.format.Architecture;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.ProfileReader;
import io.airgapkit.profile.Train;
import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.catalogue.CertificateSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trains and architectures that are asked for, out of those the built-in profile has. */
class SelectionTest {
  private final KitProfile profile = ProfileReader.builtIn("acs").orElseThrow();
  private final Selection everything = Selection.everything(profile);

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void updatesAreThoseOfTheSelectionAndNothingElseChanges(Architecture architecture)
      throws Exception {
    ResolvedKit whole = resolve(everything);
    int all = 0;
    for (Train train : profile.trains()) {
      ResolvedKit one = resolve(new Selection(Set.of(train.id()), Set.of(architecture)));
      assertThat(one.updates())
          .isEqualTo(
              whole.updates().stream()
                  .filter(u -> u.train().equals(train.id()))
                  .filter(u -> u.architecture() == architecture)
                  .toList());
      assertThat(one.certificates()).hasSameSizeAs(whole.certificates());
      assertThat(one.policies()).isEqualTo(whole.policies());
      all += one.updates().size();
    }
    assertThat(all)
        .isEqualTo(
            resolve(new Selection(everything.trains(), Set.of(architecture))).updates().size())
        .isPositive();
  }

  @Test
  void nothingIsNoUpdate() throws Exception {
    assertThat(resolve(new Selection(Set.of(), everything.architectures())).updates()).isEmpty();
    assertThat(resolve(new Selection(everything.trains(), Set.of())).updates()).isEmpty();
  }

  @Test
  void aTrainTheProfileDoesNotHaveIsRefused() {
    Selection unknown = new Selection(Set.of("no-such-train"), everything.architectures());
    assertThatThrownBy(() -> resolve(unknown)).isInstanceOf(BuildRefusedException.class);
  }

  private ResolvedKit resolve(Selection selection) throws Exception {
    return KitResolver.resolve(
        new KitSpec(
            profile,
            selection,
            CertificateSource.shipped(CertificateCatalogue.shipped()),
            Set.of(),
            Map.of(),
            List.of()));
  }
}
