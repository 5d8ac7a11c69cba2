package io.airgapkit.vectors;

import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.json.CanonicalWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes all vectors into a new folder, for implementations that are not Java: a folder for each,
 * and {@code vectors.json}, which says what each is and what must be said of it.
 *
 * <p>{@code anchor.txt} holds the digests to be given as anchors, a line each; {@code anchor-0.cer}
 * and so on the certificates they are of, for tools that want these.
 *
 * <p>Paths are relative to the vector's folder, with slashes. {@code sparse} is the length of a kit
 * that the reader makes itself, of zeros; it is not written.
 */
public final class VectorFiles {
  private VectorFiles() {}

  /** Takes the folder as its one argument. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument: the folder to write to");
    }
    write(Path.of(arguments[0]));
  }

  /** Writes everything; the folder may not exist. */
  public static void write(Path folder) throws IOException {
    VectorOnDisk.permit(Files.createDirectory(folder), "rwxr-xr-x");
    List<String> described = new ArrayList<>();
    for (Vector vector : Vectors.all()) {
      Path own = Files.createDirectory(folder.resolve(vector.name()));
      Media media = vector.media().get();
      boolean sparse = media.kind() == Media.Kind.SPARSE;
      VectorOnDisk onDisk =
          sparse
              ? new VectorOnDisk(
                  own.resolve("medium").resolve(media.kit()),
                  List.of(),
                  java.util.Optional.empty(),
                  java.util.Optional.empty())
              : vector.write(own);
      Files.writeString(
          own.resolve("anchor.txt"),
          String.join("\n", vector.anchors()) + "\n",
          StandardCharsets.US_ASCII);
      for (int i = 0; i < vector.anchorCertificates().size(); i++) {
        Files.write(own.resolve("anchor-" + i + ".cer"), vector.anchorCertificates().get(i).der());
      }
      described.add(describe(vector, own, onDisk, sparse ? media.sparseLength() : 0));
    }
    String json = "[\n" + String.join(",\n", described) + "\n]\n";
    Files.writeString(folder.resolve("vectors.json"), json, StandardCharsets.US_ASCII);
  }

  private static String describe(Vector v, Path own, VectorOnDisk onDisk, long sparse) {
    CanonicalWriter w = new CanonicalWriter();
    w.literal("{\"name\":").string(v.name());
    w.literal(",\"description\":").string(v.description());
    w.literal(",\"mode\":").string(v.mode().name());
    w.literal(",\"subject\":").string(relative(own, onDisk.subject()));
    w.literal(",\"sparse\":").integer(sparse);
    w.literal(",\"signatures\":");
    strings(w, onDisk.signatures().stream().map(s -> relative(own, s)).toList());
    w.literal(",\"anchors\":");
    strings(w, v.anchors());
    w.literal(",\"anchor_file\":").string(path(own, onDisk.anchorFile()), true);
    w.literal(",\"now\":").string(v.now().toString());
    w.literal(",\"purpose\":").string(v.purpose().name());
    w.literal(",\"target_state\":").string(v.target().name());
    w.literal(",\"target\":").string(path(own, onDisk.target()), true);
    w.literal(",\"codes\":");
    strings(w, v.expectedCodes().stream().map(FindingCode::name).toList());
    w.literal(",\"authentic\":" + v.expectedAuthentic());
    w.literal(",\"fit\":" + v.expectedFit());
    w.literal(",\"extracted\":" + v.expectedExtracted());
    w.literal(",\"recipe\":").string(v.recipe().name()).literal("}");
    return new String(w.toBytes(), StandardCharsets.US_ASCII);
  }

  private static void strings(CanonicalWriter w, Collection<String> values) {
    String separator = "[";
    for (String value : values) {
      w.literal(separator).string(value);
      separator = ",";
    }
    w.literal(values.isEmpty() ? "[]" : "]");
  }

  private static String path(Path own, java.util.Optional<Path> path) {
    return path.map(p -> relative(own, p)).orElse("");
  }

  private static String relative(Path own, Path path) {
    return own.relativize(path).toString().replace('\\', '/');
  }
}
