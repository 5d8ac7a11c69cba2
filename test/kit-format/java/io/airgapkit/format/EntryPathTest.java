package io.airgapkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {
  private static final String GUID = "{0123456F-89AB-CDEF-0123-456789ABCDEF}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A/b/C",
        "0",
        "_",
        "_a-b.c",
        "a..b",
        "a-",
        "a_",
        "1/2/3/4/5/6/7/8",
        "con1",
        "CONS",
        "com",
        "com10",
        "lpt10.txt",
        "comx",
        "nulx.txt",
        "a.con",
        "{0123456F-89AB-CDEF-0123-456789ABCDEF}",
        "a/{00000000-0000-0000-0000-000000000000}/b",
        "META/manifest.json",
        "META"
      })
  void allowed(String path) {
    assertThat(EntryPath.isAllowed(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/.",
        ".a",
        "-a",
        "a.",
        "a./b",
        "a b",
        "a ",
        " a",
        "a\\b",
        "a:b",
        "C:/a",
        "a*",
        "a?",
        "a\"",
        "a<",
        "a|",
        "a~1",
        "a+b",
        "a,b",
        "a;b",
        "a=b",
        "a@b",
        "a%41",
        "a$",
        "a#b",
        "a\n",
        "a\0",
        "\u00e4",
        "\u0430",
        "\uff21",
        "1/2/3/4/5/6/7/8/9",
        "con",
        "CON",
        "Prn",
        "aux.txt",
        "nul.tar.gz",
        "a/NUL/b",
        "COM0",
        "com9.log",
        "lpt0",
        "LPT5",
        "{0123456f-89ab-cdef-0123-456789abcdef}",
        "{0123456F-89AB-CDEF-0123-456789ABCDE}",
        "{0123456F-89AB-CDEF-0123-456789ABCDEFF}",
        "{0123456F-89AB-CDEF-0123-456789ABCDEF",
        "{0123456F089AB0CDEF001230456789ABCDEF}",
        "{0123456F-89AB-CDEF-0123-456789ABCDEG}",
        "{0123456F-89AB-CDEF-0123-456789ABCDEF}x",
        "{}",
        "{"
      })
  void refused(String path) {
    assertThat(EntryPath.isAllowed(path)).isFalse();
  }

  @Test
  void everyCharacterAtEveryPlaceOfASegment() {
    for (char c = 0; c < 0x180; c++) {
      boolean word = String.valueOf(c).matches("[A-Za-z0-9_]");
      boolean inner = word || c == '.' || c == '-';
      boolean slash = c == '/';
      assertThat(EntryPath.isAllowed(c + "x")).as("first " + (int) c).isEqualTo(word);
      assertThat(EntryPath.isAllowed("x" + c + "x"))
          .as("inner " + (int) c)
          .isEqualTo(inner || slash);
      assertThat(EntryPath.isAllowed("x" + c)).as("last " + (int) c).isEqualTo(word || c == '-');
    }
  }

  @Test
  void lengths() {
    assertThat(EntryPath.isAllowed("a".repeat(110))).isTrue();
    assertThat(EntryPath.isAllowed("a".repeat(111))).isFalse();
    assertThat(EntryPath.isAllowed("a".repeat(110) + "/" + "b".repeat(9))).isTrue();
    assertThat(EntryPath.isAllowed("a".repeat(110) + "/" + "b".repeat(10))).isFalse();
  }

  @Test
  void reservedInEveryCase() {
    assertThat(List.of("META/x", "meta/x", "mEtA/", "META/a/b")).allMatch(EntryPath::isReserved);
    assertThat(List.of("META", "METAX/a", "a/META/b", "", "MET", "META-INF/x"))
        .noneMatch(EntryPath::isReserved);
  }

  @Test
  void oneSpellingAndOneKindForEachPrefix() {
    assertThat(collide("a/b", "a/c", "a/b2", "b")).isFalse();
    assertThat(collide("a", "a")).isTrue();
    assertThat(collide("a", "A")).isTrue();
    assertThat(collide("a/b", "A/c")).isTrue();
    assertThat(collide("x/a/b", "x/A/c")).isTrue();
    assertThat(collide("a", "a/b")).isTrue();
    assertThat(collide("a/b", "a")).isTrue();
    assertThat(collide("A/b", "a")).isTrue();
    assertThat(collide("a", "A/b")).isTrue();
    assertThat(collide(GUID + "/a", GUID + "/b")).isFalse();
    assertThat(collide("a-b", "a_b", "a.b")).isFalse();
  }

  private static boolean collide(String... paths) {
    EntryPath.Collisions collisions = new EntryPath.Collisions();
    for (int i = 0; i < paths.length; i++) {
      if (!collisions.add(paths[i])) {
        assertThat(i).as("only the last one may collide").isEqualTo(paths.length - 1);
        return true;
      }
    }
    return false;
  }
}
