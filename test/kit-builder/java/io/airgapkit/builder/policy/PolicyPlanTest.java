package io.airgapkit.builder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.registry.CertificateBlob;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.builder.resolve.ResolvedCertificate;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.builder.script.TemplateRenderer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyPlanTest {
  private static final String STORES = "Software\\Policies\\Microsoft\\SystemCertificates\\";

  @Test
  void setsEveryCertificateOfTheKitUnderItsThumbprint() throws Exception {
    ResolvedKit kit = Plans.kit(Map.of());
    List<RegistryEntry> entries = PolicyPlan.of(kit, Optional.empty()).apply();

    for (ResolvedCertificate c : kit.certificates()) {
      String sha1 = c.member().sha1().toUpperCase(Locale.ROOT);
      String key = STORES + c.store().text() + "\\Certificates\\" + sha1;
      List<RegistryEntry> found = entries.stream().filter(e -> e.key().equals(key)).toList();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).name()).isEqualTo("Blob");
      assertThat(found.get(0).type()).isEqualTo(RegistryEntry.BINARY);
      CertificateBlob blob = CertificateBlob.read(found.get(0).data());
      assertThat(blob.der()).isEqualTo(c.pinned().der());
      assertThat(blob.recordIds()).containsExactly(3, 32);
    }
    // The rest: two empty keys a store that is filled.
    assertThat(entries.stream().filter(e -> e.type() == RegistryEntry.NONE))
        .extracting(RegistryEntry::key)
        .containsExactly(
            STORES + "CA\\CRLs", STORES + "CA\\CTLs", STORES + "Root\\CRLs", STORES + "Root\\CTLs");
    assertThat(entries).hasSize(kit.certificates().size() + 4);
  }

  @Test
  void keysAscendWhateverTheirCase() throws Exception {
    List<String> keys = Plans.plan(Plans.VALUES).apply().stream().map(RegistryEntry::key).toList();
    List<String> sorted = new ArrayList<>(keys);
    sorted.sort(String.CASE_INSENSITIVE_ORDER);
    assertThat(keys).isEqualTo(sorted);
  }

  @Test
  void setsTheValuesThatAreAskedForAndNoOther() throws Exception {
    List<RegistryEntry> values =
        Plans.plan(Plans.VALUES).apply().stream()
            .filter(e -> e.type() == RegistryEntry.DWORD || e.type() == RegistryEntry.SZ)
            .toList();
    assertThat(values)
        .containsExactly(
            RegistryEntry.string(
                "Software\\Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate",
                "RootDirUrl",
                "file://server/roots"),
            RegistryEntry.dword(STORES + "AuthRoot", "DisableRootAutoUpdate", 1));
    assertThat(Plans.plan(Map.of()).apply())
        .noneMatch(e -> e.type() == RegistryEntry.DWORD || e.type() == RegistryEntry.SZ);
  }

  @Test
  void removesExactlyTheValuesItSets() throws Exception {
    PolicyPlan plan = Plans.plan(Plans.VALUES);
    List<String> set = new ArrayList<>();
    for (RegistryEntry e : plan.apply()) {
      if (e.type() != RegistryEntry.NONE) {
        set.add(e.key() + "|" + e.name());
      }
    }

    List<String> removed = new ArrayList<>();
    for (RegistryEntry e : plan.removeValues()) {
      assertThat(e.name()).startsWith("**Del.");
      assertThat(e.data()).isEqualTo(new byte[] {0x20, 0, 0, 0});
      removed.add(e.key() + "|" + e.name().substring("**Del.".length()));
    }
    assertThat(removed).containsExactlyInAnyOrderElementsOf(set);
  }

  /** A value that is deleted after its key could make the key again. */
  @Test
  void removesTheKeysOfCertificatesLast() throws Exception {
    PolicyPlan plan = Plans.plan(Plans.VALUES);
    List<RegistryEntry> remove = plan.remove();
    int values = plan.removeValues().size();
    assertThat(remove.subList(0, values)).isEqualTo(plan.removeValues());

    List<String> keys = new ArrayList<>();
    for (RegistryEntry e : remove.subList(values, remove.size())) {
      assertThat(e.name()).isEqualTo("**DeleteKeys");
      for (String sub : text(e).split(";")) {
        keys.add(e.key() + "\\" + sub);
      }
    }
    List<String> set =
        plan.apply().stream().filter(e -> e.name().equals("Blob")).map(RegistryEntry::key).toList();
    assertThat(keys).containsExactlyInAnyOrderElementsOf(set);
  }

  /**
   * A tool that merges keeps what sets a value unless that value is deleted by name: MS-GPREG knows
   * no other way to say that a policy does not set it any more.
   */
  @Test
  void aToolThatMergesKeepsNothingOfThePolicy() throws Exception {
    PolicyPlan plan = Plans.plan(Plans.VALUES);
    Map<String, byte[]> files =
        PolicyArtefacts.of(new TemplateRenderer(), plan, Plans.KIT, Plans.CREATED).files();
    Set<String> left = settings(files.get("gpo/apply/lgpo.txt"));
    assertThat(left).hasSize(13);
    left.removeAll(settings(files.get("gpo/remove/lgpo.txt")));
    assertThat(left).isEmpty();
    assertThat(lgpo(files.get("gpo/remove/lgpo.txt"))).doesNotContain("DELETEKEYS");
    assertThat(new String(files.get("gpo/remove/policy.reg"), StandardCharsets.UTF_16LE))
        .contains("[-HKEY_LOCAL_MACHINE\\" + STORES + "Root\\Certificates\\F40042E2")
        .doesNotContain("Blob");
  }

  private static String lgpo(byte[] file) {
    return new String(file, StandardCharsets.UTF_16LE).substring(1);
  }

  /** Key and value name of each entry that sets or deletes a value. */
  private static Set<String> settings(byte[] file) {
    Set<String> out = new TreeSet<>();
    for (String entry : lgpo(file).split("\r\n\r\n")) {
      String[] lines = entry.split("\r\n");
      if (!lines[3].equals("CREATEKEY")) {
        out.add(lines[1] + "|" + lines[2]);
      }
    }
    return out;
  }

  @Test
  void theMachinesStoresHoldTheCertificatesOnly() throws Exception {
    List<RegistryEntry> entries = Plans.plan(Plans.VALUES).machineStores();
    assertThat(entries).hasSize(11).allMatch(e -> e.name().equals("Blob"));
    assertThat(entries.stream().filter(e -> e.key().contains("\\ROOT\\")))
        .extracting(RegistryEntry::key)
        .containsExactly(
            "SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\"
                + "F40042E2E5F7E8EF8189FED15519AECE42C3BFA2");
  }

  @Test
  void oneThumbprintTwiceInAStoreIsRefused() throws Exception {
    ResolvedKit kit = Plans.kit(Map.of());
    List<ResolvedCertificate> twice = new ArrayList<>(kit.certificates());
    twice.add(twice.get(0));
    ResolvedKit bad =
        new ResolvedKit(kit.profile(), twice, kit.policies(), kit.updates(), kit.crls());
    assertThatThrownBy(() -> PolicyPlan.of(bad, Optional.empty()))
        .isInstanceOf(BuildRefusedException.class)
        .hasMessageContaining(twice.get(0).member().sha1().toUpperCase(Locale.ROOT));
  }

  @Test
  void valuesOfThePolicyAreAskedForByTheirIds() {
    assertThatThrownBy(() -> Plans.kit(Map.of("root-dir-url", "")))
        .isInstanceOf(BuildRefusedException.class);
    assertThatThrownBy(() -> Plans.kit(Map.of("disable-root-auto-update", "0")))
        .isInstanceOf(BuildRefusedException.class);
    assertThatThrownBy(() -> Plans.kit(Map.of("no-such-value", "")))
        .isInstanceOf(BuildRefusedException.class);
    assertThatThrownBy(() -> Plans.kit(Map.of("root-dir-url", "file://s/\u00fc")))
        .isInstanceOf(BuildRefusedException.class);
    assertThatThrownBy(() -> Plans.kit(Map.of("root-dir-url", "x\r\n[-HKEY_LOCAL_MACHINE]")))
        .isInstanceOf(BuildRefusedException.class);
  }

  @Test
  void aKitWithNothingToSetHasNoPolicyFiles() throws Exception {
    ResolvedKit kit = Plans.kit(Map.of());
    ResolvedKit bare =
        new ResolvedKit(kit.profile(), List.of(), List.of(), kit.updates(), kit.crls());
    PolicyPlan plan = PolicyPlan.of(bare, Optional.empty());
    assertThat(plan.isEmpty()).isTrue();
    assertThat(PolicyArtefacts.of(new TemplateRenderer(), plan, Plans.KIT, Plans.CREATED).files())
        .isEmpty();
    assertThat(Plans.plan(Map.of()).isEmpty()).isFalse();
  }

  @Test
  void valuesAloneNeedNoExtensionForCertificates() throws Exception {
    ResolvedKit kit = Plans.kit(Plans.VALUES);
    ResolvedKit values =
        new ResolvedKit(kit.profile(), List.of(), kit.policies(), kit.updates(), kit.crls());
    PolicyPlan plan = PolicyPlan.of(values, Optional.empty());
    String backup =
        new String(
            PolicyArtefacts.of(new TemplateRenderer(), plan, Plans.KIT, Plans.CREATED)
                .files()
                .get(
                    "gpo/apply/GPOs/"
                        + GpoIds.of(Plans.KIT, PolicyDirection.APPLY).backup()
                        + "/Backup.xml"),
            StandardCharsets.US_ASCII);
    assertThat(backup)
        .contains(
            "<![CDATA[[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}"
                + "{D02B1F72-3407-48AE-BA88-E8213C6761F1}]]]>");
  }

  private static String text(RegistryEntry e) {
    return new String(e.data(), 0, e.data().length - 2, StandardCharsets.UTF_16LE);
  }
}
