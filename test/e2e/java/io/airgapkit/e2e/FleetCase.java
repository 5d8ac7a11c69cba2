package io.airgapkit.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * A host as a script of {@code fleet/} meets it: PowerShell that sets up the Windows of tables, and
 * what the script must say.
 *
 * @param setup runs after {@code New-PackHost} and an installed pack
 * @param exit of the detection or remediation script
 */
record FleetCase(String name, String setup, String word, int exit) {
  /** What the scripts of a fleet ask Windows, below {@code src/windows}. */
  static final List<String> WINDOWS =
      List.of("common/PlatformAccess.ps1", "pack/PackPlatform.ps1", "pack/PackProcess.ps1");

  private static final String MET = verdict("update", "MET", "UPDATE_FLOOR_REACHED", "");
  private static final String ROOT = verdict("root", "NOT MET", "ROOT_MISSING", "certs/Root/a.cer");
  private static final String ROOT_OFF =
      verdict("root", "NOT MET", "ROOT_THIRD_PARTY_OFF", "certs/Root/a.cer");
  private static final String ROOT_MET = verdict("root", "MET", "ROOT_PRESENT", "");
  private static final String BELOW =
      verdict("update", "NOT MET", "UPDATE_BELOW_FLOOR", "updates/x64/a.msu, then updates/b.cab");
  private static final String NAMED =
      verdict("update", "NOT MET", "UPDATE_BELOW_FLOOR", "updates/x64/a.msu, then KB5005625");
  private static final String NONE = verdict("update", "NO REMEDY EXISTS", "UPDATE_NO_REMEDY", "");
  private static final String UNREAD =
      verdict("extra root", "COULD NOT TELL", "ROOT_STORE_UNREAD", "certs/Root/b.cer");
  private static final String ALTERED =
      verdict("root", "NOT MET", "ROOT_ALTERED", "certs/Root/a.cer");
  private static final String WAITING = verdict("update", "NOT MET", "UPDATE_RESTART_PENDING", "");

  /** What is found; only a remedy that would be applied is told with 1 (Discover-Kit.ps1: 0). */
  static List<FleetCase> detection() {
    return List.of(
        check("met", false, true, "Compliant", 0, MET, ROOT_MET),
        check("met-and-expired", false, false, "Compliant", 0, MET, ROOT_MET),
        check("not-met", false, true, "NonCompliant", 1, MET, ROOT),
        check("third-party-store-off", false, true, "NonCompliant", 1, MET, ROOT_OFF),
        check("update-not-met", false, true, "NonCompliant", 1, BELOW, ROOT_MET),
        check("not-met-beside-no-remedy", false, true, "NonCompliant", 1, NONE, ROOT),
        check("not-met-beside-unread", false, true, "NonCompliant", 1, MET, ROOT, UNREAD),
        check("not-met-and-expired", false, false, "Blocked", 3, MET, ROOT),
        check("update-named-only", false, true, "Blocked", 3, NAMED, ROOT_MET),
        check("restart-first", true, true, "Blocked", 3, BELOW, ROOT_MET),
        check("restart-pending", true, true, "Blocked", 3, WAITING, ROOT_MET),
        check("no-remedy", false, true, "Blocked", 3, NONE, ROOT_MET),
        check("altered", false, true, "Blocked", 3, MET, ALTERED),
        check("could-not-tell", false, true, "Unknown", 3, MET, UNREAD),
        check("could-not-tell-beside-no-remedy", false, true, "Unknown", 3, NONE, UNREAD),
        check("no-verdict", false, true, "Unknown", 3));
  }

