package io.airgapkit.vectors;

import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Collects vectors; each begins as the good kit, anchored, at a good time. */
final class VectorList {
  /** 2026-11-25T12:00:00Z, what the clock says unless a vector says otherwise. */
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final Map<String, Vector> vectors = new LinkedHashMap<>();

  Draft draft(String name, String description) {
    return new Draft(name, description);
  }

  List<Vector> all() {
    return List.copyOf(vectors.values());
  }

  /** A vector in the making; {@link #expect} ends it. */
  final class Draft {
    private final String name;
    private final String description;
    private Vector.Mode mode = Vector.Mode.VERIFY;
    private final List<Consumer<KitForge>> hooks = new ArrayList<>();
    private Function<KitForge.Forged, Media> layout = Media::kit;
    private UnaryOperator<Media> media = m -> m;
    private List<TestCertificate> anchors = List.of(Signers.a());
    private String anchorDigest;
    private boolean anchorFile;
    private Instant now = NOW;
    private Vector.Purpose purpose = Vector.Purpose.APPLY;
    private Vector.Target target = Vector.Target.NONE;
    private Vector.Recipe recipe = Vector.Recipe.PASS;

    private Draft(String name, String description) {
      this.name = name;
      this.description = description;
    }

    Draft forge(Consumer<KitForge> hook) {
      hooks.add(hook);
      return this;
    }

    Draft container(Consumer<ZipForge> hook) {
      return forge(f -> f.container(hook));
    }

    /** Only the manifest and its signatures. */
    Draft alone() {
      mode = Vector.Mode.MANIFEST_ALONE;
      layout = Media::alone;
      return this;
    }

    Draft extract(Vector.Target to) {
      mode = Vector.Mode.EXTRACT;
      target = to;
      return this;
    }

    /** Changes what lies on the medium. */
    Draft media(UnaryOperator<Media> hook) {
      media = hook;
      return this;
    }

    Draft anchors(TestCertificate... certificates) {
      anchors = List.of(certificates);
      return this;
    }

    /** An anchor that is the digest of something else than a certificate. */
    Draft anchorDigest(String digest) {
      anchors = List.of();
      anchorDigest = digest;
      return this;
    }

    Draft anchorFile() {
      anchorFile = true;
      return this;
    }

    Draft now(Instant clock) {
      now = clock;
      return this;
    }

    Draft audit() {
      purpose = Vector.Purpose.AUDIT;
      return this;
    }

    /** The recipe says no, too. */
    Draft recipeFails() {
      recipe = Vector.Recipe.FAIL;
      return this;
    }

    /** These codes, and the notes that every kit gets which reached the last stage. */
    void expect(FindingCode... codes) {
      List<FindingCode> expected = new ArrayList<>(List.of(codes));
      if (expected.stream()
          .noneMatch(
              c -> c.severity() == Severity.NOT_AUTHENTIC || c.severity() == Severity.REFUSED)) {
        expected.add(FindingCode.FLOOR_NOT_CHECKED);
        if (mode == Vector.Mode.MANIFEST_ALONE) {
          expected.add(FindingCode.PAYLOAD_NOT_CHECKED);
        }
        expected.sort(Comparator.naturalOrder());
      }
      List<String> digests =
          anchorDigest == null
              ? anchors.stream().map(TestCertificate::sha256).toList()
              : List.of(anchorDigest);
      Vector vector =
          new Vector(
              name,
              description,
              mode,
              this::make,
              digests,
              anchors,
              anchorFile,
              now,
              purpose,
              target,
              expected,
              recipe);
      if (vectors.put(name, vector) != null) {
        throw new IllegalStateException("two vectors are called " + name);
      }
    }

    private Media make() {
      KitForge forge = new KitForge();
      hooks.forEach(hook -> hook.accept(forge));
      return media.apply(layout.apply(forge.forge()));
    }
  }
}
