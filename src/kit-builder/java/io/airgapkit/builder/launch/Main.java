package io.airgapkit.builder.launch;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts the builder, or says in words that Java is too old. Compiled for Java 8, so that an old
 * Java can run this much; everything else needs 17.
 */
public final class Main {
  private static final int NEEDED = 17;

  private Main() {}

  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version", "0");
    int major = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    if (major < NEEDED) {
      System.err.println(
          "kit-builder: error: Java "
              + version
              + " is too old, Java "
              + NEEDED
              + " or later is needed");
      System.err.println("kit-builder: hint: set JAVA_HOME to a JDK 17 or later");
      System.exit(3);
    }
    try {
      Class.forName("io.airgapkit.builder.cli.BuilderMain")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
