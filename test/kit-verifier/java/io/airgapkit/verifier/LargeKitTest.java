package io.airgapkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Stage;
import io.airgapkit.vectors.LargeKit;
import io.airgapkit.vectors.Zeros;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beyond 4 GiB: read as well, and guarded as well. */
class LargeKitTest {
  @TempDir static Path folder;
  private static LargeKit kit;

  @BeforeAll
  static void make() throws Exception {
    kit = LargeKit.in(folder);
  }

  @Test
  void aKitOfMoreThanFourGibibytesIsVerified() throws Exception {
    VerificationReport report = verify();

    assertThat(report.authentic()).as("%s", report.findings()).isTrue();
    assertThat(report.bytes()).isGreaterThan(Zeros.ABOVE_4_GIB.size());
    assertThat(report.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.FLOOR_NOT_CHECKED);
  }

  @Test
  void everyBitOfItsHeadersAndDirectoryIsFixed() throws Exception {
    List<String> survivors = new ArrayList<>();
    int mutants = 0;
    for (int i = 0; i < kit.layout().entries().size(); i++) {
      byte[] header = HeaderFunction.local(kit.layout().entries().get(i));
      mutants += flipEveryBit(header, kit.layout().headerOffset(i), survivors);
    }
    mutants += flipEveryBit(kit.layout().tail(), kit.layout().directoryOffset(), survivors);

    assertThat(survivors).isEmpty();
    assertThat(mutants).isGreaterThan(6_000);
  }

  private static int flipEveryBit(byte[] bytes, long at, List<String> survivors) throws Exception {
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      put(changed, at);
      VerificationReport report = verify();
      // Caught before the content is read, or this test would take an hour.
      if (report.authentic()
          || report.findings().get(0).code().stage().compareTo(Stage.STRUCTURE) > 0) {
        survivors.add(at + bit / 8 + ", bit " + bit % 8 + ": " + report.findings());
      }
    }
    put(bytes, at);
    return bytes.length * 8;
  }

  private static void put(byte[] bytes, long at) throws IOException {
    try (FileChannel channel = FileChannel.open(kit.file(), StandardOpenOption.WRITE)) {
      LargeKit.put(channel, bytes, at);
    }
  }

  private static VerificationReport verify() throws Exception {
    return new KitVerifier(
            List.of(Anchor.typed(kit.anchor())), kit.created(), Purpose.AUDIT, Progress.NONE)
        .verify(kit.file());
  }
}
