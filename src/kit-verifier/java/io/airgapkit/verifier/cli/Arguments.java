package io.airgapkit.verifier.cli;

import io.airgapkit.verifier.report.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command line, sorted by what they mean. Options may stand anywhere; {@code --}
 * ends them.
 */
final class Arguments {
  String command = "";
  final List<String> files = new ArrayList<>();
  final List<String> anchors = new ArrayList<>();
  final List<String> signatures = new ArrayList<>();
  String manifest = "";
  String target = "";
  Purpose purpose = Purpose.APPLY;
  boolean json;
  boolean help;
  boolean version;
  boolean debug;

  private final String[] words;
  private int at;

  private Arguments(String[] words) {
    this.words = words;
  }

  static Arguments parse(String[] words) throws UsageException {
    Arguments out = new Arguments(words);
    boolean options = true;
    while (out.at < words.length) {
      String word = words[out.at++];
      if (options && word.equals("--")) {
        options = false;
      } else if (options && word.startsWith("-") && word.length() > 1) {
        out.option(word);
      } else if (out.command.isEmpty()) {
        out.command = word;
      } else {
        out.files.add(word);
      }
    }
    return out;
  }

  private void option(String word) throws UsageException {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String name = equals < 0 ? word : word.substring(0, equals);
    String attached = equals < 0 ? null : word.substring(equals + 1);
    switch (name) {
      case "--anchor" -> anchors.add(value(name, attached));
      case "--signature" -> signatures.add(value(name, attached));
      case "--manifest" -> manifest = once(name, manifest, value(name, attached));
      case "--to" -> target = once(name, target, value(name, attached));
      case "--for" -> purpose = purpose(value(name, attached));
      default -> {
        if (attached != null) {
          throw unknown(word);
        }
        flag(name);
      }
    }
  }

  private void flag(String name) throws UsageException {
    switch (name) {
      case "--json" -> json = true;
      case "--help", "-h" -> help = true;
      case "--version" -> version = true;
      case "--debug" -> debug = true;
      default -> throw unknown(name);
    }
  }

  private static UsageException unknown(String word) {
    return new UsageException("unknown option " + word, "--help lists the options");
  }

  private String value(String name, String attached) throws UsageException {
    if (attached != null) {
      return attached;
    }
    if (at >= words.length) {
      throw new UsageException(name + " wants a value", "--help shows an example");
    }
    return words[at++];
  }

  private static String once(String name, String before, String value) throws UsageException {
    if (!before.isEmpty()) {
      throw new UsageException(name + " is given twice", "give it once");
    }
    return value;
  }

  private static Purpose purpose(String value) throws UsageException {
    return switch (value) {
      case "apply" -> Purpose.APPLY;
      case "audit" -> Purpose.AUDIT;
      default ->
          throw new UsageException(
              "--for takes apply or audit, not " + value, "apply is the default");
    };
  }
}
