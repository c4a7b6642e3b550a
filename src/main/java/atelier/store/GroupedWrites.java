package atelier.store;

import atelier.store.Connections.Undo;
import atelier.store.Connections.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Commits small changes of many threads together, as making a commit durable costs more than the
/// change.
///
/// Thread-safe, by these rules:
/// 1. Whoever gets the lock and finds its change not yet made makes it and those of all who wait,
///    in the order they came, each inside a savepoint of its own: one that fails leaves the others
///    as they are.
/// 2. Nobody returns before the commit; when that fails, all of the group have failed.
/// 3. Nobody waits for others to come: a group is what came together while the one before was
///    committed.
final class GroupedWrites {
  /// No member of a group begins later than this after the first.
  private static final Duration LONGEST = Duration.ofMillis(20);

  private final ReentrantLock writing;
  private final Jdbi jdbi;
  private final Queue<Member<?>> waiting = new ConcurrentLinkedQueue<>();

  /// - Shape: `writing` guards the one connection of `jdbi`.
  GroupedWrites(ReentrantLock writing, Jdbi jdbi) {
    this.writing = writing;
    this.jdbi = jdbi;
  }

  /// Changes, all or nothing; the work may run on the thread of another caller.
  <T> T write(Work<T> work, Undo undo) throws IOException {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction");
    }
    var member = new Member<>(work, undo);
    waiting.add(member);
    while (true) {
      writing.lock();
      try {
        if (member.isSettled()) {
          return member.result();
        }
        jdbi.useHandle(this::commitGroup);
      } catch (RuntimeException | Error e) {
        waiting.remove(member);
        throw e;
      } finally {
        writing.unlock();
      }
    }
  }

  private void commitGroup(Handle handle) {
    handle.execute("BEGIN IMMEDIATE");
    List<Member<?>> made = new ArrayList<>();
    try {
      long end = System.nanoTime() + LONGEST.toNanos();
      do {
        Member<?> member = waiting.poll();
        if (member == null) {
          break;
        }
        made.add(member);
        member.make(handle);
      } while (System.nanoTime() < end);
      handle.execute("COMMIT");
      made.forEach(Member::succeed);
    } catch (RuntimeException | Error e) {
      made.forEach(member -> member.fail(e));
      rollBack(handle, e);
    }
  }

  static void rollBack(Handle handle, Throwable failure) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      // After some failures SQLite has rolled back already, and there is no transaction any more.
      failure.addSuppressed(e);
    }
  }

  /// One caller's change.
  ///
  /// - Guarded by the lock of the group.
  private static final class Member<T> {
    private final Work<T> work;
    private final Undo undo;
    private Optional<T> made = Optional.empty();
    private @Nullable Throwable failure;
    private boolean settled;

    Member(Work<T> work, Undo undo) {
      this.work = work;
      this.undo = undo;
    }

    /// - Errors: only what leaves the whole group without a transaction; the work's own are kept.
    void make(Handle handle) {
      handle.execute("SAVEPOINT member");
      try {
        made = Optional.of(work.in(handle));
      } catch (IOException | RuntimeException | Error e) {
        fail(e);
        // Fails when SQLite has rolled back everything: then no member may be taken for made.
        handle.execute("ROLLBACK TO member");
      }
      handle.execute("RELEASE member");
    }

    void succeed() {
      settled = true;
    }

    /// The first failure counts.
    void fail(Throwable why) {
      if (failure == null) {
        failure = why;
        undo.because(why);
      }
      settled = true;
    }

    boolean isSettled() {
      return settled;
    }

    T result() throws IOException {
      switch (failure) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {}
      }
      return made.orElseThrow();
    }
  }
}
