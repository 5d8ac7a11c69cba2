package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.profile.catalogue.CertificateRole;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.JsonWord;
import io.airgapkit.profile.windows.ProductKind;
import io.airgapkit.profile.windows.ReleaseKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the schema's document says is what the code does. */
class ProfileDocumentTest {
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

  @Test
  void everyMemberOfTheBuiltInProfileIsNamed() throws IOException {
    String text = Files.readString(DOCUMENT);
    String json =
        new String(ProfileReader.builtIn("acs").orElseThrow().render(), StandardCharsets.US_ASCII);
    // Keys of "sources" are free; they are the only members eight or fewer spaces deep with a
    // brace.
    Matcher member =
        Pattern.compile("\n *\"([a-z_]+[a-z0-9_]*)\": (?!\\{\n +\"title\")").matcher(json);
    long found =
        member
            .results()
            .map(r -> r.group(1))
            .distinct()
            .peek(name -> assertThat(text).contains("`" + name + "`"))
            .count();
    assertThat(found).isGreaterThan(35);
  }
}
