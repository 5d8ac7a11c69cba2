package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key, one clock reading: one kit, wherever it is built. */
class DeterminismTest {
  private static final String EPOCH = "1795608000";

  @TempDir Path folder;

  @Test
  void theSameBytesAnywhere() throws Exception {
    SortedMap<String, String> plain = build("plain", "umask 022", terminal());
    SortedMap<String, String> turkish =
        build(
            "turkish",
            "umask 077",
            terminal()
                .with("TZ", "Asia/Kathmandu")
                .with("LANG", "tr_TR.UTF-8")
                .with("LC_ALL", "tr_TR.UTF-8")
                .with(
                    "KIT_BUILDER_OPTS",
                    "-Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-9"
                        + " -XX:TieredStopAtLevel=1"));
    SortedMap<String, String> american =
        build(
            "american",
            "umask 002",
            terminal()
                .with("TZ", "America/Los_Angeles")
                .with("LC_ALL", "C")
                .with("KIT_BUILDER_OPTS", "-Duser.language=ar -Duser.timezone=Pacific/Kiritimati"));
    assertThat(plain.keySet())
        .contains("acs-20261125T120000Z.zip", "acs-20261125T120000Z.manifest.json")
        .hasSize(3);
    assertThat(turkish).isEqualTo(plain);
    assertThat(american).isEqualTo(plain);
  }

  private Terminal terminal() throws Exception {
    return SharedKits.terminal(folder).with("SOURCE_DATE_EPOCH", EPOCH);
  }

  private SortedMap<String, String> build(String out, String before, Terminal terminal)
      throws Exception {
    ToolRun run = terminal.after(before, Terminal.builderCommand(SharedKits.build(out)));
    assertThat(run.exit()).as(run.err()).isZero();
    Path sheet = folder.resolve(out).resolve("transfer.txt");
    assertThat(Files.readString(sheet)).contains("acs-20261125T120000Z");
    return Tree.files(folder.resolve(out).resolve("kit"));
  }
}
