package io.airgapkit.verifier.content;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stage 5: every entry's bytes are hashed once; each that differs is reported, none stops the
 * others.
 */
final class ContentCheck {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MAX_THREADS = 4;

  /** Below this much payload a second thread costs more than it brings. */
  private static final long PARALLEL_FROM_BYTES = 16 << 20;

  private static final long PROGRESS_NANOS = 200_000_000L;

  private final KitFile file;
  private final ContainerLayout layout;
  private final ExtractionFolder folder;
  private final Progress progress;
  private final List<KitManifest.Entry> entries;
  private final Map<String, String> sha1ByPath = new HashMap<>();
  private final Finding[] findings;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();
  private final long total;
  private volatile KitUnreadableException failure;
  private long lastProgress;

  private ContentCheck(
      KitFile file,
      KitManifest manifest,
      ContainerLayout layout,
      ExtractionFolder folder,
      Progress progress) {
    this.file = file;
    this.layout = layout;
    this.folder = folder;
    this.progress = progress;
    this.entries = inContainerOrder(manifest);
    for (KitManifest.Certificate c : manifest.certificates()) {
      sha1ByPath.put(c.path(), c.sha1());
    }
    this.findings = new Finding[entries.size()];
    long bytes = 0;
    for (KitManifest.Entry e : entries) {
      bytes += e.size();
    }
    this.total = bytes;
  }

  /**
   * @param folder where the bytes are copied to while they are hashed, or null
   * @return what differs, in the order of entries
   * @throws KitUnreadableException if the kit cannot be read or the folder cannot be written to the
   *     end
   */
  static List<Finding> check(
      KitFile file,
      KitManifest manifest,
      ContainerLayout layout,
      ExtractionFolder folder,
      Progress progress)
      throws KitUnreadableException {
    return new ContentCheck(file, manifest, layout, folder, progress).run();
  }

  private static List<KitManifest.Entry> inContainerOrder(KitManifest manifest) {
    List<KitManifest.Entry> out = new ArrayList<>(manifest.entries());
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i).role() == EntryRole.SUMS) {
        out.add(out.remove(i));
        break;
      }
    }
    return out;
  }

  private List<Finding> run() throws KitUnreadableException {
    int threads =
        total < PARALLEL_FROM_BYTES
            ? 1
            : Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Thread thread = new Thread(new Worker(false), "content-" + i);
      thread.setDaemon(true);
      thread.start();
      others.add(thread);
    }
    new Worker(true).run();
    await(others);
    if (failure != null) {
      throw failure;
    }
    progress.advanced(total, total);
    List<Finding> out = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding != null) {
        out.add(finding);
      }
    }
    return out;
  }

  private void await(List<Thread> threads) throws KitUnreadableException {
    try {
      for (Thread thread : threads) {
        while (thread.isAlive()) {
          thread.join(200);
          tell();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitUnreadableException("interrupted", e);
    }
  }

  private void tell() {
    long now = System.nanoTime();
    if (now - lastProgress >= PROGRESS_NANOS) {
      lastProgress = now;
      progress.advanced(done.get(), total);
    }
  }

  /** Takes one entry after the other until none is left or somebody failed. */
  private final class Worker implements Runnable {
    private final boolean tells;
    private final byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(total, 1))];
    private final MessageDigest sha256 = Sha256.fresh();

    Worker(boolean tells) {
      this.tells = tells;
    }

    @Override
    public void run() {
      try {
        for (int i = next.getAndIncrement();
            i < entries.size() && failure == null;
            i = next.getAndIncrement()) {
          findings[i] = check(i);
        }
      } catch (KitUnreadableException e) {
        failure = e;
      } catch (IOException e) {
        failure =
            new KitUnreadableException("cannot write what is extracted: " + e.getMessage(), e);
      } catch (RuntimeException | Error e) {
        // Carried to the caller, who knows whether anybody wants to see a trace.
        failure = new KitUnreadableException("checking the content failed: " + e, e);
      }
    }

    private Finding check(int index) throws KitUnreadableException, IOException {
      KitManifest.Entry entry = entries.get(index);
      String wantSha1 = sha1ByPath.get(entry.path());
      MessageDigest sha1 = wantSha1 == null ? null : Sha256.freshSha1();
      try (OutputStream out =
          folder == null ? OutputStream.nullOutputStream() : folder.create(entry.path())) {
        long at = layout.contentOffset(index);
        for (long left = entry.size(); left > 0; ) {
          int part = (int) Math.min(buffer.length, left);
          file.read(at, buffer, part);
          sha256.update(buffer, 0, part);
          if (sha1 != null) {
            sha1.update(buffer, 0, part);
          }
          out.write(buffer, 0, part);
          at += part;
          left -= part;
          done.addAndGet(part);
          if (tells) {
            tell();
          }
        }
      }
      return compare(entry, Sha256.hex(sha256.digest()), wantSha1, sha1);
    }

    private Finding compare(
        KitManifest.Entry entry, String actual, String wantSha1, MessageDigest sha1) {
      if (!actual.equals(entry.sha256())) {
        return Finding.of(FindingCode.ENTRY_DIGEST_MISMATCH, entry.path(), entry.sha256(), actual);
      }
      String actualSha1 = sha1 == null ? null : Sha256.hex(sha1.digest());
      if (actualSha1 != null && !actualSha1.equals(wantSha1)) {
        return Finding.of(
            FindingCode.CERTIFICATE_SHA1_MISMATCH, entry.path(), wantSha1, actualSha1);
      }
      return null;
    }
  }
}
