package io.airgapkit.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;

/** The classes that are shipped, read once for all rules. */
final class ShippedClasses {
  static final String BASE = "io.airgapkit.";

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(ShippedClasses::isShipped)
          .importPackages(BASE + "format", BASE + "profile", BASE + "verifier", BASE + "builder");

  private ShippedClasses() {}

  static JavaClasses shipped() {
    return SHIPPED;
  }

  /** Without the word that stands for the package and nothing else. */
  static List<JavaClass> written() {
    return SHIPPED.stream().filter(c -> !c.getSimpleName().equals("package-info")).toList();
  }

  private static boolean isShipped(Location location) {
    return !location.contains("/test-classes/") && !location.contains("kit-vectors");
  }

  /** {@code verifier.output} of {@code io.airgapkit.verifier.output.Lines}. */
  static String packageOf(JavaClass type) {
    return type.getPackageName().substring(BASE.length());
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(BASE);
  }
}
