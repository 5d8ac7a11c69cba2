package io.airgapkit.e2e;

import static io.airgapkit.e2e.PolicyKits.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Samba, an implementation of these formats and of a domain that owes us nothing, reads the policy
 * of finished kits and serves it.
 */
class SambaPolicyTest {
  private static final Path SCRIPTS = Checkout.root().resolve("test/e2e/samba");
  private static final String CODE_SIGNING_PROPERTY = "300a06082b06010505070303";

  @TempDir private Path folder;

  /** Samba's modules belong to the distribution's own Python and to no other. */
  private List<String> read(byte[] policy) throws IOException, InterruptedException {
    OutsideTool.require("samba-tool");
    Path file = Files.write(folder.resolve("registry.pol"), policy);
    ToolRun run =
        ToolRun.of(
            folder,
            List.of(
                "/usr/bin/python3", SCRIPTS.resolve("read-policy.py").toString(), file.toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().lines().sorted(String.CASE_INSENSITIVE_ORDER).toList();
  }

  @Test
  void theParserGivesBackExactlyWhatWasMeant() throws Exception {
    BuiltKit kit = PolicyKits.full();
    Map<String, String> meant = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, byte[]> entry : kit.entries().entrySet()) {
      if (entry.getKey().matches("certs/(Root|CA)/.*")) {
        put(meant, entry.getKey().split("/")[1], entry.getValue(), "");
      }
    }
    put(meant, "TrustedPublisher", der("scripts.pem"), "");
    put(meant, "Root", der("root.pem"), CODE_SIGNING_PROPERTY);
    for (String store : List.of("CA", "Root", "TrustedPublisher")) {
      meant.put(STORES + store + "\\CRLs\t\t0\t", "");
      meant.put(STORES + store + "\\CTLs\t\t0\t", "");
    }
    meant.put(STORES + "AuthRoot\tDisableRootAutoUpdate\t4\t1", "");
    meant.put(
        "Software\\Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate\tRootDirUrl\t1\t"
            + "file://server/roots",
        "");

    byte[] policy = PolicyKits.artefacts(kit, "apply").get("DomainSysvol/GPO/Machine/registry.pol");
    assertThat(read(policy)).containsExactlyElementsOf(meant.keySet());
  }

  /** Records by hand, from the specification: nothing of the writer under test is used. */
  private static void put(Map<String, String> meant, String store, byte[] der, String purposes)
      throws Exception {
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(der);
    HexFormat hex = HexFormat.of();
    String blob = record(3, hex.formatHex(sha1));
    blob += purposes.isEmpty() ? "" : record(9, purposes);
    blob += record(32, hex.formatHex(der));
    String thumbprint = hex.formatHex(sha1).toUpperCase(Locale.ROOT);
    meant.put(STORES + store + "\\Certificates\\" + thumbprint + "\tBlob\t3\t" + blob, "");
  }

  private static String record(int id, String bytes) {
    int length = bytes.length() / 2;
    return String.format(
        "%02x00000001000000%02x%02x0000%s", id, length & 0xFF, length >> 8 & 0xFF, bytes);
  }

  private static byte[] der(String name) throws Exception {
    byte[] pem = Files.readAllBytes(SharedKits.keys().resolve(name));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem))
        .getEncoded();
  }

  @Test
  void theWayBackNamesWhatWasSetAndNothingElse() throws Exception {
    BuiltKit kit = PolicyKits.full();
    String file = "DomainSysvol/GPO/Machine/registry.pol";
    Map<String, String> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : read(PolicyKits.artefacts(kit, "apply").get(file))) {
      String[] parts = line.split("\t", -1);
      if (parts[1].equals("Blob")) {
        int cut = parts[0].lastIndexOf('\\');
        String key = parts[0].substring(0, cut) + "\t**DeleteKeys\t1\t";
        expected.merge(key, parts[0].substring(cut + 1), (a, b) -> a + ";" + b);
      }
      if (!parts[2].equals("0")) {
        expected.put(parts[0] + "\t**Del." + parts[1] + "\t1\t", " ");
      }
    }
    List<String> meant = expected.entrySet().stream().map(e -> e.getKey() + e.getValue()).toList();
    assertThat(read(PolicyKits.artefacts(kit, "remove").get(file)))
        .containsExactlyElementsOf(meant);
  }

  @Test
  void aDomainControllerTakesThePolicyAndServesIt() throws Exception {
    OutsideTool.require("samba");
    BuiltKit kit = PolicyKits.full();
    for (String direction : List.of("apply", "remove")) {
      Map<String, byte[]> files = PolicyKits.artefacts(kit, direction);
      String backup = new String(files.get("Backup.xml"), StandardCharsets.US_ASCII);
      Path room = Files.createTempDirectory("dc");
      try {
        Path policy = room.resolve("registry.pol");
        Files.write(policy, files.get("DomainSysvol/GPO/Machine/registry.pol"));
        ToolRun run =
            ToolRun.of(
                folder,
                List.of(
                    SCRIPTS.resolve("domain").toString(),
                    room.toString(),
                    policy.toString(),
                    cdata(backup, "MachineExtensionGuids"),
                    cdata(backup, "DisplayName")));
        assertThat(run.out().lines())
            .as(run.err())
            .containsExactly("SERVING", "ON_SYSVOL", "SERVED", "EXTENSIONS_KEPT", "ACL_RIGHT");
        assertThat(run.exit()).isZero();
      } finally {
        Tree.remove(room);
      }
    }
  }

  private static String cdata(String xml, String element) {
    Matcher found =
        Pattern.compile("<" + element + "><!\\[CDATA\\[(.*?)]]></" + element + ">").matcher(xml);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
