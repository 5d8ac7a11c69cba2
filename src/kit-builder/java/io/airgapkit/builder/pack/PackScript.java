package io.airgapkit.builder.pack;

import io.airgapkit.builder.stage.ScriptSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of the pack, put together from its parts: an entry file names them in one line, and in
 * its place goes their text. Every file of a pack is compared by hand before its first use, so
 * there are to be few.
 */
final class PackScript {
  private static final String FOLDER = "pack/scripts/";
  private static final Pattern POWERSHELL =
      Pattern.compile("(?m)^foreach \\(\\$part in @\\(([^)]*)\\)\\) \\{ \\. .*\n");
  private static final Pattern CMD = Pattern.compile("(?m)^rem parts: (.*)\n");

  private PackScript() {}

  /** The entry file {@code name} with its parts in it, lines ended by LF. */
  static String assemble(String name) {
    String entry = ScriptSource.text(FOLDER + name);
    Matcher line = (name.endsWith(".cmd") ? CMD : POWERSHELL).matcher(entry);
    if (!line.find()) {
      return entry;
    }
    StringBuilder out = new StringBuilder(entry.substring(0, line.start()));
    for (String part : line.group(1).split("[', ]+", -1)) {
      if (!part.isEmpty()) {
        out.append('\n').append(ScriptSource.text(FOLDER + part));
      }
    }
    return out.append('\n').append(entry, line.end(), entry.length()).toString();
  }
}
