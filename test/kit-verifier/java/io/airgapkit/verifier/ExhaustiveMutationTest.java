package io.airgapkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Stage;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every byte of a kit is either signed or fixed by the format: whatever one thing is changed in it,
 * anywhere, it is not verified, and the verifier says so in a finding.
 */
class ExhaustiveMutationTest {
  /** A kit, what is done to it at every place, and how many mutants that makes at least. */
  @ParameterizedTest
  @CsvSource({
    "good-16-kib, BIT_FLIPPED, 131072",
    "good-16-kib, CUT, 16384",
    "good-16-kib, BYTE_DROPPED, 16384",
    "good-16-kib, ZERO_INSERTED, 16384",
    "good-16-kib, BYTE_DOUBLED, 16384",
    "good-16-kib, NEIGHBOURS_SWAPPED, 14000",
    // Here half of the signatures count for nothing, and still none of their bytes is free.
    "signer-second-not-anchored, BIT_FLIPPED, 60000",
  })
  void nothingButTheKitItselfIsVerified(
      String name, Mutation mutation, int atLeast, @TempDir Path folder) throws IOException {
    Vector vector = Vectors.named(name);
    Path good = vector.write(folder).subject();
    byte[] kit = Files.readAllBytes(good);
    Attack attack = new Attack(vector, good.getFileName().toString());

    assertThat(attack.verify(kit).authentic()).as("the kit itself").isTrue();
    IntStream.range(0, mutation.places(kit))
        .parallel()
        .forEach(place -> attack.mutant(mutation, kit, place));

    assertThat(attack.survivors).as("places where nobody noticed, or it ended badly").isEmpty();
    assertThat(attack.mutants.get()).isGreaterThanOrEqualTo(atLeast);
    assertThat(attack.found).doesNotContainKey(FindingCode.KIT_NAME_DIFFERS);
    if (mutation == Mutation.BIT_FLIPPED) {
      assertThat(attack.found.keySet().stream().map(FindingCode::stage))
          .as("every stage has caught some")
          .contains(
              Stage.CONTAINER,
              Stage.AUTHENTICATION,
              Stage.MANIFEST,
              Stage.STRUCTURE,
              Stage.CONTENT);
    }
  }

  /** One vector's settings, and what came of its mutants. */
  private static final class Attack {
    private final KitVerifier verifier;
    private final String fileName;
    private final ThreadLocal<Path> file = ThreadLocal.withInitial(this::newFile);
    private final AtomicInteger mutants = new AtomicInteger();
    private final Map<FindingCode, Integer> found = new ConcurrentHashMap<>();
    private final Queue<String> survivors = new ConcurrentLinkedQueue<>();

    Attack(Vector vector, String fileName) {
      List<Anchor> anchors = vector.anchors().stream().map(Anchor::typed).toList();
      verifier =
          new KitVerifier(anchors, vector.now().getEpochSecond(), Purpose.AUDIT, Progress.NONE);
      this.fileName = fileName;
    }

    void mutant(Mutation mutation, byte[] kit, int place) {
      byte[] bytes = mutation.mutant(kit, place);
      if (bytes == null) {
        return;
      }
      mutants.incrementAndGet();
      try {
        VerificationReport report = verify(bytes);
        report.findings().forEach(f -> found.merge(f.code(), 1, Integer::sum));
        if (report.authentic() || report.ok() || report.findings().isEmpty()) {
          survivors.add(mutation + " at " + place + ": verified");
        }
      } catch (RuntimeException | Error e) {
        survivors.add(mutation + " at " + place + ": " + e);
      }
    }

    VerificationReport verify(byte[] bytes) {
      try {
        Files.write(file.get(), bytes);
        return verifier.verify(file.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (KitUnreadableException e) {
        throw new IllegalStateException(e);
      }
    }

    private Path newFile() {
      FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
      return memory.getPath("/", fileName);
    }
  }
}
