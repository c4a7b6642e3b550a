package atelier.media;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Lets pieces of work on the same thing follow each other on the same kept process, which still
/// has in mind what it read for the one before.
///
/// Thread-safe. Invariants, guarded by this object:
///
/// 1. A key has a line from the first `enter` until the `leave` after which nobody waits.
/// 2. Who is at work on a key has its lease alone; all others on that key wait in its line.
/// 3. A lease that was handed to somebody who no longer waits for it goes to the next.
public final class Turns {
  private final KeptTools tools;
  private final Map<String, ArrayDeque<Turn>> lines = new HashMap<>();

  public Turns(KeptTools tools) {
    this.tools = tools;
  }

  /// Waits for a process, the one that was last at work on `key` where there is one.
  public KeptTools.Lease enter(String key) throws InterruptedException {
    var turn = new Turn();
    synchronized (this) {
      var line = lines.get(key);
      if (line == null) {
        lines.put(key, new ArrayDeque<>());
        turn.lease.complete(Optional.empty());
      } else {
        line.add(turn);
      }
    }
    Optional<KeptTools.Lease> handed = await(key, turn);
    if (handed.isPresent()) {
      return handed.get();
    }
    boolean leased = false;
    try {
      KeptTools.Lease lease = tools.lease(key);
      leased = true;
      return lease;
    } finally {
      if (!leased) {
        pass(key, Optional.empty());
      }
    }
  }

  /// Hands the process to the next who waits for the same, else gives it back.
  public void leave(String key, KeptTools.Lease lease) {
    pass(key, Optional.of(lease));
  }

  private Optional<KeptTools.Lease> await(String key, Turn turn) throws InterruptedException {
    try {
      return turn.lease.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      boolean waits;
      synchronized (this) {
        var line = lines.get(key);
        waits = line != null && line.remove(turn);
      }
      if (!waits) {
        pass(key, turn.lease.join());
      }
      throw e;
    }
  }

  private void pass(String key, Optional<KeptTools.Lease> lease) {
    Turn next;
    synchronized (this) {
      var line = lines.get(key);
      next = line == null ? null : line.poll();
      if (next == null) {
        lines.remove(key);
      }
    }
    if (next == null) {
      lease.ifPresent(KeptTools.Lease::close);
    } else {
      next.lease.complete(lease);
    }
  }

  /// One who waits; empty when nobody can hand a process on.
  private static final class Turn {
    private final CompletableFuture<Optional<KeptTools.Lease>> lease = new CompletableFuture<>();
  }
}
