package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.container.OpenedKit;
import io.airgapkit.verifier.content.CheckedContent;
import io.airgapkit.verifier.content.SealedContent;
import io.airgapkit.verifier.signature.AuthenticKit;
import io.airgapkit.verifier.signature.AuthenticManifest;
import io.airgapkit.verifier.signature.ReadSignature;
import io.airgapkit.verifier.trust.Anchor;
import io.airgapkit.verifier.trust.Trust;
import io.airgapkit.verifier.trust.TrustAnswer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The verifier's stages are types: whoever has the later one went through the earlier, and each
 * thing is done in one place.
 */
class StagesTest {
  /** Who may make a stage; each of them but the first asks for the stage before. */
  private static final Map<Class<?>, Class<?>> MAKERS =
      Map.of(
          KitFile.class, KitFile.class,
          OpenedKit.class, OpenedKit.class,
          ReadSignature.class, ReadSignature.class,
          TrustAnswer.class, Trust.class,
          AuthenticManifest.class, AuthenticManifest.class,
          AuthenticKit.class, AuthenticKit.class,
          SealedContent.class, SealedContent.class,
          CheckedContent.class, CheckedContent.class);

  /** What gives a stage to others, and what it must be given. */
  private static final Map<Class<?>, Set<Class<?>>> NEEDS =
      Map.of(
          OpenedKit.class, Set.of(KitFile.class),
          AuthenticManifest.class, Set.of(byte[].class, List.class, Trust.class),
          AuthenticKit.class, Set.of(OpenedKit.class, Trust.class),
          SealedContent.class, Set.of(AuthenticKit.class));

  @Test
  void aStageIsMadeInOnePlace() {
    MAKERS.forEach(
        (stage, maker) -> {
          JavaClass type = ShippedClasses.shipped().get(stage);
          assertThat(type.getConstructors())
              .as(stage.getSimpleName())
              .isNotEmpty()
              .noneMatch(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
              .noneMatch(c -> c.getModifiers().contains(JavaModifier.PROTECTED));
          assertThat(type.getModifiers()).contains(JavaModifier.FINAL);
          assertThat(callers(type.getConstructors().stream()))
              .as(stage.getSimpleName())
              .containsExactly(maker.getSimpleName());
        });
  }

  @Test
  void whatGivesAStageAsksForTheOneBefore() {
    NEEDS.forEach(
        (stage, needs) ->
            assertThat(givers(stage))
                .as(stage.getSimpleName())
                .isNotEmpty()
                .allSatisfy(giver -> assertThat(parameters(giver)).containsAll(names(needs))));
  }

  @Test
  void contentIsCheckedOnlyWhereTheContainerIsSealed() {
    JavaClass checked = ShippedClasses.shipped().get(CheckedContent.class);

    assertThat(
            callers(
                checked.getMethods().stream()
                    .filter(m -> m.getModifiers().contains(JavaModifier.STATIC))
                    .filter(m -> m.getRawReturnType().equals(checked))))
        .containsExactly(SealedContent.class.getSimpleName());
  }

  @Test
  void everySignatureIsReadInOnePlaceAndVerifiedInOne() {
    JavaClass file = ShippedClasses.shipped().get(SignatureFile.class);

    assertThat(callers(file.getMethods().stream().filter(m -> m.getName().equals("read"))))
        .filteredOn(StagesTest::isOfTheVerifier)
        .containsExactly(ReadSignature.class.getSimpleName());
    assertThat(callers(file.getMethods().stream().filter(m -> m.getName().equals("verifies"))))
        .filteredOn(StagesTest::isOfTheVerifier)
        .containsExactly("JudgedSignature");
  }

  /** Elsewhere anchors are carried, and shown; a policy can take their place. */
  @Test
  void anchorsAreComparedByTrustAlone() {
    JavaClass anchor = ShippedClasses.shipped().get(Anchor.class);

    assertThat(
            callers(
                anchor.getMethods().stream().filter(m -> m.getName().equals("certificateSha256"))))
        .containsExactlyInAnyOrder("Trust", "ReportJson", "ReportText");
  }

  private static boolean isOfTheVerifier(String simpleName) {
    return ShippedClasses.written().stream()
        .filter(c -> ShippedClasses.packageOf(c).startsWith("verifier"))
        .anyMatch(c -> c.getSimpleName().equals(simpleName));
  }

  private static Set<String> callers(Stream<? extends JavaCodeUnit> called) {
    Set<String> out = new TreeSet<>();
    called
        .flatMap(unit -> unit.getAccessesToSelf().stream())
        .map(call -> call.getOriginOwner().getSimpleName())
        .forEach(out::add);
    return out;
  }

  /** Static methods that give a stage to other classes. */
  private static List<? extends JavaCodeUnit> givers(Class<?> stage) {
    return ShippedClasses.shipped().get(stage).getMethods().stream()
        .filter(m -> m.getModifiers().contains(JavaModifier.STATIC))
        .filter(m -> !m.getModifiers().contains(JavaModifier.PRIVATE))
        .filter(m -> m.getRawReturnType().isEquivalentTo(stage))
        .toList();
  }

  private static List<String> parameters(JavaCodeUnit unit) {
    return unit.getParameters().stream()
        .map(JavaParameter::getRawType)
        .map(JavaClass::getName)
        .toList();
  }

  private static List<String> names(Set<Class<?>> types) {
    return types.stream().map(Class::getName).toList();
  }
}
