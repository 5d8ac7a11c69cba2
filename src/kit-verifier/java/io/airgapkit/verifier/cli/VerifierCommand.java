package io.airgapkit.verifier.cli;

import io.airgapkit.verifier.KitInspector;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.ReportJson;
import io.airgapkit.verifier.output.ReportText;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.VerificationReport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code verify}, {@code extract}, {@code inspect}: the same words and answers in the verifier and
 * in the builder.
 */
public final class VerifierCommand {
  private final Streams streams;
  private final Clock clock;

  /**
   * @param clock read once a run
   */
  public VerifierCommand(Streams streams, Clock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /** Runs one command line; every fault becomes a message and an exit code. */
  public int run(String[] words) {
    return streams.exit(code(words).number());
  }

  private ExitCode code(String[] words) {
    boolean debug = List.of(words).contains("--debug");
    try {
      Arguments arguments = Arguments.parse(words);
      if (arguments.help || arguments.version) {
        String tool = streams.tool();
        streams
            .out()
            .print(
                Lines.of(
                    arguments.help
                        ? HelpText.of(tool, arguments.command)
                        : HelpText.version(tool)));
        return ExitCode.DONE;
      }
      return dispatch(arguments);
    } catch (UsageException e) {
      return fail(ExitCode.USAGE, e.getMessage(), e.hint());
    } catch (InvalidPathException e) {
      return fail(ExitCode.USAGE, "this is no path: " + e.getMessage(), "--help shows an example");
    } catch (KitUnreadableException e) {
      if (e.getCause() instanceof RuntimeException || e.getCause() instanceof Error) {
        return bug(e, debug);
      }
      return fail(
          ExitCode.UNKNOWN,
          e.getMessage(),
          "no verdict was reached; try again when it can be read");
    } catch (RuntimeException | Error e) {
      return bug(e, debug);
    }
  }

  private ExitCode bug(Throwable e, boolean debug) {
    if (debug) {
      streams.trace(e);
    }
    return fail(
        ExitCode.BUG,
        "internal fault, no verdict: " + e,
        "please report it, with what --debug prints");
  }

  private ExitCode fail(ExitCode code, String message, String hint) {
    streams.fail(message, hint);
    return code;
  }

  private ExitCode dispatch(Arguments a) throws UsageException, KitUnreadableException {
    return switch (a.command) {
      case "verify" -> a.manifest.isEmpty() ? verify(a) : verifyManifest(a);
      case "extract" -> extract(a);
      case "inspect" -> inspect(a);
      case "" ->
          throw new UsageException(
              "no command given", "commands: verify, extract, inspect; --help explains them");
      default ->
          throw new UsageException(
              "unknown command " + a.command,
              "commands: verify, extract, inspect; --help explains them");
    };
  }

  private ExitCode verify(Arguments a) throws UsageException, KitUnreadableException {
    refuse(!a.target.isEmpty(), "--to", "extract");
    refuse(!a.signatures.isEmpty(), "--signature", "verify --manifest");
    Path kit = oneFile(a);
    return answer(a, verifier(a, kit).verify(kit));
  }

  private ExitCode verifyManifest(Arguments a) throws UsageException, KitUnreadableException {
    refuse(!a.target.isEmpty(), "--to", "extract");
    if (!a.files.isEmpty() || a.signatures.isEmpty()) {
      throw new UsageException(
          "a manifest alone is verified with its signature files and no kit",
          "verify --manifest FILE --signature FILE... --anchor sha256:...");
    }
    Path manifest = Path.of(a.manifest);
    List<Path> signatures = new ArrayList<>();
    for (String signature : a.signatures) {
      signatures.add(Path.of(signature));
    }
    return answer(a, verifier(a, manifest).verifyManifest(manifest, signatures));
  }

  private ExitCode extract(Arguments a) throws UsageException, KitUnreadableException {
    refuse(!a.signatures.isEmpty() || !a.manifest.isEmpty(), "--manifest", "verify");
    if (a.target.isEmpty()) {
      throw new UsageException(
          "extract wants a new folder", "extract KIT --to FOLDER --anchor sha256:...");
    }
    Path kit = oneFile(a);
    return answer(a, verifier(a, kit).extract(kit, Path.of(a.target)));
  }

  private ExitCode inspect(Arguments a) throws UsageException, KitUnreadableException {
    refuse(!a.anchors.isEmpty(), "--anchor", "verify");
    refuse(!a.target.isEmpty(), "--to", "extract");
    Path kit = oneFile(a);
    KitInspector inspector = KitInspector.of(kit, clock.instant().getEpochSecond());
    streams.out().print(a.json ? inspector.json() : inspector.text());
    return inspector.readable() ? ExitCode.DONE : ExitCode.NO;
  }

  private KitVerifier verifier(Arguments a, Path beside)
      throws UsageException, KitUnreadableException {
    return new KitVerifier(
        AnchorReader.read(a.anchors, beside),
        clock.instant().getEpochSecond(),
        a.purpose,
        TerminalProgress.on(streams.err()));
  }

  private static Path oneFile(Arguments a) throws UsageException {
    if (a.files.size() != 1) {
      throw new UsageException(
          a.command + " takes one kit, " + a.files.size() + " were given",
          a.command + " KIT --anchor sha256:...");
    }
    return Path.of(a.files.get(0));
  }

  private static void refuse(boolean given, String option, String belongsTo) throws UsageException {
    if (given) {
      throw new UsageException(
          option + " belongs to " + belongsTo, "--help lists the options of each command");
    }
  }

  private ExitCode answer(Arguments a, VerificationReport report) {
    streams.out().print(a.json ? ReportJson.of(report) : ReportText.of(report));
    return report.ok() ? ExitCode.DONE : ExitCode.NO;
  }
}
