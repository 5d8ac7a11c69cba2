package io.airgapkit.verifier.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a tool says, and to whom.
 *
 * @param tool how messages call the program
 * @param out the answer
 * @param err talk; that it cannot be said changes no exit code
 */
public record Streams(String tool, TextStream out, TextStream err) {

  /** Standard output and standard error of this process. */
  public static Streams ofProcess(String tool) {
    return new Streams(
        tool,
        new TextStream(new FileOutputStream(FileDescriptor.out)),
        new TextStream(new FileOutputStream(FileDescriptor.err)));
  }

  public void warn(String line) {
    err.println(tool + ": warning: " + line);
  }

  public void fail(String message, String hint) {
    fail(message, List.of(), hint);
  }

  /**
   * @param details a line each, set in so that none can look like one of ours
   */
  public void fail(String message, List<String> details, String hint) {
    err.println(tool + ": error: " + message);
    for (String detail : details) {
      err.println("  " + detail);
    }
    err.println(tool + ": hint: " + hint);
  }

  /** A stack trace for {@code --debug}. */
  public void trace(Throwable fault) {
    trace("", fault, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void trace(String relation, Throwable fault, Set<Throwable> seen) {
    if (fault == null || !seen.add(fault)) {
      return;
    }
    err.println(relation + fault);
    for (StackTraceElement element : fault.getStackTrace()) {
      err.println("    at " + element);
    }
    for (Throwable other : fault.getSuppressed()) {
      trace("suppressed: ", other, seen);
    }
    trace("caused by: ", fault.getCause(), seen);
  }

  /** The end of a run: yes and no count only if the whole answer was written. */
  public int exit(int code) {
    if (out.fault().isEmpty()) {
      return code;
    }
    fail(
        "standard output did not take the whole answer: " + out.fault(),
        "what was printed is not the whole answer, so do not use it; run it again where it finds room");
    return code <= ExitCode.NO.number() ? ExitCode.UNKNOWN.number() : code;
  }
}