  /** Neither script gets as far as an answer of the kit's. */
  static List<FleetCase> faults() {
    return List.of(
        new FleetCase("pack-missing", "$PackHost.Files.Clear()", "Unknown", 3),
        new FleetCase(
            "pack-open",
            "$PackHost.Access['C:\\Program Files\\AirgapKit'] = New-PackAccess -Extra"
                + " @(New-PackEntry 'S-1-5-32-545' 2)",
            "Unknown",
            3),
        new FleetCase("pack-on-share", "$PackHost.Drive = 'Network'", "Unknown", 3),
        child("pack-silent", "", 1, "Unknown", 3),
        child(
            "pack-of-another-format", "{\"format\":\"airgap-run/2\",\"exit\":1}", 1, "Unknown", 3),
        child("pack-says-no-json", "Access is denied.", 1, "Unknown", 3),
        child("kit-missing", reply("KIT_NOT_HERE", 3, true, ""), 3, "Unknown", 3),
        child("kit-not-verified", reply("KIT_NOT_VERIFIED", 1, true, ""), 1, "Unknown", 3),
        child("bug-of-the-pack", reply("BUG", 70, true, ""), 70, "Unknown", 70),
        child("nothing-from-the-kit", reply("", 1, true, ""), 1, "Unknown", 3),
        child(
            "long-message",
            reply("KIT_NOT_HERE: " + "x".repeat(5000), 3, true, ""),
            3,
            "Unknown",
            3),
        new FleetCase("crash", "$PackHost.Child = { throw 'oops' }", "Unknown", 70),
        new FleetCase(
            "late",
            "$PackHost.Child = { [pscustomobject] @{ Exit = -1; Text = ''; Late = $true } }",
            "Unknown",
            3));
  }

  /** What Remediate-Kit.ps1 has to say. */
  static List<FleetCase> remediation() {
    return List.of(
        run("done", 0, false, "", "Done", 0),
        run("restart", 3010, true, "", "RestartNeeded", 0),
        run("restart-without-installer-code", 0, true, "", "RestartNeeded", 0),
        run("refused", 1, false, "", "Refused", 1),
        run("not-yet", 3, true, "", "NotDone", 3),
        run("fault", 3, false, "RUN_ALREADY_ACTIVE", "Unknown", 3),
        run("refused-by-a-fault", 1, false, "JOURNAL_BROKEN", "Unknown", 3),
        run("bug", 70, false, "BUG", "Unknown", 70));
  }

  private static FleetCase check(
      String name, boolean restart, boolean fit, String word, int exit, String... verdicts) {
    String output =
        "{\"format\":\"airgap-run/2\",\"exit\":1,\"code\":\"\",\"message\":\"\","
            + "\"host\":{\"restart_pending\":"
            + restart
            + "},\"verdicts\":["
            + String.join(",", verdicts)
            + "]}";
    return child(name, reply("", 1, fit, output), 1, word, exit);
  }

  private static FleetCase run(
      String name, int exit, boolean restart, String code, String word, int wanted) {
    String output =
        "{\"format\":\"airgap-run/2\",\"exit\":"
            + exit
            + ",\"restart\":"
            + restart
            + ",\"code\":\""
            + code
            + "\",\"message\":\""
            + code
            + "why\",\"results\":[{\"kind\":\"certificate\",\"outcome\":\"Refused\",\"code\":\"PIN_DIFFERS\"},"
            + "{\"kind\":\"receipt\",\"outcome\":\"Noted\",\"code\":\"RECEIPT_WRITTEN\",\"receipt_sha256\":\"ab\","
            + "\"path\":\"C:\\\\ProgramData\\\\AirgapKit\\\\receipts\\\\srv07-3.json\"}],\"verdicts\":["
            + MET
            + "]}";
    return child(name, reply("", exit, true, output), exit, word, wanted);
  }

  private static FleetCase child(String name, String text, int says, String word, int exit) {
    String setup =
        "$PackHost.Child = { [pscustomobject] @{ Exit = "
            + says
            + "; Text = '"
            + text.replace("'", "''")
            + "' } }";
    return new FleetCase(name, setup, word, exit);
  }

  private static String reply(String code, int exit, boolean fit, String output) {
    String message = code.isEmpty() ? "" : "why";
    return "{\"format\":\"airgap-pack-run/2\",\"exit\":"
        + exit
        + ",\"code\":\""
        + code
        + "\",\"message\":\""
        + message
        + "\",\"fit\":"
        + fit
        + ",\"output\":\""
        + output.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}";
  }

  private static String verdict(String condition, String verdict, String code, String remedy) {
    List<String> remedies = new ArrayList<>();
    for (String one : remedy.split(", then ", -1)) {
      String named = one.startsWith("KB") ? one : "";
      String path = named.isEmpty() ? one : "";
      if (!one.isEmpty()) {
        remedies.add("{\"kb\":\"" + named + "\",\"path\":\"" + path + "\"}");
      }
    }
    return "{\"condition\":\""
        + condition
        + "\",\"verdict\":\""
        + verdict
        + "\",\"code\":\""
        + code
        + "\",\"remedies\":["
        + String.join(",", remedies)
        + "]}";
  }
}
