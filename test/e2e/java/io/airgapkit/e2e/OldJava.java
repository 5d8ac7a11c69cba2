package io.airgapkit.e2e;

import java.nio.file.Path;

/**
 * A Java that says it is an older one, then starts a program. The property cannot be given on the
 * command line: Java overwrites it there.
 */
public final class OldJava {
  private OldJava() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("java.specification.version", args[0]);
    Class.forName(args[1])
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {"--version"});
  }

  static String[] command(String version, Path jar, String main) throws Exception {
    Path here = Path.of(OldJava.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new String[] {
      Terminal.java().toString(), "-cp", jar + ":" + here, OldJava.class.getName(), version, main
    };
  }
}
