package atelier.job;

import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.util.Optional;

/// One kind of work.
///
/// - Thread-safe: several executions run at the same time.
/// - An execution may run twice, after a crash: the implementation's Javadoc says how its effect
///   stays single.
///
/// @param <P> the work order, read from the payload
public interface Worker<P> {
  QueueType type();

  /// Reads the payload.
  ///
  /// - Errors: [atelier.queue.BadMessageException] that names the key; the message goes to the
  ///   failed queue.
  P read(Payload payload);

  /// What the legacy job table shall say; empty for types that have no row there.
  Optional<JobRow> row(P order);

  /// Does the work.
  ///
  /// - Errors: the ports' exceptions ([atelier.library.LibraryException] and the like) mean try
  ///   again; any other means a bug, and the job is given up.
  Outcome process(P order, Job job) throws InterruptedException;

  /// Called once the outcome is decided and before it is stored; for what is noted outside the
  /// ledger.
  default void ended(P order, Job job, Outcome outcome) {}
}
