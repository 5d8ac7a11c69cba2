package io.airgapkit.builder.stage;

import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.builder.windows.WindowsProduct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What management engines of a fleet take from a kit: scripts that start the installed verifier
 * pack, and a playbook. The scripts are handed to an engine one by one and run from any folder, so
 * each has the pack's own judgement of folders in it.
 */
final class FleetFiles {
  static final String PLAYBOOK = "fleet/playbook.yml";

  private static final List<String> SCRIPTS =
      List.of("fleet/Discover-Kit.ps1", "fleet/Remediate-Kit.ps1");

  private FleetFiles() {}

  /** Path in the kit to text, ascending. */
  static SortedMap<String, String> scripts(TemplateRenderer templates, Map<String, ?> data) {
    SortedMap<String, String> out = new TreeMap<>();
    for (String path : SCRIPTS) {
      Map<String, Object> all = new HashMap<>(data);
      all.put("parts", WindowsProduct.of(path.substring(path.lastIndexOf('/') + 1)).text());
      out.put(path, templates.render(path + ".ftl", all));
    }
    return out;
  }
}
