package io.airgapkit.verifier.content;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Who could exchange what is extracted (section 11): every folder and link on the way to the
 * target's parent is looked at, where the path leads as well as where its links lie.
 *
 * <p>Owners and modes count where there are modes. Elsewhere, as on Windows, Java cannot tell who
 * somebody is, and nothing is judged.
 */
final class TargetPlace {
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 0022;
  private static final int MODE = 07777;
  private static final int MAX_LINKS = 40;

  private final Attributes attributes;
  private final Optional<UserPrincipal> account;

  /**
   * @param account who runs this, or empty if the system cannot tell: then owners are not judged
   */
  TargetPlace(Attributes attributes, Optional<UserPrincipal> account) {
    this.attributes = attributes;
    this.account = account;
  }

  /** What the file system says of a path; never of what a link leads to. */
  interface Attributes {
    Facts facts(Path path) throws IOException;

    Path goal(Path link) throws IOException;
  }

  /**
   * @param mode type and permissions, as in {@code st_mode}
   */
  record Facts(UserPrincipal owner, int uid, int mode) {
    boolean isLink() {
      return (mode & TYPE) == LINK;
    }
  }

  /** Where somebody else has a hand in, and by what. */
  record Opening(Path folder, String fact) {}

  /**
   * The first opening on the way from the root to this folder.
   *
   * @param parent absolute and normalised
   */
  Optional<Opening> opening(Path parent) throws IOException {
    Path here = parent.getRoot();
    Facts facts = attributes.facts(here);
    Optional<Opening> found = onTheWay(here, facts);
    Deque<Path> left = new ArrayDeque<>();
    push(left, parent);
    int links = 0;
    while (found.isEmpty() && !left.isEmpty()) {
      Path next = step(here, left.pop());
      facts = attributes.facts(next);
      found = onTheWay(next, facts);
      if (facts.isLink()) {
        if (++links > MAX_LINKS) {
          throw new IOException("too many links on the way to " + parent);
        }
        Path goal = attributes.goal(next);
        here = goal.isAbsolute() ? goal.getRoot() : here;
        push(left, goal);
      } else {
        here = next;
      }
    }
    return found.isPresent() ? found : atTheEnd(here, attributes.facts(here));
  }

  /** No link is in the path any more, so what two dots mean is known. */
  private static Path step(Path here, Path name) {
    return name.toString().equals("..") && here.getParent() == null
        ? here
        : here.resolve(name).normalize();
  }

  private static void push(Deque<Path> left, Path path) {
    List<Path> names = new ArrayList<>();
    path.forEach(names::add);
    Collections.reverse(names);
    names.forEach(left::push);
  }

  /** In a sticky folder nobody but its owner can rename what is not theirs. */
  private Optional<Opening> onTheWay(Path path, Facts facts) {
    if (!kept(facts)) {
      return Optional.of(new Opening(path, "owner " + Integer.toUnsignedString(facts.uid())));
    }
    boolean open = (facts.mode() & OTHERS_WRITE) != 0 && (facts.mode() & STICKY) == 0;
    return open && !facts.isLink() ? Optional.of(mode(path, facts)) : Optional.empty();
  }

  private static Optional<Opening> atTheEnd(Path parent, Facts facts) {
    boolean open = (facts.mode() & OTHERS_WRITE) != 0;
    return open ? Optional.of(mode(parent, facts)) : Optional.empty();
  }

  private static Opening mode(Path path, Facts facts) {
    String digits = Integer.toOctalString(facts.mode() & MODE);
    return new Opening(path, "mode " + "0".repeat(4 - Math.min(digits.length(), 4)) + digits);
  }

  private boolean kept(Facts facts) {
    return facts.uid() == 0 || account.isEmpty() || account.get().equals(facts.owner());
  }
}
