package io.airgapkit.verifier.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.content.TargetPlace.Facts;
import io.airgapkit.verifier.content.TargetPlace.Opening;
import io.airgapkit.verifier.output.ReportText;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every owner and mode at every place of a path, against the rule of section 11. */
class TargetPlaceTest {
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120777;
  private static final int ME = 1000;
  private static final int[] OWNERS = {0, ME, 1001, -2};
  private static final int[] MODES = {0700, 0755, 0775, 0757, 0777, 01755, 01775, 01777, 02775};
  private static final List<String> WAY = List.of("/", "/a", "/a/b", "/a/b/c");
  private static final Optional<UserPrincipal> ACCOUNT = Optional.of(new Person(ME));

  private final Map<String, Facts> facts = new HashMap<>();
  private final Map<String, String> goals = new HashMap<>();

  private record Person(int uid) implements UserPrincipal {
    @Override
    public String getName() {
      return Integer.toString(uid);
    }
  }

  private final class Table implements TargetPlace.Attributes {
    @Override
    public Facts facts(Path path) throws IOException {
      if (!facts.containsKey(path.toString())) {
        throw new IOException("nothing is at " + path);
      }
      return facts.get(path.toString());
    }

    @Override
    public Path goal(Path link) {
      return Path.of(goals.get(link.toString()));
    }
  }

  private void give(String path, int owner, int mode) {
    facts.put(path, new Facts(new Person(owner), owner, mode));
  }

  private void folders(String... paths) {
    for (String path : paths) {
      give(path, path.equals("/") ? 0 : ME, FOLDER | 0755);
    }
  }

  private void link(String path, int owner, String goal) {
    give(path, owner, LINK);
    goals.put(path, goal);
  }

  private Optional<Opening> opening(String parent, Optional<UserPrincipal> account)
      throws IOException {
    return new TargetPlace(new Table(), account).opening(Path.of(parent));
  }

  private String folder(String parent) throws IOException {
    return opening(parent, ACCOUNT).map(o -> o.folder().toString()).orElse("");
  }

  private static boolean wrong(Facts one, boolean parent, int me) {
    boolean others = one.uid() != 0 && one.uid() != me;
    boolean written = (one.mode() & 0020) != 0 || (one.mode() & 0002) != 0;
    return others || written && (parent || (one.mode() & 01000) == 0);
  }

  /** All owners and modes, one place after the other, and then at all places at once. */
  @Test
  void everyState() throws IOException {
    List<Map<String, Facts>> states = new ArrayList<>();
    Random random = new Random(20261125);
    for (String place : WAY) {
      for (int owner : OWNERS) {
        for (int mode : MODES) {
          folders(WAY.toArray(String[]::new));
          give(place, owner, FOLDER | mode);
          states.add(Map.copyOf(facts));
        }
      }
    }
    for (int i = 0; i < 5000; i++) {
      for (String place : WAY) {
        int owner = random.nextInt(4) > 0 ? ME : OWNERS[random.nextInt(OWNERS.length)];
        int mode = random.nextInt(3) > 0 ? 0755 : MODES[random.nextInt(MODES.length)];
        give(place, owner, FOLDER | mode);
      }
      states.add(Map.copyOf(facts));
    }
    int refused = 0;
    for (Map<String, Facts> state : states) {
      facts.putAll(state);
      for (int me : new int[] {ME, 0}) {
        String wanted = "";
        for (int i = WAY.size() - 1; i >= 0; i--) {
          wanted = wrong(state.get(WAY.get(i)), i == WAY.size() - 1, me) ? WAY.get(i) : wanted;
        }
        Optional<Opening> found = opening("/a/b/c", Optional.of(new Person(me)));
        assertThat(found.map(o -> o.folder().toString()).orElse(""))
            .as("%s", state)
            .isEqualTo(wanted);
        refused += wanted.isEmpty() ? 0 : 1;
      }
    }
    assertThat(refused).isBetween(1000, 2 * states.size() - 1000);
  }

