package atelier.job;

import java.time.Instant;
import java.util.List;

/// What people did, and when.
///
/// - Errors: every method throws [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
public interface Audit {
  /// Notes an action.
  ///
  /// - Shape: `actor` is a login; `action` a short word of ours (`retry`, `sign-in`); `target` what
  ///   it was done to; texts that are too long are cut.
  void note(String actor, String action, String target, String details);

  /// Actions with a smaller number than `before`, the latest first.
  List<Entry> list(long before, int limit);

  /// One action.
  ///
  /// - Units: `happened` by the clock that all processes share.
  record Entry(
      long id, Instant happened, String actor, String action, String target, String details) {}
}
