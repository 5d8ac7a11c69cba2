package io.airgapkit.e2e;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Who knows whom. A package that is not in the table, or a new arrow, fails here: an arrow is added
 * in this file, in sight of everybody, or not at all.
 */
class LayersTest {
  /** A package, then every package of ours it may know. */
  private static final String ARROWS =
      """
      format               :
      format.cms           : format
      format.finding       : format
      format.json          : format format.finding
      format.codec         : format format.finding format.json
      format.container     : format

      profile.json         : format
      profile.evidence     : profile.json
      profile.catalogue    : format profile.json profile.evidence
      profile.windows      : profile.json profile.evidence
      profile              : profile.json profile.evidence profile.catalogue profile.windows

      verifier.trust       :
      verifier.report      : format format.finding verifier.trust
      verifier.container   : format format.finding format.container verifier.report
      verifier.signature   : format format.finding format.cms format.codec
      verifier.signature   : verifier.trust verifier.report verifier.container
      verifier.folder      : format
      verifier.content     : verifier.folder
      verifier.content     : format format.finding format.container verifier.report
      verifier.content     : verifier.container verifier.signature
      verifier.output      : format format.finding verifier.trust verifier.report
      verifier             : format format.finding format.cms format.codec format.container
      verifier             : verifier.trust verifier.report verifier.container verifier.signature
      verifier             : verifier.content verifier.output
      verifier.cli         : format format.finding format.cms
      verifier.cli         : verifier verifier.trust verifier.report verifier.output
      verifier.launch      :

      builder.refusal      :
      builder.registry     : format
      builder.resolve      : format builder.refusal profile.catalogue profile.windows profile
      builder.script       :
      builder.windows      : format format.finding
      builder.sign         : format
      builder.authenticode : builder.sign
      builder.policy       : format profile.catalogue profile builder.refusal builder.registry
      builder.policy       : builder.resolve builder.script builder.sign
      builder.stage        : format format.codec profile.catalogue builder.resolve builder.script builder.sign
      builder.stage        : builder.authenticode builder.policy profile builder.windows
      builder.archive      : format.container builder.stage
      builder.pack         : format format.cms builder.refusal profile.catalogue builder.script
      builder.pack         : builder.authenticode builder.sign builder.windows
      builder.output       : format verifier.folder builder.refusal
      builder              : format format.finding format.cms format.codec format.container
      builder              : verifier verifier.trust verifier.report
      builder              : builder.refusal profile.catalogue profile builder.resolve builder.sign
      builder              : builder.authenticode builder.policy builder.stage builder.archive
      builder.cli          : format verifier.cli verifier.report verifier.output
      builder.cli          : profile.json profile.evidence profile.catalogue profile.windows profile
      builder.cli          : builder builder.refusal builder.resolve
      builder.cli          : builder.policy builder.sign builder.stage builder.output builder.pack
      builder.launch       :
      """;

  /** Libraries of the builder, each in its one package. Format and verifier have none. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "com.fasterxml.jackson.core", "profile.json",
          "freemarker", "builder.script",
          "net.jsign", "builder.authenticode",
          "org.apache.commons.compress", "builder.archive",
          "org.bouncycastle", "builder.sign",
          "picocli", "builder.cli");

  @Test
  void packagesKnowOnlyWhomTheyMay() {
    Map<String, Set<String>> allowed = arrows();
    Set<String> seen = new TreeSet<>();
    Set<String> broken = new TreeSet<>();

    for (JavaClass type : ShippedClasses.written()) {
      String from = ShippedClasses.packageOf(type);
      seen.add(from);
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        if (ShippedClasses.isOurs(target)
            && !mayKnow(allowed, from, ShippedClasses.packageOf(target))) {
          broken.add(arrow.getDescription());
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(seen).as("the table names the packages there are").isEqualTo(allowed.keySet());
  }

  @Test
  void noPackageKnowsItselfByADetour() {
    slices()
        .matching("io.airgapkit.(**)")
        .should()
        .beFreeOfCycles()
        .check(ShippedClasses.shipped());
  }

  @Test
  void everyLibraryHasItsOnePackage() {
    Set<String> used = new TreeSet<>();
    Set<String> broken = new TreeSet<>();

    for (JavaClass type : ShippedClasses.written()) {
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        if (isForeign(target)) {
          String library = library(target);
          used.add(library);
          if (!ShippedClasses.packageOf(type).equals(LIBRARIES.get(library))) {
            broken.add(arrow.getDescription());
          }
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(used).isEqualTo(new TreeSet<>(LIBRARIES.keySet()));
  }

  /** What makes manifests' signatures hands its keys to the signer of scripts and nobody else. */
  @Test
  void privateKeysLeaveTheirPackageForOneOther() {
    Set<String> takers = new TreeSet<>();

    for (JavaClass type : ShippedClasses.written()) {
      for (JavaCodeUnitAccess<?> call : type.getCodeUnitAccessesFromSelf()) {
        if (call.getTargetOwner().getName().equals("io.airgapkit.builder.sign.SigningKey")
            && call.getTarget().getRawReturnType().getName().equals("java.security.PrivateKey")) {
          takers.add(ShippedClasses.packageOf(type));
        }
      }
    }

    assertThat(takers).containsExactly("builder.authenticode");
  }

  private static boolean isForeign(JavaClass target) {
    return !ShippedClasses.isOurs(target)
        && !target.isPrimitive()
        && !target.getPackageName().startsWith("java.")
        && !target.getPackageName().startsWith("javax.");
  }

  private static String library(JavaClass target) {
    return LIBRARIES.keySet().stream()
        .filter(prefix -> target.getName().startsWith(prefix + "."))
        .findAny()
        .orElse(target.getPackageName());
  }

  private static boolean mayKnow(Map<String, Set<String>> allowed, String from, String to) {
    return from.equals(to) || allowed.getOrDefault(from, Set.of()).contains(to);
  }

  private static Map<String, Set<String>> arrows() {
    Map<String, Set<String>> out = new TreeMap<>();
    for (String line : ARROWS.split("\n")) {
      String[] sides = line.split(":");
      if (!line.isBlank()) {
        Set<String> targets = out.computeIfAbsent(sides[0].strip(), p -> new TreeSet<>());
        if (sides.length > 1) {
          targets.addAll(Set.of(sides[1].strip().split(" ")));
        }
      }
    }
    return out;
  }
}
