package io.airgapkit.profile.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Collects the faults of one file while it is read, so that a user sees them all at once. Keeps at
 * most {@value #MAX_FAULTS} and says so when there were more.
 */
public final class DocumentFaults {
  /** A hostile file of 4 MiB could hold a million faults; nobody reads more than this. */
  static final int MAX_FAULTS = 1000;

  private final String file;
  private final List<DocumentFault> faults = new ArrayList<>();
  private final BiConsumer<String, String> listener;
  private boolean more;

  /** Starts an empty collection for the file of that name. */
  public DocumentFaults(String file) {
    this(file, (object, member) -> {});
  }

  /**
   * The same, telling of every member that a reader asks for, there or not: a schema in code that
   * can be compared with the one in words.
   *
   * @param listener takes the path of the object, empty for the document, and the member's name
   */
  public DocumentFaults(String file, BiConsumer<String, String> listener) {
    this.file = file;
    this.listener = listener;
  }

  void asked(String object, String member) {
    listener.accept(object, member);
  }

  /** Adds a fault at a node. */
  public void add(DocumentFault.Kind kind, JsonNode node, String key, String message) {
    add(kind, node.line(), node.column(), key, message);
  }

  /** Adds a fault at a line and column; 0 and 0 mean the whole file. */
  public void add(DocumentFault.Kind kind, int line, int column, String key, String message) {
    if (faults.size() == MAX_FAULTS) {
      more = true;
      return;
    }
    faults.add(new DocumentFault(kind, file, line, column, key, message));
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** All faults in the order of the file. */
  public List<DocumentFault> inOrder() {
    List<DocumentFault> sorted = new ArrayList<>(faults);
    sorted.sort(
        Comparator.comparingInt(DocumentFault::line).thenComparingInt(DocumentFault::column));
    if (more) {
      String text = "only the first " + MAX_FAULTS + " faults are listed";
      sorted.add(new DocumentFault(DocumentFault.Kind.AND_MORE, file, 0, 0, "", text));
    }
    return List.copyOf(sorted);
  }
}
