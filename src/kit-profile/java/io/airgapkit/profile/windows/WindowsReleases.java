package io.airgapkit.profile.windows;

import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What Windows has released, train by train. Profiles say which floor they want and name a train of
 * this; what contains the floor they have from here.
 *
 * @param revision of the data, from 1
 * @param asOf the day the facts were last looked at
 * @param sources ascending by key
 * @param trains in the order of the file
 */
public record WindowsReleases(
    int revision, LocalDate asOf, List<FactSource> sources, List<ReleaseHistory> trains) {
  /** The name of the format. */
  public static final String FORMAT = "airgap-windows-releases/1";

  /** Greatest permitted size of the file in bytes. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Copies the lists. */
  public WindowsReleases {
    sources = List.copyOf(sources);
    trains = List.copyOf(trains);
  }

  /** The history inside this program. */
  public static WindowsReleases shipped() {
    return Shipped.RELEASES;
  }

  /**
   * Reads a history.
   *
   * @param fileName for messages
   * @throws DocumentRefusedException with every fault, if the bytes do not follow the schema
   */
  public static WindowsReleases read(String fileName, byte[] json) throws DocumentRefusedException {
    return ReleasesReader.read(new DocumentFaults(fileName), json);
  }

  /** The train of that id. */
  public Optional<ReleaseHistory> train(String id) {
    return trains.stream().filter(t -> t.id().equals(id)).findFirst();
  }

  /** The source of that key. */
  public Optional<FactSource> source(String key) {
    return sources.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  private static final class Shipped {
    private static final WindowsReleases RELEASES = load();

    private static WindowsReleases load() {
      try (InputStream in = WindowsReleases.class.getResourceAsStream("releases.json")) {
        if (in == null) {
          throw new IllegalStateException("this program was built without Windows' releases");
        }
        return read("windows/releases.json", in.readNBytes(MAX_BYTES + 1));
      } catch (IOException | DocumentRefusedException e) {
        throw new IllegalStateException("this program was built with faulty releases", e);
      }
    }
  }
}
