package io.airgapkit.builder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.registry.PolicyFile;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.builder.script.TemplateRenderer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The backup as Import-GPO reads it: what it names exists, and all its places agree. */
class GpoBackupTest {
  private static final String CERTIFICATES_ONLY =
      "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{53D6AB1D-2488-11D1-A28C-00C04FB94F17}]"
          + "[{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}{53D6AB1D-2488-11D1-A28C-00C04FB94F17}]";

  /** O:BAG:BAD:(A;;GA;;;SY)(A;;GA;;;BA), self-relative, put together field by field. */
  private static final String DESCRIPTOR =
      "01 00 04 80 " // revision 1, a DACL, self-relative
          + "14 00 00 00 24 00 00 00 00 00 00 00 34 00 00 00 " // owner, group, no SACL, DACL
          + "01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00 " // S-1-5-32-544
          + "01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00 "
          + "02 00 34 00 02 00 00 00 " // two entries
          + "00 00 14 00 00 00 00 10 01 01 00 00 00 00 00 05 12 00 00 00 " // S-1-5-18
          + "00 00 18 00 00 00 00 10 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00";

  private static final String WITH_VALUES =
      "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{53D6AB1D-2488-11D1-A28C-00C04FB94F17}"
          + "{D02B1F72-3407-48AE-BA88-E8213C6761F1}]"
          + "[{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}{53D6AB1D-2488-11D1-A28C-00C04FB94F17}]";

  private static Map<String, byte[]> files(PolicyDirection direction, Map<String, String> values)
      throws Exception {
    PolicyPlan plan = Plans.plan(values);
    return new GpoBackup(new TemplateRenderer(), plan, direction, Plans.KIT, Plans.CREATED)
        .files(direction == PolicyDirection.APPLY ? plan.apply() : plan.remove());
  }

  private static Document xml(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }

  private static String text(Document document, String element) {
    NodeList found = document.getElementsByTagNameNS("*", element);
    assertThat(found.getLength()).as(element).isGreaterThan(0);
    return found.item(0).getTextContent();
  }

  @ParameterizedTest
  @EnumSource(PolicyDirection.class)
  void idsTimesAndNamesAgreeInAllPlaces(PolicyDirection direction) throws Exception {
    Map<String, byte[]> files = files(direction, Map.of());
    GpoIds ids = GpoIds.of(Plans.KIT, direction);
    String folder = ids.backup() + "/";
    assertThat(files)
        .containsOnlyKeys(
            "manifest.xml",
            folder + "Backup.xml",
            folder + "bkupInfo.xml",
            folder + "gpreport.xml",
            folder + "DomainSysvol/GPO/Machine/registry.pol");

    for (String file : List.of("manifest.xml", folder + "bkupInfo.xml")) {
      Document record = xml(files.get(file));
      assertThat(text(record, "GPOGuid")).isEqualTo(ids.gpo());
      assertThat(text(record, "ID")).isEqualTo(ids.backup());
      assertThat(text(record, "BackupTime")).isEqualTo("2026-11-25T12:00:00");
      assertThat(text(record, "GPODisplayName"))
          .isEqualTo("Airgap kit " + Plans.KIT + " (" + direction.folder() + ")");
    }
    Document backup = xml(files.get(folder + "Backup.xml"));
    assertThat(text(backup, "ID")).isEqualTo(ids.gpo());
    assertThat(text(backup, "DisplayName"))
        .isEqualTo("Airgap kit " + Plans.KIT + " (" + direction.folder() + ")");
    assertThat(text(backup, "MachineVersionNumber")).isEqualTo("65537");
    assertThat(text(backup, "UserVersionNumber")).isEqualTo("0");
    assertThat(text(backup, "Options")).isEqualTo("1");
    Document report = xml(files.get(folder + "gpreport.xml"));
    assertThat(report.getElementsByTagNameNS("*", "Identifier").item(1).getTextContent())
        .isEqualTo(ids.gpo());
    assertThat(text(report, "VersionDirectory")).isEqualTo("1");
    assertThat(text(report, "VersionSysvol")).isEqualTo("1");
    assertThat(ids.gpo()).isNotEqualTo(ids.backup());
  }

  @ParameterizedTest
  @EnumSource(PolicyDirection.class)
  void namesOnlyFilesThatExist(PolicyDirection direction) throws Exception {
    Map<String, byte[]> files = files(direction, Map.of());
    String folder = GpoIds.of(Plans.KIT, direction).backup() + "/";
    NodeList named =
        xml(files.get(folder + "Backup.xml")).getElementsByTagNameNS("*", "FSObjectFile");
    String name = "http://www.microsoft.com/GroupPolicy/GPOOperations";
    List<String> places = new ArrayList<>();
    for (int i = 0; i < named.getLength(); i++) {
      String place = ((Element) named.item(i)).getAttributeNS(name, "Location");
      if (!place.isEmpty()) {
        places.add(folder + place.replace('\\', '/'));
      }
    }
    assertThat(places).containsExactly(folder + "DomainSysvol/GPO/Machine/registry.pol");
    assertThat(files).containsKeys(places.toArray(String[]::new));
  }

