package io.airgapkit.format;

import java.util.HashMap;
import java.util.Map;

/**
 * The rules for names in a kit (specification, section 4.2): what every file system and every tool
 * spells the same.
 */
public final class EntryPath {
  private EntryPath() {}

  /** Whether the path keeps every rule that concerns it alone. */
  public static boolean isAllowed(String path) {
    if (path.isEmpty() || path.length() > FormatLimits.MAX_PATH_CHARS) {
      return false;
    }
    int depth = 0;
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (!isSegment(path.substring(start, end)) || ++depth > FormatLimits.MAX_PATH_DEPTH) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  /**
   * Whether the path lies in the folder that is kept for the format's own files, in any spelling.
   */
  public static boolean isReserved(String path) {
    return path.length() >= 5 && fold(path.substring(0, 5)).equals("meta/");
  }

  private static boolean isSegment(String segment) {
    if (segment.isEmpty() || segment.length() > FormatLimits.MAX_SEGMENT_CHARS) {
      return false;
    }
    if (segment.charAt(0) == '{') {
      return isGuid(segment);
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean word =
          c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
      if (!word && (i == 0 || c != '.' && c != '-')) {
        return false;
      }
    }
    return segment.charAt(segment.length() - 1) != '.' && !isDevice(segment);
  }

  /** Windows opens a device for these names, with any suffix, in any folder. */
  private static boolean isDevice(String segment) {
    int dot = segment.indexOf('.');
    String stem = fold(dot < 0 ? segment : segment.substring(0, dot));
    if (stem.length() == 4 && (stem.startsWith("com") || stem.startsWith("lpt"))) {
      char last = stem.charAt(3);
      return last >= '0' && last <= '9';
    }
    return stem.equals("con") || stem.equals("prn") || stem.equals("aux") || stem.equals("nul");
  }

  /** {@code {8-4-4-4-12}} upper-case hex digits: the folder names of Group Policy backups. */
  private static boolean isGuid(String segment) {
    if (segment.length() != 38 || segment.charAt(37) != '}') {
      return false;
    }
    for (int i = 1; i < 37; i++) {
      char c = segment.charAt(i);
      boolean dash = i == 9 || i == 14 || i == 19 || i == 24;
      if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'A' && c <= 'F')) {
        return false;
      }
    }
    return true;
  }

  /** ASCII case folding; other characters cannot occur in a path. */
  static String fold(String text) {
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i++) {
      if (out[i] >= 'A' && out[i] <= 'Z') {
        out[i] += 'a' - 'A';
      }
    }
    return new String(out);
  }

  /**
   * Finds paths that would meet on a file system that ignores case: one spelling and one kind for
   * each prefix.
   */
  public static final class Collisions {
    private final Map<String, String> spellings = new HashMap<>();

    /**
     * Adds a file's path; false if it or one of its folders was seen before in another spelling or
     * kind.
     */
    public boolean add(String path) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        String folder = path.substring(0, slash + 1);
        String seen = spellings.putIfAbsent(fold(path.substring(0, slash)), folder);
        if (seen != null && !seen.equals(folder)) {
          return false;
        }
      }
      return spellings.putIfAbsent(fold(path), path) == null;
    }
  }
}
