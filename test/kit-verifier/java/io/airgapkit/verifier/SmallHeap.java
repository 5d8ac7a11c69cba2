package io.airgapkit.verifier;

import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.nio.file.Path;
import java.util.List;

/** Run by {@link HostileFileTest} in a process of its own that has little memory. */
final class SmallHeap {
  private SmallHeap() {}

  /**
   * @param args anchor, then files to verify; a file whose name ends in .p7s belongs to the
   *     manifest named before it
   */
  public static void main(String[] args) throws Exception {
    KitVerifier verifier =
        new KitVerifier(
            List.of(Anchor.typed(args[0])), 1_793_577_600L, Purpose.AUDIT, Progress.NONE);
    for (int i = 1; i < args.length; i++) {
      Path file = Path.of(args[i]);
      boolean alone = i + 1 < args.length && args[i + 1].endsWith(".p7s");
      VerificationReport report =
          alone
              ? verifier.verifyManifest(file, List.of(Path.of(args[++i])))
              : verifier.verify(file);
      System.out.println(
          file.getFileName()
              + " "
              + (report.authentic() ? "AUTHENTIC" : report.findings().get(0).code()));
    }
  }
}
