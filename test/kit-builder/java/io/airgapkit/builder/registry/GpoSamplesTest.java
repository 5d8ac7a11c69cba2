package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Policies that Windows wrote, and files of others made from the same two roots. */
class GpoSamplesTest {
  private static final String BACKUP =
      "nsacyber-certificates/{D1DE50B0-DF95-405B-B2DA-6C16CBB6BF54}/";
  private static final String REAL = BACKUP + "DomainSysvol/GPO/Machine/registry.pol";
  private static final Pattern REPORTED = Pattern.compile("<q1:Data>([0-9A-F]+)</q1:Data>");
  private static final String ROOT = "Software\\Policies\\Microsoft\\SystemCertificates\\Root\\";

  /** What other programs than ours made from two throw-away roots. */
  private static final Path OURS = Checkout.root().resolve("test/vectors/policy");

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(OURS.resolve(name));
  }

  private static byte[] real() throws IOException {
    return Files.readAllBytes(OutsideTool.requireSamples().resolve(REAL));
  }

  private static List<CertificateBlob> blobs(List<RegistryEntry> entries)
      throws RegistryFormatException {
    List<CertificateBlob> out = new ArrayList<>();
    for (RegistryEntry entry : entries) {
      if (entry.name().equals("Blob")) {
        CertificateBlob blob = CertificateBlob.read(entry.data());
        assertThat(entry.key()).endsWith("\\Certificates\\" + blob.thumbprint());
        out.add(blob);
      }
    }
    return out;
  }

  @Test
  void everyPolicyIsWrittenBackAsItWas() throws Exception {
    List<Path> policies = new ArrayList<>();
    for (String flavour : List.of("min", "sha1", "full", "full92")) {
      policies.add(OURS.resolve(flavour + ".registry.pol"));
    }
    writtenBack(policies);
    try (Stream<Path> files = Files.walk(OutsideTool.requireSamples())) {
      policies = files.filter(file -> file.toString().endsWith("registry.pol")).toList();
    }
    assertThat(policies).isNotEmpty();
    writtenBack(policies);
  }

  private static void writtenBack(List<Path> policies) throws Exception {
    for (Path policy : policies) {
      byte[] file = Files.readAllBytes(policy);
      List<RegistryEntry> entries = PolicyFile.read(file);

      assertThat(PolicyFile.write(entries)).as("%s", policy).isEqualTo(file);
      assertThat(PolicyFile.rewrite(entries)).as("%s", policy).isEqualTo(file);
      assertThat(blobs(entries)).as("%s", policy).isNotEmpty();
    }
  }

  /** Offset, end, type, size, offset of the data, key, name, records of the blob. */
  @Test
  void entriesOfTheRealPolicyAreThoseOfTheTable() throws Exception {
    byte[] file = real();
    List<RegistryEntry> entries = PolicyFile.read(file);
    List<String> table =
        Files.readAllLines(
            OutsideTool.requireSamples().resolve("nsacyber-certificates/registry.pol.entries.tsv"));

    assertThat(entries).hasSize(65).hasSize(table.size() - 1);
    assertThat(blobs(entries)).hasSize(37);
    int at = 8;
    for (int i = 0; i < entries.size(); i++) {
      RegistryEntry entry = entries.get(i);
      int end = at + PolicyFile.write(List.of(entry)).length - 8;
      String row =
          String.join(
              "\t",
              String.valueOf(at),
              String.valueOf(end),
              String.valueOf(entry.type()),
              String.valueOf(entry.size()),
              String.valueOf(end - 2 - entry.size()),
              entry.key(),
              entry.name(),
              records(entry));
      assertThat(row.stripTrailing()).isEqualTo(table.get(i + 1).stripTrailing());
      at = end;
    }
    assertThat(at).isEqualTo(file.length);
  }

  /** Ids of the blob with the offsets and lengths that follow from the bytes. */
  private static String records(RegistryEntry entry) throws RegistryFormatException {
    List<String> out = new ArrayList<>();
    int at = 0;
    for (int id : entry.isKeyOnly() ? List.<Integer>of() : idsOf(entry)) {
      int length = entry.data()[at + 8] & 0xFF | (entry.data()[at + 9] & 0xFF) << 8;
      out.add(id + ":" + at + ":" + length);
      at += 12 + length;
    }
    assertThat(at).isEqualTo(entry.size());
    return String.join(" ", out);
  }

  private static List<Integer> idsOf(RegistryEntry entry) throws RegistryFormatException {
    return CertificateBlob.read(entry.data()).recordIds();
  }

  @Test
  void blobsAreThoseOfTheReport() throws Exception {
    String report =
        Files.readString(
            OutsideTool.requireSamples().resolve(BACKUP + "gpreport.xml"), StandardCharsets.UTF_16);
    Set<String> reported = new HashSet<>();
    REPORTED.matcher(report).results().forEach(found -> reported.add(found.group(1)));
    Set<String> read = new HashSet<>();
    for (CertificateBlob blob : blobs(PolicyFile.read(real()))) {
      read.add(HexFormat.of().formatHex(blob.bytes()).toUpperCase(Locale.ROOT));
    }

    assertThat(read).hasSize(37).isEqualTo(reported);
  }

  @Test
  void aBlobOfOursIsTheSampleOfTheSameFlavour() throws Exception {
    List<CertificateBlob> read = blobs(PolicyFile.read(bytes("sha1.registry.pol")));

    assertThat(read)
        .containsExactly(
            CertificateBlob.of(bytes("root-p256-noski.der"), Optional.empty(), List.of()),
            CertificateBlob.of(bytes("root-rsa3072-sha384.der"), Optional.empty(), List.of()));
    assertThat(blobs(PolicyFile.read(bytes("full.registry.pol"))).get(0).friendlyName())
        .isPresent();
  }

  @Test
  void lgpoTextIsTheSample() throws Exception {
    List<RegistryEntry> entries = PolicyFile.read(bytes("sha1.registry.pol"));

    assertThat(LgpoText.write(entries)).isEqualTo(bytes("sha1.lgpo.txt"));
  }

  /** The samples list no parents; taken out, nothing else differs. */
  @Test
  void registryFilesAreTheSamplesWithParentsListed() throws Exception {
    for (String flavour : List.of("min", "sha1", "full", "full92")) {
      List<RegistryEntry> entries = PolicyFile.read(bytes("" + flavour + ".registry.pol"));
      String ours = new String(RegFile.write(entries), StandardCharsets.UTF_16LE);
      List<String> parents = new ArrayList<>();
      for (int end = 0; (end = (ROOT + "Certificates\\").indexOf('\\', end + 1)) > 0; ) {
        parents.add(
            "[HKEY_LOCAL_MACHINE\\" + (ROOT + "Certificates\\").substring(0, end) + "]\r\n\r\n");
      }
      String listed = String.join("", parents);

      assertThat(parents).hasSize(6);
      assertThat(ours).containsOnlyOnce(listed);
      assertThat(ours.replace(listed, ""))
          .as(flavour)
          .isEqualTo(new String(bytes("" + flavour + ".reg"), StandardCharsets.UTF_16LE));
    }
  }

  @Test
  void theRealPolicyGoesIntoEveryOtherForm() throws Exception {
    List<RegistryEntry> entries = PolicyFile.read(real());
    byte[] last = entries.get(entries.size() - 1).key().getBytes(StandardCharsets.UTF_16LE);

    for (byte[] file : List.of(RegFile.write(entries), LgpoText.write(entries))) {
      assertThat(Arrays.copyOf(file, 2)).containsExactly(0xFF, 0xFE);
      assertThat(file).containsSubsequence(last);
    }
  }
}
