package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry files of a kit, merged by hivex into the hive of a machine that is not running. */
class OfflineHiveTest {
  private static final String MACHINE =
      "\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\";

  @TempDir private Path folder;

  @Test
  void whatIsMergedIsThereAndGoesAgain() throws Exception {
    OutsideTool.require("hivexregedit");
    BuiltKit kit = PolicyKits.full();
    Map<String, byte[]> apply = PolicyKits.artefacts(kit, "apply");
    Map<String, byte[]> remove = PolicyKits.artefacts(kit, "remove");
    Path hive = Files.write(folder.resolve("hive"), emptyHive());

    merge(hive, apply.get("machine-stores.reg"));
    merge(hive, apply.get("policy.reg"));
    Map<String, String> values = values(hive);
    // 12 certificates of the kit, 12 + 2 by policy, 2 values; nothing else.
    assertThat(values).hasSize(28);
    byte[] root =
        kit.entries()
            .get("certs/Root/microsoft-identity-verification-root-certificate-authority-2020.cer");
    String blob = values.get(MACHINE + PolicyKits.ROOT_SHA1 + "\tBlob");
    assertThat(blob).startsWith("hex(3):").endsWith(bytes(root));
    assertThat(values)
        .containsEntry(
            "\\Software\\Policies\\Microsoft\\SystemCertificates\\AuthRoot\tDisableRootAutoUpdate",
            "dword:00000001");

    merge(hive, remove.get("policy.reg"));
    merge(hive, remove.get("machine-stores.reg"));
    assertThat(values(hive)).isEmpty();
  }

  private static String bytes(byte[] content) {
    return HexFormat.ofDelimiter(",").formatHex(content);
  }

  /** This tool wants UTF-8 and leaves no key out. */
  private void merge(Path hive, byte[] reg) throws IOException, InterruptedException {
    String text = new String(reg, StandardCharsets.UTF_16LE);
    assertThat(text).startsWith("\uFEFF");
    Path file = Files.writeString(folder.resolve("merge.reg"), text.substring(1));
    ToolRun run =
        ToolRun.of(
            folder,
            List.of(
                OutsideTool.require("hivexregedit").toString(),
                "--merge",
                "--prefix",
                "HKEY_LOCAL_MACHINE",
                hive.toString(),
                file.toString()));
    assertThat(run.exit()).as(run.err()).isZero();
  }

  /** Key and value name, with a tab between, to data; names in any case, as in a registry. */
  private Map<String, String> values(Path hive) throws IOException, InterruptedException {
    ToolRun run =
        ToolRun.of(
            folder,
            List.of(
                OutsideTool.require("hivexregedit").toString(),
                "--export",
                "--unsafe-printable-strings",
                hive.toString(),
                "\\"));
    assertThat(run.exit()).as(run.err()).isZero();
    return RegistryExport.values(run.out());
  }

  /**
   * The least hive there is: a base block, one bin with the root key and its security, the rest
   * free. The distribution ships none.
   */
  private static byte[] emptyHive() {
    ByteBuffer hive = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    int key = 0x20;
    int security = key + 0x58;
    int free = security + 0x60;
    hive.put("regf".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(1).putLong(0);
    hive.putInt(1).putInt(3).putInt(0).putInt(1).putInt(key).putInt(4096).putInt(1);
    hive.position(4096).put("hbin".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(4096);

    hive.position(4096 + key).putInt(-0x58).put("nk".getBytes(StandardCharsets.US_ASCII));
    hive.putShort((short) 0x2C).putLong(0).putInt(0).putInt(-1).putInt(0).putInt(0);
    hive.putInt(-1).putInt(-1).putInt(0).putInt(-1).putInt(security).putInt(-1);
    hive.position(4096 + key + 4 + 0x48).putShort((short) 4).putShort((short) 0);
    hive.put("ROOT".getBytes(StandardCharsets.US_ASCII));

    byte[] descriptor =
        HexFormat.of()
            .parseHex(
                "0100048030000000400000000000000014000000" // self-relative: owner, group, DACL
                    + "02001c000100000000001400" // one entry
                    + "3f000f00010100000000000512000000" // SYSTEM, all access
                    + "01020000000000052000000020020000" // owner: Administrators
                    + "010100000000000512000000"); // group: SYSTEM
    hive.position(4096 + security).putInt(-0x60).put("sk".getBytes(StandardCharsets.US_ASCII));
    hive.putShort((short) 0).putInt(security).putInt(security).putInt(1).putInt(descriptor.length);
    hive.put(descriptor);
    hive.position(4096 + free).putInt(4096 - free);

    int sum = 0;
    for (int at = 0; at < 508; at += 4) {
      sum ^= hive.getInt(at);
    }
    hive.putInt(508, sum);
    return hive.array();
  }
}
