package io.airgapkit.builder.policy;

import io.airgapkit.builder.resolve.KitResolver;
import io.airgapkit.builder.resolve.KitSpec;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.builder.resolve.Selection;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.ProfileReader;
import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.catalogue.CertificateSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans over the built-in profile. */
final class Plans {
  static final String KIT = "acs-20261125T120000Z";
  static final String CREATED = "2026-11-25T12:00:00Z";
  static final Map<String, String> VALUES =
      Map.of("disable-root-auto-update", "", "root-dir-url", "file://server/roots");

  private Plans() {}

  static ResolvedKit kit(Map<String, String> values) throws Exception {
    KitProfile profile = ProfileReader.builtIn("acs").orElseThrow();
    return KitResolver.resolve(
        new KitSpec(
            profile,
            Selection.everything(profile),
            CertificateSource.shipped(CertificateCatalogue.shipped()),
            Set.of(),
            values,
            List.of()));
  }

  static PolicyPlan plan(Map<String, String> values) throws Exception {
    return PolicyPlan.of(kit(values), Optional.empty());
  }
}
