package io.airgapkit.verifier.report;

/** Told how far a long run is; called from one thread at a time, at most a few times a second. */
public interface Progress {
  Progress NONE = new Silent();

  /** {@code done} of {@code total} bytes were read. */
  void advanced(long done, long total);

  /** Tells nobody. */
  final class Silent implements Progress {
    private Silent() {}

    @Override
    public void advanced(long done, long total) {}
  }
}
