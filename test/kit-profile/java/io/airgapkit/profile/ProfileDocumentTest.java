package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.catalogue.CertificateRole;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.JsonWord;
import io.airgapkit.profile.json.SchemaTables;
import io.airgapkit.profile.windows.ProductKind;
import io.airgapkit.profile.windows.ReleaseKind;
import io.airgapkit.profile.windows.WindowsReleases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the schema's document says is what the code does. */
class ProfileDocumentTest {
  private static final String WITH_TEXT =
      """
      {"id": "where", "key": "Software\\\\Policies\\\\Plant", "name": "Where", "type": "string",
       "text": "there", "include": "on-demand", "what": "Look there", "why": "Because.",
       "certainty": "unconfirmed", "sources": []}""";
  private static final Path DOCUMENT =
      Path.of(System.getProperty("root.dir"), "src/docs/profile-format.md");

  @Test
  void theExampleIsAProfile() throws IOException, DocumentRefusedException {
    Pattern block =
        Pattern.compile("<!-- example: begin -->\n```json\n(.*?)```\n<!-- example: end -->", 32);
    Matcher example = block.matcher(Files.readString(DOCUMENT));
    assertThat(example.find()).isTrue();

    KitProfile profile =
        ProfileReader.read("example.json", example.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(profile.id()).isEqualTo("stamp-root");
  }

  @Test
  void everyKindOfFaultIsExplained() throws IOException {
    String text = Files.readString(DOCUMENT);
    for (DocumentFault.Kind kind : DocumentFault.Kind.values()) {
      assertThat(text).contains("| " + kind + " |");
    }
  }

  @Test
  void everyWordIsNamed() throws IOException {
    String text = Files.readString(DOCUMENT);
    List<JsonWord[]> enums =
        List.of(
            TrainVerdict.values(),
            ProductKind.values(),
            ReleaseKind.values(),
            PrerequisiteKind.values(),
            PrerequisitePath.values(),
            CertificateRole.values());
    Stream<String> words = enums.stream().flatMap(Arrays::stream).map(JsonWord::word);
    assertThat(words).allSatisfy(word -> assertThat(text).contains("`" + word + "`"));
  }

  /** Both ways: what is not read must not be promised, what is read must be said. */
  @Test
  void theTablesHoldWhatTheReaderAsksFor() throws IOException, DocumentRefusedException {
    Map<String, Set<String>> asked = new TreeMap<>();
    DocumentFaults faults = new DocumentFaults("acs", SchemaTables.listener("profile", asked));
    byte[] json;
    try (InputStream in = ProfileReader.class.getResourceAsStream("acs.json")) {
      json = in.readAllBytes();
    }

    // As it is shipped, and as a kit carries it: releases named, releases written out.
    for (byte[] text : List.of(json, ProfileReader.builtIn("acs").orElseThrow().render())) {
      ProfileReader.read(faults, text, CertificateCatalogue.shipped(), WindowsReleases.shipped());
    }

    assertThat(asked).isEqualTo(SchemaTables.written("profile"));
  }

  /**
   * What a kit's copy leaves out, no host would ever see. Releases that it names are written out.
   */
  @Test
  void everyMemberIsInTheCopyThatKitsCarry() throws IOException, DocumentRefusedException {
    String texts =
        ProfileReaderTest.GOOD.replace(
            "\"trains\": [", "\"policies\": [" + WITH_TEXT + "], \"trains\": [");
    KitProfile other = ProfileReader.read("mine.json", texts.getBytes(StandardCharsets.UTF_8));
    StringBuilder copies = new StringBuilder();
    for (KitProfile profile : List.of(ProfileReader.builtIn("acs").orElseThrow(), other)) {
      copies.append(new String(profile.render(), StandardCharsets.US_ASCII));
    }

    Set<String> left = new TreeSet<>();
    SchemaTables.written("profile").values().forEach(left::addAll);
    left.removeIf(member -> copies.indexOf("\"" + member + "\":") >= 0);
    assertThat(left).containsExactly("releases");
  }

  /** The tests of the other two compare them in the same way. */
  @Test
  void thereAreThreeKindsOfDocuments() throws IOException {
    assertThat(SchemaTables.roots()).containsExactly("catalogue", "profile", "releases");
  }
}
