package io.airgapkit.e2e;

import io.airgapkit.format.finding.Finding;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.VectorFiles;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.output.ReportJson;
import io.airgapkit.verifier.output.ReportText;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All vectors as files, as an implementation in another language gets them. */
final class VectorFolder {
  private final Path folder;
  private final Map<Vector, String> lines = new LinkedHashMap<>();

  private VectorFolder(Path folder) {
    this.folder = folder;
  }

  /** What the Java verifier says of a vector. Extracted files are told and removed. */
  record Told(
      List<String> codes, int exit, String json, String text, SortedMap<String, String> tree) {}

  static VectorFolder write(Path folder) throws IOException {
    VectorFiles.write(folder);
    VectorFolder out = new VectorFolder(folder);
    Iterator<Vector> vectors = Vectors.all().iterator();
    for (String line : Files.readAllLines(folder.resolve("vectors.json"))) {
      if (line.length() > 1) {
        Vector vector = vectors.next();
        out.lines.put(vector, line);
        out.makeSparse(vector, line);
      }
    }
    return out;
  }

  private void makeSparse(Vector vector, String line) throws IOException {
    long length = Long.parseLong(one(line, "\"sparse\":([0-9]+)"));
    if (length > 0) {
      Path kit = path(vector, "subject");
      Files.createDirectories(kit.getParent());
      try (RandomAccessFile file = new RandomAccessFile(kit.toFile(), "rw")) {
        file.setLength(length);
      }
    }
  }

  Path folder() {
    return folder;
  }

  /** Everything in it by name and size; one of the kits is too long to be read. */
  List<String> listing() throws IOException {
    List<String> out = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted().toList()) {
        out.add(path + " " + (Files.isDirectory(path) ? "" : Files.size(path)));
      }
    }
    return out;
  }

  List<Vector> vectors() {
    return List.copyOf(lines.keySet());
  }

  Told ask(Vector vector) throws Exception {
    VerificationReport report = verify(vector);
    SortedMap<String, String> tree = new TreeMap<>();
    if (!report.extractedTo().isEmpty()) {
      tree = Tree.files(Path.of(report.extractedTo()));
      Tree.remove(Path.of(report.extractedTo()));
    }
    List<String> codes = new ArrayList<>();
    for (Finding finding : report.findings()) {
      codes.add(finding.code().name());
    }
    String json = ReportJson.of(report).toString();
    String text = ReportText.of(report).toString();
    return new Told(codes, report.ok() ? 0 : 1, json, text, tree);
  }

  private VerificationReport verify(Vector vector) throws Exception {
    String file = one(lines.get(vector), "\"anchor_file\":\"([^\"]*)\"");
    List<Anchor> anchors = new ArrayList<>();
    for (String digest : vector.anchors()) {
      anchors.add(new Anchor(digest, file.isEmpty() ? "" : path(vector, "anchor_file").toString()));
    }
    Purpose purpose = vector.purpose() == Vector.Purpose.APPLY ? Purpose.APPLY : Purpose.AUDIT;
    KitVerifier verifier =
        new KitVerifier(anchors, vector.now().getEpochSecond(), purpose, Progress.NONE);
    Path subject = path(vector, "subject");
    return switch (vector.mode()) {
      case VERIFY -> verifier.verify(subject);
      case MANIFEST_ALONE -> verifier.verifyManifest(subject, signatures(vector));
      case EXTRACT -> verifier.extract(subject, path(vector, "target"));
    };
  }

  private List<Path> signatures(Vector vector) {
    List<Path> out = new ArrayList<>();
    Matcher name =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(one(lines.get(vector), "\"signatures\":\\[([^\\]]*)\\]"));
    while (name.find()) {
      out.add(folder.resolve(vector.name()).resolve(name.group(1)));
    }
    return out;
  }

  private Path path(Vector vector, String member) {
    return folder
        .resolve(vector.name())
        .resolve(one(lines.get(vector), "\"" + member + "\":\"([^\"]*)\""));
  }

  /** No value that is asked for holds an escape. */
  private static String one(String line, String expression) {
    Matcher found = Pattern.compile(expression).matcher(line);
    if (!found.find()) {
      throw new IllegalStateException(expression + " is not in " + line);
    }
    return found.group(1);
  }
}
