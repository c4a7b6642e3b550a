package atelier.media;

import java.util.concurrent.Semaphore;

/// Lets pieces of work in as long as the memory that they say they need is there.
///
/// - Shape: first come, first served: a large one that waits is not overtaken for ever by small
///   ones. What needs more than there is at all must not wait; [#holds] says so before.
/// - Thread-safe.
/// - Source: `docs/decisions/0011-memory-admission.md`.
public final class MemoryGate {
  private static final long MEBIBYTE = 1L << 20;

  private final int mebibytes;
  private final String setting;
  private final Semaphore free;

  /// - Shape: `setting` is the configuration's key, for messages.
  /// - Errors: [IllegalArgumentException] for a budget below 1 MiB.
  public MemoryGate(long budgetBytes, String setting) {
    if (budgetBytes < MEBIBYTE) {
      throw new IllegalArgumentException("the memory for tools is below 1 MiB");
    }
    this.mebibytes = (int) Math.min(budgetBytes / MEBIBYTE, Integer.MAX_VALUE);
    this.setting = setting;
    this.free = new Semaphore(mebibytes, /* fair= */ true);
  }

  public long budgetBytes() {
    return mebibytes * MEBIBYTE;
  }

  /// Whether so much can be had at all.
  public boolean holds(long bytes) {
    return mebibytes(bytes) <= mebibytes;
  }

  /// Why something is not let in, for a person.
  public String refusal(String what, long bytes) {
    return "%s needs %d MiB of memory to be read; all tools together may have %d: raise %s (MiB)"
        .formatted(what, mebibytes(bytes), mebibytes, setting);
  }

  /// Waits until so much is free and takes it.
  ///
  /// - Errors: [IllegalArgumentException] for more than there is.
  public Pass enter(long bytes) throws InterruptedException {
    if (!holds(bytes)) {
      throw new IllegalArgumentException(refusal("this", bytes));
    }
    int taken = (int) mebibytes(bytes);
    free.acquire(taken);
    return () -> free.release(taken);
  }

  /// What was taken; to be closed once.
  @FunctionalInterface
  public interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  private static long mebibytes(long bytes) {
    return Math.ceilDiv(bytes, MEBIBYTE);
  }
}
