package io.airgapkit.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.airgapkit.verifier.cli.Streams;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.Serializable;
import java.security.Security;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What of the Java platform may be used where. Format and verifier read hostile bytes on the
 * isolated host: they have a list of what they may touch, the rest is closed to them.
 */
class PlatformUseTest {
  private static final DescribedPredicate<JavaClass> MAIN = simpleNameEndingWith("Main");
  private static final DescribedPredicate<JavaClass> LAUNCH = resideInAPackage("..launch");

  /** No network, processes, reflection, scripting, serialization: none of these packages. */
  private static final DescribedPredicate<JavaClass> OPEN_TO_THE_VERIFIER =
      resideInAnyPackage(
          "io.airgapkit.format..",
          "io.airgapkit.verifier..",
          "java.io",
          "java.lang",
          "java.lang.annotation",
          "java.math",
          "java.nio",
          "java.nio.channels",
          "java.nio.charset",
          "java.nio.file",
          "java.nio.file.attribute",
          "java.security",
          "java.time",
          "java.util",
          "java.util.concurrent.atomic",
          "java.util.function");

  /** What the open packages hold of the closed kinds; and of zip reading only the CRC is open. */
  private static final Set<String> CLOSED =
      Set.of(
          "java.io.Externalizable",
          "java.io.ObjectInputStream",
          "java.io.ObjectOutputStream",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.ClassLoader",
          "java.lang.Module",
          "java.security.Security",
          "java.util.ServiceLoader");

  private static final DescribedPredicate<JavaCall<?>> FINDS_CLASSES_OR_STARTS_PROGRAMS =
      describe(
          "find classes by name or start programs",
          call ->
              call.getTargetOwner().isEquivalentTo(Class.class)
                      && Set.of("forName", "getMethod", "getDeclaredMethod", "newInstance")
                          .contains(call.getName())
                  || call.getTargetOwner().isEquivalentTo(Runtime.class)
                      && Set.of("exec", "halt", "load", "loadLibrary").contains(call.getName()));

  @Test
  void formatAndVerifierUseOnlyWhatIsOpenToThem() {
    check(
        classes()
            .that()
            .resideInAnyPackage("io.airgapkit.format..", "io.airgapkit.verifier..")
            .and(DescribedPredicate.not(LAUNCH))
            .should()
            .onlyDependOnClassesThat(
                describe(
                    "are open to the verifier",
                    type -> {
                      JavaClass one = type.getBaseComponentType();
                      return one.isPrimitive()
                          || one.getName().equals("java.util.zip.CRC32")
                          || OPEN_TO_THE_VERIFIER.test(one) && !CLOSED.contains(one.getName());
                    })));
  }

  @Test
  void nobodyFindsClassesByNameOrStartsProgramsButTheLaunchers() {
    check(
        noClasses()
            .that(DescribedPredicate.not(LAUNCH))
            .should()
            .callMethodWhere(FINDS_CLASSES_OR_STARTS_PROGRAMS)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder"));
  }

  @Test
  void nobodyNeedsANetwork() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.net", "java.net..", "javax.net..", "java.rmi..")));
  }

  @Test
  void nobodyReadsSerializedObjects() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould(
                ArchConditions.be(
                    describe(
                        "declared serializable by themselves",
                        type ->
                            type.getRawInterfaces().stream()
                                .anyMatch(i -> i.isEquivalentTo(Serializable.class))))));
  }

  @Test
  void onlyAMainEndsTheProcess() {
    check(
        noClasses()
            .that(DescribedPredicate.not(MAIN))
            .should()
            .callMethod(System.class, "exit", int.class));
  }

  @Test
  void onlyAMainReadsTheClock() {
    check(
        noClasses()
            .that(DescribedPredicate.not(MAIN))
            .should()
            .callMethodWhere(
                describe(
                    "ask the machine for the time",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system")
                            || call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now")
                                && call.getTarget().getRawParameterTypes().isEmpty()
                            || call.getName().equals("currentTimeMillis"))));
  }

  /** A launcher says that Java is too old; all else goes through what escapes and reports gaps. */
  @Test
  void onlyOneClassKnowsTheStreamsOfTheProcess() {
    check(
        noClasses()
            .that(DescribedPredicate.not(LAUNCH))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(
                describe(
                    "write to the console by themselves",
                    call ->
                        call.getName().equals("printStackTrace")
                            || call.getTargetOwner().isEquivalentTo(Console.class)
                                && !call.getName().equals("readPassword"))));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Streams.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(FileDescriptor.class));
  }

  @Test
  void nobodyChangesTheListOfProviders() {
    check(
        noClasses()
            .should()
            .callMethodWhere(
                describe(
                    "change the platform's providers",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Security.class)
                            && !call.getName().startsWith("get"))));
  }

  private static void check(ArchRule rule) {
    rule.check(ShippedClasses.shipped());
  }
}
