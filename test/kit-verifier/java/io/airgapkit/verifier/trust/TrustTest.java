package io.airgapkit.verifier.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three signers, each with any kind of signature and any anchors: every case there is. */
class TrustTest {
  private static final List<String> SIGNERS =
      List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));

  /** What a run may have been given for one signer, in this order; the last that may be shown. */
  private static final List<List<String>> ANCHORS =
      List.of(
          List.of(),
          List.of(""),
          List.of("one.pem"),
          List.of("one.pem", "two.pem"),
          List.of("one.pem", ""),
          List.of("", "two.pem"));

  private static final List<String> WHOSE = List.of("nobody", "", "one.pem", "two.pem", "", "");

  /** No signature, one that does not verify, one that does. */
  private static final int SIGNATURES = 3;

  @Test
  void oneValidSignerWithAnAnchorSuffices() {
    int cases = 0;
    for (int anchored = 1; anchored < power(ANCHORS.size()); anchored++) {
      Trust trust = Trust.in(anchors(anchored));
      for (int signed = 0; signed < power(SIGNATURES); signed++) {
        boolean expected = false;
        for (int i = 0; i < SIGNERS.size(); i++) {
          expected |= digit(signed, i, SIGNATURES) == 2 && digit(anchored, i, ANCHORS.size()) > 0;
        }
        assertThat(trust.ask(claims(signed)).suffices()).isEqualTo(expected);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(215 * 27);
  }

  /** Also of one whose signature is worth nothing: a person wants to know that it was theirs. */
  @Test
  void aSignerIsItsAnchorsAndThatWhichWasComparedGoesFirst() {
    for (int anchored = 1; anchored < power(ANCHORS.size()); anchored++) {
      Trust trust = Trust.in(anchors(anchored));
      for (int signed = 0; signed < power(SIGNATURES); signed++) {
        TrustAnswer answer = trust.ask(claims(signed));
        for (int i = 0; i < SIGNERS.size(); i++) {
          int kind = digit(anchored, i, ANCHORS.size());
          Optional<Anchor> expected =
              kind == 0 || digit(signed, i, SIGNATURES) == 0
                  ? Optional.empty()
                  : Optional.of(new Anchor(SIGNERS.get(i), WHOSE.get(kind)));
          assertThat(answer.whose(SIGNERS.get(i))).isEqualTo(expected);
        }
      }
    }
  }

  /** The order in which signatures lie in a kit is nobody's choice, and decides nothing. */
  @Test
  void twoSignaturesOfOneSignerAreNotWorthLessThanTheBetter() {
    Trust trust = Trust.in(List.of(Anchor.typed(SIGNERS.get(0))));
    Claim bad = new Claim(SIGNERS.get(0), false);
    Claim good = new Claim(SIGNERS.get(0), true);

    assertThat(trust.ask(List.of(bad, good)).suffices()).isTrue();
    assertThat(trust.ask(List.of(good, bad)).suffices()).isTrue();
    assertThat(trust.ask(List.of(bad, bad)).suffices()).isFalse();
  }

  @Test
  void withoutAnAnchorThereIsNoTrust() {
    assertThatThrownBy(() -> Trust.in(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Anchor> anchors(int number) {
    List<Anchor> out = new ArrayList<>();
    for (int i = 0; i < SIGNERS.size(); i++) {
      for (String file : ANCHORS.get(digit(number, i, ANCHORS.size()))) {
        out.add(new Anchor(SIGNERS.get(i), file));
      }
    }
    return out;
  }

  private static List<Claim> claims(int number) {
    List<Claim> out = new ArrayList<>();
    for (int i = 0; i < SIGNERS.size(); i++) {
      int kind = digit(number, i, SIGNATURES);
      if (kind > 0) {
        out.add(new Claim(SIGNERS.get(i), kind == 2));
      }
    }
    return out;
  }

  private static int digit(int number, int place, int base) {
    int left = number;
    for (int i = 0; i < place; i++) {
      left /= base;
    }
    return left % base;
  }

  private static int power(int base) {
    return base * base * base;
  }
}
