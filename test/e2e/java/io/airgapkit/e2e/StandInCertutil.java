package io.airgapkit.e2e;

import io.airgapkit.format.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for certutil under Wine, whose own is a stub that returns 0 for anything. A cmd file
 * leaves a command line in {@code args.txt} and waits for {@code rc.txt}; this thread answers.
 * Layout of the output is that of Windows 7: bytes apart by blanks, text around them. A store is a
 * folder of files named by their SHA-1.
 *
 * <p>FAKE_NO_SHA256 in the folder: as Windows Server 2008, which knows no other algorithm than
 * SHA-1. FAKE_ADD_NOTHING: says that it has added, and has not.
 */
final class StandInCertutil extends Thread {
  private static final Pattern QUOTED = Pattern.compile("\"C:\\\\([^\"]*)\"");
  private static final int NOT_FOUND = -2146893807;
  private static final int WRONG_USE = -2147024809;

  private final Path drive;
  private final Path folder;
  private volatile boolean ended;

  /**
   * @param drive drive C of the Wine prefix
   */
  StandInCertutil(Path drive) {
    this.drive = drive;
    this.folder = drive.resolve("fake");
    setDaemon(true);
  }

  void end() throws InterruptedException {
    ended = true;
    join();
  }

  @Override
  public void run() {
    try {
      while (!ended) {
        if (Files.exists(folder.resolve("args.txt"))) {
          answer();
        } else {
          Thread.sleep(2);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer() throws IOException {
    String line = Files.readString(folder.resolve("args.txt"), StandardCharsets.US_ASCII).strip();
    Files.delete(folder.resolve("args.txt"));
    Matcher quoted = QUOTED.matcher(line);
    Path file = quoted.find() ? drive.resolve(quoted.group(1).replace('\\', '/')) : drive;
    StringBuilder out = new StringBuilder();
    int code = answer(List.of(line.split(" ", -1)), line.contains("SHA256"), file, out);
    Files.writeString(folder.resolve("out.txt"), out);
    Path part = Files.writeString(folder.resolve("rc.part"), code + "\r\n");
    Files.move(part, folder.resolve("rc.txt"), StandardCopyOption.ATOMIC_MOVE);
  }

  private int answer(List<String> words, boolean sha256, Path file, StringBuilder out)
      throws IOException {
    Path store = folder.resolve("stores").resolve(words.get(1).replaceAll("[^A-Za-z]", ""));
    out.append(words.get(0)).append("\r\n");
    switch (words.get(0)) {
      case "-hashfile":
        return hash(file, sha256, out);
      case "-store":
        Path wanted = words.size() > 2 ? store.resolve(words.get(2)) : folder;
        if (words.size() > 2 && Files.exists(wanted)) {
          Files.copy(wanted, file);
        }
        return Files.exists(wanted) ? 0 : NOT_FOUND;
      case "-addstore":
        byte[] bytes = Files.readAllBytes(file);
        if (!Files.exists(folder.resolve("FAKE_ADD_NOTHING"))) {
          Files.createDirectories(store);
          Files.write(store.resolve(Sha256.hex(Sha256.freshSha1().digest(bytes))), bytes);
        }
        return 0;
      case "-delstore":
        return Files.deleteIfExists(store.resolve(words.get(2))) ? 0 : NOT_FOUND;
      default:
        return WRONG_USE;
    }
  }

  private int hash(Path file, boolean sha256, StringBuilder out) throws IOException {
    if (sha256 && Files.exists(folder.resolve("FAKE_NO_SHA256")) || !Files.exists(file)) {
      return WRONG_USE;
    }
    MessageDigest digest = sha256 ? Sha256.fresh() : Sha256.freshSha1();
    String hex = Sha256.hex(digest.digest(Files.readAllBytes(file)));
    out.append(hex.replaceAll("(..)(?!$)", "$1 ")).append("\r\nCertUtil: completed.\r\n");
    return 0;
  }
}
