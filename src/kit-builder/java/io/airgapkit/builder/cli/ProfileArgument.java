package io.airgapkit.builder.cli;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.ProfileReader;
import io.airgapkit.profile.json.DocumentRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The word that names a profile: one that is built in, or a JSON file of the user's. */
final class ProfileArgument {
  private final String word;

  ProfileArgument(String word) {
    this.word = word;
  }

  private boolean isFile() {
    return word.endsWith(".json") || word.indexOf('/') >= 0 || word.indexOf('\\') >= 0;
  }

  /** Files the word makes the build read. */
  List<Path> inputs() {
    return isFile() ? List.of(Path.of(word)) : List.of();
  }

  KitProfile read() throws BuildRefusedException, DocumentRefusedException, IOException {
    if (isFile()) {
      Path file = Path.of(word);
      if (Files.isDirectory(file)) {
        throw new BuildRefusedException(
            "the profile " + word + " is a folder", "name the .json file in it");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return ProfileReader.read(word, in.readNBytes(ProfileReader.MAX_BYTES + 1));
      }
    }
    Optional<KitProfile> builtIn = ProfileReader.builtIn(word);
    if (builtIn.isEmpty()) {
      throw new BuildRefusedException(
          "there is no profile \"" + word + "\"",
          "built in: "
              + String.join(", ", ProfileReader.builtInIds())
              + "; a file of your own ends in .json");
    }
    return builtIn.get();
  }
}
