package atelier.job;

import atelier.queue.QueueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The record locks that this process holds, so that our own jobs wait for each other in memory.
///
/// - Shape: the same rule as the lock in the table: a sub-definition is not made while it is made
///   or written elsewhere or the document is written; the document is not written while anything is
///   made.
/// - Guarded by its own monitor; what waits is called outside of it.
/// - Source: `docs/phraseanet.md`, record lock.
final class LocalLocks {
  private final Map<RecordKey, List<Held>> held = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();

  /// Takes the lock, or remembers to call `whenFree` once after it may be free.
  ///
  /// - Shape: true = taken, and `whenFree` is never called.
  synchronized boolean enter(QueueType type, JobRow row, Runnable whenFree) {
    var wish = new Held(type, String.valueOf(row.workOn()));
    var record = RecordKey.of(row);
    List<Held> holders = held.computeIfAbsent(record, _ -> new ArrayList<>());
    if (holders.stream().anyMatch(wish::conflictsWith)) {
      waiting.add(new Waiting(record, whenFree));
      return false;
    }
    holders.add(wish);
    return true;
  }

  /// Gives the lock back and wakes those who wait for the record.
  void leave(QueueType type, JobRow row) {
    var awake = new ArrayList<Waiting>();
    synchronized (this) {
      var record = RecordKey.of(row);
      List<Held> holders = held.getOrDefault(record, new ArrayList<>());
      holders.remove(new Held(type, String.valueOf(row.workOn())));
      if (holders.isEmpty()) {
        held.remove(record);
      }
      for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
        Waiting each = all.next();
        if (each.record.equals(record)) {
          all.remove();
          awake.add(each);
        }
      }
    }
    awake.forEach(each -> each.whenFree.run());
  }

  private record RecordKey(int databox, int record) {
    static RecordKey of(JobRow row) {
      return new RecordKey(
          row.databoxId() == null ? 0 : row.databoxId(),
          row.recordId() == null ? 0 : row.recordId());
    }
  }

  private record Held(QueueType type, String workOn) {
    boolean conflictsWith(Held other) {
      boolean sameFile = workOn.equals(other.workOn);
      if (type == QueueType.SUBDEF_CREATION) {
        return sameFile || other.workOn.equals("document");
      }
      return sameFile || (workOn.equals("document") && other.type == QueueType.SUBDEF_CREATION);
    }
  }

  private record Waiting(RecordKey record, Runnable whenFree) {}
}
