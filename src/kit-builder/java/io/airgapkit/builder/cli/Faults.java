package io.airgapkit.builder.cli;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.verifier.cli.ExitCode;
import io.airgapkit.verifier.report.KitUnreadableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Every fault as a message, a remedy and an exit code. */
final class Faults {
  private Faults() {}

  static int report(CliContext context, Exception e, boolean debug) {
    if (e instanceof BuildRefusedException refused) {
      context.fail(refused.getMessage(), refused.hint());
      return ExitCode.NO.number();
    }
    if (e instanceof DocumentRefusedException profile) {
      context
          .streams()
          .fail(
              "the profile is refused:",
              profile.faults().stream().map(DocumentFault::toString).toList(),
              "src/docs/profile-format.md describes every key");
      return ExitCode.NO.number();
    }
    if (e instanceof CertificateRefusedException certificate) {
      context
          .streams()
          .fail(
              "certificates are refused:",
              certificate.faults().stream().flatMap(f -> f.lines().stream()).toList(),
              "take the file from its issuer again; a pin is never adjusted to a file");
      return ExitCode.NO.number();
    }
    if (e instanceof SigningException signing) {
      context.fail(signing.fault() + ": " + signing.getMessage(), signing.hint());
      return signing.fault().exitCode();
    }
    if (e instanceof InvalidPathException) {
      context.fail("this is no path: " + e.getMessage(), "--help shows an example");
      return ExitCode.USAGE.number();
    }
    if (e instanceof KitUnreadableException || e instanceof IOException) {
      context.fail(words(e), "nothing was left behind; try again when it is mended");
      return ExitCode.UNKNOWN.number();
    }
    return bug(context, e, debug);
  }

  static int bug(CliContext context, Throwable e, boolean debug) {
    if (debug) {
      context.streams().trace(e);
    }
    context.fail("internal fault: " + e, "please report it, with what --debug prints");
    return ExitCode.BUG.number();
  }

  /** Java's file exceptions often carry nothing but the name. */
  private static String words(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    if (e instanceof AccessDeniedException denied) {
      return "no right to " + denied.getFile();
    }
    if (e instanceof FileSystemException file) {
      return file.getFile() + ": " + file.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
