package io.airgapkit.profile.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Schemas as {@code profile-format.md} has them and as readers ask for them, both in one form:
 * place of an object, then the names of its members.
 */
public final class SchemaTables {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("root.dir"), "src/docs/profile-format.md");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private final Map<String, Set<String>> members = new TreeMap<>();

  private SchemaTables() {}

  /** Of every object of that kind of document, the members in the first column of its table. */
  public static Map<String, Set<String>> written(String root) throws IOException {
    Map<String, Set<String>> out = new TreeMap<>(read().members);
    out.keySet().removeIf(place -> !root.equals(place.split("\\.")[0]));
    return out;
  }

  /** The kinds of documents there are. */
  public static Set<String> roots() throws IOException {
    Set<String> out = new TreeSet<>();
    read().members.keySet().forEach(place -> out.add(place.split("\\.")[0]));
    return out;
  }

  /** Puts into the map what a reader asks for. */
  public static BiConsumer<String, String> listener(String root, Map<String, Set<String>> asked) {
    return (object, member) -> {
      String path =
          object.replaceAll("\\[[0-9]+]", "[]").replaceAll("^sources\\..*", "sources.<key>");
      asked
          .computeIfAbsent(path.isEmpty() ? root : root + "." + path, p -> new TreeSet<>())
          .add(member);
    };
  }

  private static SchemaTables read() throws IOException {
    SchemaTables tables = new SchemaTables();
    List<String> places = new ArrayList<>();
    boolean table = false;
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("#")) {
        places.clear();
      } else if (line.startsWith("Place: ")) {
        places.addAll(quoted(line));
      } else if (line.startsWith("| Member ")) {
        table = true;
      } else if (line.isEmpty()) {
        table = false;
      } else if (table && line.startsWith("| `")) {
        tables.row(places, quoted(line.substring(0, line.indexOf('|', 1))));
      }
    }
    return tables;
  }

  private void row(List<String> places, List<String> names) {
    for (String place : places) {
      for (String name : names) {
        if (!members.computeIfAbsent(place, p -> new TreeSet<>()).add(name)) {
          throw new AssertionError("the document lists " + place + "." + name + " twice");
        }
      }
    }
  }

  private static List<String> quoted(String text) {
    return QUOTED.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
  }
}
