package io.airgapkit.builder.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The PowerShell module and the entry scripts without data as they lie in this program: static
 * text. The module's files are named by its own file list.
 */
final class StaticScripts {
  private static final String FOLDER = "airgapkit/";
  private static final String MODULE = "AirgapKit.psd1";
  private static final List<String> ENTRY_SCRIPTS =
      List.of("Apply-Kit.ps1", "Check-Host.ps1", "Undo-Kit.ps1");

  private StaticScripts() {}

  /** File name to text, ascending. */
  static Map<String, String> module() {
    Map<String, String> out = new TreeMap<>();
    for (String name : fileList(ScriptSource.text(FOLDER + MODULE))) {
      out.put(name, ScriptSource.text(FOLDER + name));
    }
    return out;
  }

  /** File name to text, ascending: what people start. */
  static Map<String, String> entryScripts() {
    Map<String, String> out = new TreeMap<>();
    for (String name : ENTRY_SCRIPTS) {
      out.put(name, ScriptSource.text(FOLDER + "scripts/" + name));
    }
    return out;
  }

  /** The names in {@code FileList = @( 'a', 'b' )}. */
  private static List<String> fileList(String manifest) {
    int begin = manifest.indexOf("@(", manifest.indexOf("FileList"));
    String list = manifest.substring(begin + 2, manifest.indexOf(')', begin));
    List<String> names = new ArrayList<>();
    for (String quoted : list.split(",", -1)) {
      names.add(quoted.strip().replace("'", ""));
    }
    return names;
  }
}
