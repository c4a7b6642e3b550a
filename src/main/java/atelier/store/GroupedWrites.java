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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Commits small changes of many threads together, as making a commit durable costs more than the
/// change.
///
/// Thread-safe, by these rules:
/// 1. One caller at a time leads: it makes the changes of all who wait, in the order they came,
///    each inside a savepoint of its own, so that one that fails leaves the others as they are.
/// 2. Nobody returns before the commit; when that fails, all of the group have failed.
/// 3. Nobody waits for others to come: a group is what came together while the one before was
///    committed. Who has led wakes the first of those who wait, and that one leads next.
final class GroupedWrites {
  /// No member of a group begins later than this after the first.
  private static final Duration LONGEST = Duration.ofMillis(20);

  private final ReentrantLock writing;
  private final Jdbi jdbi;
  private final Queue<Member<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean led = new AtomicBoolean();

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
    while (!member.isSettled()) {
      if (led.compareAndSet(false, true)) {
        lead(member);
      } else {
        member.await();
      }
    }
    return member.result();
  }

  /// How many wait for a commit that has not begun.
  int waiting() {
    return waiting.size();
  }

  private void lead(Member<?> leader) {
    writing.lock();
    try {
      if (!leader.isSettled()) { // Else the one who led before did it all.
        jdbi.useHandle(this::commitGroup);
      }
    } catch (RuntimeException | Error e) {
      waiting.remove(leader);
      leader.fail(e);
    } finally {
      writing.unlock();
      led.set(false);
      // After that: who comes now leads, and who came before is seen here.
      Member<?> next = waiting.peek();
      if (next != null) {
        next.wake();
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
      made.forEach(Member::settle);
    } catch (RuntimeException | Error e) {
      made.forEach(member -> member.failed(e));
      rollBack(handle, e);
      made.forEach(Member::settle);
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
  /// - Written by whoever leads, until it is settled; then read by its caller.
  private static final class Member<T> {
    private final Work<T> work;
    private final Undo undo;
    private final Semaphore news = new Semaphore(0);
    private Optional<T> made = Optional.empty();
    private @Nullable Throwable failure;
    private volatile boolean settled;

    Member(Work<T> work, Undo undo) {
      this.work = work;
      this.undo = undo;
    }

    /// - Errors: only what leaves the whole group without a transaction; the work's own are kept.
    void make(Handle handle) {
      LeanSql.change(handle, "SAVEPOINT member");
      try {
        made = Optional.of(work.in(handle));
      } catch (IOException | RuntimeException | Error e) {
        failed(e);
        // Fails when SQLite has rolled back everything: then no member may be taken for made.
        LeanSql.change(handle, "ROLLBACK TO member");
      }
      LeanSql.change(handle, "RELEASE member");
    }

    /// The first failure counts.
    private void failed(Throwable why) {
      if (failure == null) {
        failure = why;
        undo.because(why);
      }
    }

    void fail(Throwable why) {
      failed(why);
      settle();
    }

    void settle() {
      settled = true;
      wake();
    }

    /// It is settled, or has to lead.
    void wake() {
      news.release();
    }

    void await() {
      news.acquireUninterruptibly();
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
