package atelier.job;

import atelier.library.Announcement;
import java.util.List;

/// Announcements that were committed with a change of the library and are not published yet.
///
/// - Errors: [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
public interface Outbox {
  /// The oldest that wait, over all databoxes, at most `limit` a databox.
  List<Waiting> waiting(int limit);

  /// Forgets these: the broker has confirmed them.
  void published(List<Waiting> sent);

  /// How many wait.
  long count();

  /// One that waits.
  record Waiting(int databoxId, long id, Announcement announcement) {}
}
