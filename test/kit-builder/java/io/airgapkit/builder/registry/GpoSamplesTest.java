package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.OutsideTool;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Policies that Windows wrote, and files of others made from the same two roots. */
class GpoSamplesTest {
  private static final String BACKUP =
      "nsacyber-certificates/{D1DE50B0-DF95-405B-B2DA-6C16CBB6BF54}/";
  private static final String REAL = BACKUP + "DomainSysvol/GPO/Machine/registry.pol";
  private static final Pattern REPORTED = Pattern.compile("<q1:Data>([0-9A-F]+)</q1:Data>");
  private static final String ROOT = "Software\\Policies\\Microsoft\\SystemCertificates\\Root\\";

  private static Path samples;

  @BeforeAll
  static void find() {
    samples = OutsideTool.samples();
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(samples.resolve(name));
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
    List<Path> policies;
    try (Stream<Path> files = Files.walk(samples)) {
      policies = files.filter(file -> file.toString().endsWith("registry.pol")).toList();
    }
    assertThat(policies).hasSizeGreaterThan(4);
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
    byte[] file = bytes(REAL);
    List<RegistryEntry> entries = PolicyFile.read(file);
    List<String> table =
        Files.readAllLines(samples.resolve("nsacyber-certificates/registry.pol.entries.tsv"));

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
        Files.readString(samples.resolve(BACKUP + "gpreport.xml"), StandardCharsets.UTF_16);
    Set<String> reported = new HashSet<>();
    REPORTED.matcher(report).results().forEach(found -> reported.add(found.group(1)));
    Set<String> read = new HashSet<>();
    for (CertificateBlob blob : blobs(PolicyFile.read(bytes(REAL)))) {
      read.add(HexFormat.of().formatHex(blob.bytes()).toUpperCase(Locale.ROOT));
    }

    assertThat(read).hasSize(37).isEqualTo(reported);
  }

  @Test
  void aBlobOfOursIsTheSampleOfTheSameFlavour() throws Exception {
    List<CertificateBlob> read = blobs(PolicyFile.read(bytes("own-vectors/sha1.registry.pol")));

    assertThat(read)
        .containsExactly(
            CertificateBlob.of(
                bytes("own-vectors/root-p256-noski.der"), Optional.empty(), List.of()),
            CertificateBlob.of(
                bytes("own-vectors/root-rsa3072-sha384.der"), Optional.empty(), List.of()));
    assertThat(blobs(PolicyFile.read(bytes("own-vectors/full.registry.pol"))).get(0).friendlyName())
        .isPresent();
  }

  @Test
  void lgpoTextIsTheSample() throws Exception {
    List<RegistryEntry> entries = PolicyFile.read(bytes("own-vectors/sha1.registry.pol"));

    assertThat(LgpoText.write(entries)).isEqualTo(bytes("own-vectors/sha1.lgpo.txt"));
  }

  /** The samples list no parents; taken out, nothing else differs. */
  @Test
  void registryFilesAreTheSamplesWithParentsListed() throws Exception {
    for (String flavour : List.of("min", "sha1", "full", "full92")) {
      List<RegistryEntry> entries =
          PolicyFile.read(bytes("own-vectors/" + flavour + ".registry.pol"));
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
          .isEqualTo(
              new String(bytes("own-vectors/" + flavour + ".reg"), StandardCharsets.UTF_16LE));
    }
  }

  @Test
  void theRealPolicyGoesIntoEveryOtherForm() throws Exception {
    List<RegistryEntry> entries = PolicyFile.read(bytes(REAL));
    byte[] last = entries.get(entries.size() - 1).key().getBytes(StandardCharsets.UTF_16LE);

    for (byte[] file : List.of(RegFile.write(entries), LgpoText.write(entries))) {
      assertThat(Arrays.copyOf(file, 2)).containsExactly(0xFF, 0xFE);
      assertThat(file).containsSubsequence(last);
    }
  }
}