  @Test
  void listsTheExtensionsSorted() throws Exception {
    for (PolicyDirection direction : PolicyDirection.values()) {
      String backup = GpoIds.of(Plans.KIT, direction).backup() + "/Backup.xml";
      assertThat(text(xml(files(direction, Map.of()).get(backup)), "MachineExtensionGuids"))
          .isEqualTo(CERTIFICATES_ONLY);
      assertThat(text(xml(files(direction, Plans.VALUES).get(backup)), "MachineExtensionGuids"))
          .isEqualTo(WITH_VALUES);
    }
  }

  @Test
  void namesNoDomainAndNoAccount() throws Exception {
    Pattern account = Pattern.compile("S-1-5-21-");
    for (PolicyDirection direction : PolicyDirection.values()) {
      for (Map.Entry<String, byte[]> file : files(direction, Plans.VALUES).entrySet()) {
        String text = new String(file.getValue(), StandardCharsets.ISO_8859_1);
        assertThat(account.matcher(text.replace("\0", "")).find()).as(file.getKey()).isFalse();
      }
      String folder = GpoIds.of(Plans.KIT, direction).backup();
      Document backup = xml(files(direction, Map.of()).get(folder + "/Backup.xml"));
      assertThat(text(backup, "Domain")).isEqualTo("airgapkit.invalid");
      assertThat(text(backup, "SecurityGroups")).isEmpty();
      assertThat(text(backup, "SecurityDescriptor")).isEqualTo(DESCRIPTOR);
    }
  }

  @Test
  void theReportShowsTheBlobsOfThePolicy() throws Exception {
    Map<String, byte[]> files = files(PolicyDirection.APPLY, Plans.VALUES);
    String folder = GpoIds.of(Plans.KIT, PolicyDirection.APPLY).backup() + "/";
    List<String> policy = new ArrayList<>();
    for (RegistryEntry e :
        PolicyFile.read(files.get(folder + "DomainSysvol/GPO/Machine/registry.pol"))) {
      if (e.name().equals("Blob")) {
        policy.add(HexFormat.of().withUpperCase().formatHex(e.data()));
      }
    }
    Document report = xml(files.get(folder + "gpreport.xml"));
    NodeList data = report.getElementsByTagNameNS("*", "Data");
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < data.getLength(); i++) {
      shown.add(data.item(i).getTextContent());
    }
    assertThat(shown).containsExactlyElementsOf(policy).hasSize(11);
    assertThat(text(report, "Number")).isEqualTo("1");
    assertThat(text(report, "String")).isEqualTo("file://server/roots");
  }

  @Test
  void formsAreThoseOfRealBackups() throws Exception {
    Map<String, byte[]> files = files(PolicyDirection.APPLY, Map.of());
    String folder = GpoIds.of(Plans.KIT, PolicyDirection.APPLY).backup() + "/";
    String manifest = new String(files.get("manifest.xml"), StandardCharsets.US_ASCII);
    assertThat(manifest).doesNotContain("\n", "<?xml").endsWith("</BackupInst></Backups>");
    String info = new String(files.get(folder + "bkupInfo.xml"), StandardCharsets.US_ASCII);
    assertThat(info).doesNotContain("<?xml").endsWith("</BackupInst>\r\n");
    String backup = new String(files.get(folder + "Backup.xml"), StandardCharsets.US_ASCII);
    assertThat(backup).startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n");
    assertThat(backup.replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(files.get(folder + "gpreport.xml")).startsWith(0xFF, 0xFE, '<', 0, '?', 0);
  }

  /** A title or text that could end a CDATA section or bring elements of its own stays text. */
  @Test
  void aHostileTextStaysText() throws Exception {
    String hostile = "]]><x a='\"&'>${1+1}<#assign y=1>";
    Map<String, byte[]> files = files(PolicyDirection.APPLY, Map.of("root-dir-url", hostile));
    String folder = GpoIds.of(Plans.KIT, PolicyDirection.APPLY).backup() + "/";
    Document report = xml(files.get(folder + "gpreport.xml"));
    assertThat(text(report, "String")).isEqualTo(hostile);
    assertThat(report.getElementsByTagNameNS("*", "x").getLength()).isZero();
  }

  @Test
  void idsAreVersionFiveAndComeFromTheKit() {
    GpoIds ids = GpoIds.of(Plans.KIT, PolicyDirection.APPLY);
    assertThat(ids.backup())
        .matches("\\{[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}}");
    // As another implementation of RFC 9562 has it.
    assertThat(ids.backup()).isEqualTo("{5B4B818A-C1A7-5885-AB78-8E8B27EF2DDE}");
    assertThat(GpoIds.of(Plans.KIT, PolicyDirection.APPLY)).isEqualTo(ids);
    assertThat(GpoIds.of("acs-20261125T120001Z", PolicyDirection.APPLY)).isNotEqualTo(ids);
    assertThat(GpoIds.of(Plans.KIT, PolicyDirection.REMOVE).gpo()).isNotEqualTo(ids.gpo());
  }
}
