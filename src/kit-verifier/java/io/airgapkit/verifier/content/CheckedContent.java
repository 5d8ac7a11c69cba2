package io.airgapkit.verifier.content;

import io.airgapkit.format.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Payload of which every byte was hashed; only {@link SealedContent} makes one. */
public final class CheckedContent {
  private final List<Finding> differences;
  private final Optional<Path> extractedTo;
  private final boolean placeJudged;

  private CheckedContent(
      List<Finding> differences, Optional<Path> extractedTo, boolean placeJudged) {
    this.differences = differences;
    this.extractedTo = extractedTo;
    this.placeJudged = placeJudged;
  }

  static CheckedContent of(List<Finding> differences) {
    return new CheckedContent(List.copyOf(differences), Optional.empty(), true);
  }

  static CheckedContent extracted(Path target, boolean placeJudged) {
    return new CheckedContent(List.of(), Optional.of(target), placeJudged);
  }

  /** In the order of entries; empty if all is as the manifest says. */
  public List<Finding> differences() {
    return differences;
  }

  public boolean equal() {
    return differences.isEmpty();
  }

  /** Where it lies now, if it was wanted there and is equal. */
  public Optional<Path> extractedTo() {
    return extractedTo;
  }

  /** False if it lies where it could not be told who else may write. */
  public boolean placeJudged() {
    return placeJudged;
  }
}
