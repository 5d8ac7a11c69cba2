package io.airgapkit.builder.pack;

import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.builder.windows.ScriptText;
import io.airgapkit.format.Printable;
import io.airgapkit.format.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** The sheet that is printed: every digest in groups, and what to type to compare them. */
final class PackSheet {
  /** Where a pack is installed, and the only place it is started from. */
  static final String PLACE = "C:\\Program Files\\AirgapKit";

  private static final String CERTUTIL = "C:\\Windows\\System32\\certutil.exe";
  private static final int GROUP = 8;

  /** With these three, START-HERE compares all others by machine. */
  private static final Set<String> BY_HAND =
      Set.of("START-HERE.cmd", "Start-Here.ps1", VerifierPack.SUMS);

  private static final int WIDTH = 80;

  private PackSheet() {}

  /**
   * @param files everything in the pack but the sheets
   * @param version of this program
   * @return SHEET.html and SHEET.txt
   */
  static Map<String, byte[]> of(
      PackAnchor anchor, SortedMap<String, byte[]> files, boolean scriptsSigned, String version) {
    List<Map<String, Object>> rows = new ArrayList<>();
    files.forEach((name, bytes) -> rows.add(row(name, bytes)));
    Map<String, Object> data =
        Map.of(
            "version", version,
            "place", PLACE,
            "files", rows,
            "scriptsSigned", scriptsSigned,
            "subjectLines", pieces(Printable.of(anchor.subject()), WIDTH - 2),
            "anchor",
                Map.of(
                    "subject", Printable.of(anchor.subject()),
                    "validity", anchor.validity().replace(" ", " to "),
                    "groups", groups(anchor.sha256())));
    TemplateRenderer templates = new TemplateRenderer();
    return Map.of(
        "SHEET.html", text(templates, "SHEET.html", data),
        "SHEET.txt", text(templates, "SHEET.txt", data));
  }

  private static byte[] text(TemplateRenderer templates, String name, Map<String, Object> data) {
    return ScriptText.windows(name, templates.render("pack/" + name + ".ftl", data));
  }

  private static Map<String, Object> row(String name, byte[] bytes) {
    String command = CERTUTIL + " -hashfile \"" + PLACE + "\\" + name + "\" SHA256";
    return Map.of(
        "byHand",
        BY_HAND.contains(name),
        "name",
        name,
        "bytes",
        bytes.length,
        "groups",
        groups(Sha256.hexOf(bytes)),
        "command",
        command,
        "commandLines",
        atBlanks(command));
  }

  /** The command whole if a line takes it, else broken before its last two words. */
  private static List<String> atBlanks(String command) {
    if (command.length() <= WIDTH) {
      return List.of(command);
    }
    int blank = command.indexOf(" \"");
    return List.of(command.substring(0, blank), command.substring(blank + 1));
  }

  private static List<String> pieces(String text, int width) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < text.length(); i += width) {
      pieces.add(text.substring(i, Math.min(i + width, text.length())));
    }
    return pieces;
  }

  /** Eight groups of eight: never shortened, easy to read out. */
  private static List<String> groups(String hex) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < hex.length(); i += GROUP) {
      groups.add(hex.substring(i, i + GROUP));
    }
    return groups;
  }
}