  @Test
  void factsAreThoseOfTheFolder() throws IOException {
    folders("/", "/a");
    give("/a", ME, FOLDER | 03775);
    assertThat(opening("/a", ACCOUNT)).contains(new Opening(Path.of("/a"), "mode 3775"));
    give("/a", ME, FOLDER | 0022);
    assertThat(opening("/a", ACCOUNT)).contains(new Opening(Path.of("/a"), "mode 0022"));
    give("/a", -2, FOLDER | 0700);
    assertThat(opening("/a", ACCOUNT)).contains(new Opening(Path.of("/a"), "owner 4294967294"));
  }

  /** Where the system does not say who runs this, modes count all the same. */
  @Test
  void accountThatNobodyKnows() throws IOException {
    folders("/", "/a", "/a/b");
    give("/a", 1001, FOLDER | 0755);
    assertThat(opening("/a/b", Optional.empty())).isEmpty();
    give("/a", 1001, FOLDER | 0775);
    assertThat(opening("/a/b", Optional.empty())).isPresent();
  }

  @Test
  void rootAsParent() throws IOException {
    folders("/");
    assertThat(folder("/")).isEmpty();
    give("/", 0, FOLDER | 01777);
    assertThat(folder("/")).isEqualTo("/");
  }

  /** The folders a link leads through count, the one it lies in, and who made it. */
  @Test
  void links() throws IOException {
    folders("/", "/a", "/a/b", "/r", "/r/s");
    for (String goal : List.of("/r/s", "../r/s", "../a/../r/s", "../../../r/./s", "b/../../r/s")) {
      link("/a/l", ME, goal);
      assertThat(folder("/a/l")).as(goal).isEmpty();
      for (String place : List.of("/a", "/r", "/r/s")) {
        give(place, ME, FOLDER | 0777);
        assertThat(folder("/a/l")).as(goal).isEqualTo(place);
        give(place, ME, FOLDER | 01777);
        assertThat(folder("/a/l")).as(goal).isEqualTo(place.equals("/r/s") ? place : "");
        give(place, 1001, FOLDER | 0700);
        assertThat(folder("/a/l")).as(goal).isEqualTo(place);
        folders(place);
      }
      link("/a/l", 1001, goal);
      assertThat(folder("/a/l")).as(goal).isEqualTo("/a/l");
    }
  }

  /** Two dots behind a link mean the folder above its goal. */
  @Test
  void dotsBehindALink() throws IOException {
    folders("/", "/a", "/r", "/r/s", "/r/t");
    link("/a/l", ME, "/r/s");
    link("/a/m", ME, "l/../t");
    assertThat(folder("/a/m")).isEmpty();
    give("/r/t", ME, FOLDER | 0770);
    assertThat(folder("/a/m")).isEqualTo("/r/t");
  }

  @Test
  void linkLoop() {
    folders("/", "/a");
    link("/a/l", ME, "m");
    link("/a/m", ME, "l");
    assertThat(catchThrowable(() -> folder("/a/l"))).isInstanceOf(IOException.class);
  }

  /** The system's own answer: what this process made is its own. */
  @Test
  void theSystemKnowsWhoRunsThis(@TempDir Path folder) throws IOException {
    Optional<UserPrincipal> account = SystemAttributes.account(folder.getFileSystem());
    Facts made = new SystemAttributes().facts(folder);
    assertThat(account).contains(made.owner());
    assertThat(made.mode() & 0777).isEqualTo(0700);
    assertThat(made.isLink()).isFalse();
  }

  /** Without modes nothing can be judged: that stops nobody, and is said. */
  @Test
  void whereThereAreNoModes(@TempDir Path folder) throws Exception {
    Vector good = Vectors.named("good");
    Path kit = good.write(folder).subject();
    KitVerifier verifier =
        new KitVerifier(
            List.of(Anchor.typed(good.anchors().get(0))),
            good.now().getEpochSecond(),
            Purpose.APPLY,
            Progress.NONE);
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      VerificationReport report = verifier.extract(kit, windows.getPath("C:\\work\\tree"));
      assertThat(report.ok()).isTrue();
      assertThat(report.placeJudged()).isFalse();
      assertThat(ReportText.of(report).toString()).contains("NOT CHECKED: ");
    }
    Path parent = Files.createDirectory(folder.resolve("own"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    VerificationReport report = verifier.extract(kit, parent.resolve("tree"));
    assertThat(report.ok()).isTrue();
    assertThat(report.placeJudged()).isTrue();
    assertThat(ReportText.of(report).toString()).doesNotContain("NOT CHECKED");
  }
}
