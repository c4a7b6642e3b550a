package atelier.job;

import atelier.OutsideException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks the same round again and again until it is closed: at once after a nudge, else every
/// second.
///
/// - What a round throws is logged and the next round comes in a second; trouble outside the house
///   is said once, and so is its end.
/// - Thread-safe. One thread of its own walks, so a round never meets itself.
public final class Patrol implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Patrol.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// One round.
  @FunctionalInterface
  public interface Round {
    /// - Shape: true when there is more to do at once.
    boolean walk();
  }

  private final String name;
  private final Round round;
  private final Semaphore nudges = new Semaphore(0);
  private final Thread thread;

  private Patrol(String name, Round round) {
    this.name = name;
    this.round = round;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::walk);
  }

  /// - Shape: `name` for logs and the thread: `outbox relay`.
  public static Patrol start(String name, Round round) {
    var patrol = new Patrol(name, round);
    patrol.thread.start();
    return patrol;
  }

  /// There may be something to do: look now.
  public void nudge() {
    nudges.release();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void walk() {
    boolean away = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          boolean more = round.walk();
          if (away) {
            log.info("{}: goes on", name);
            away = false;
          }
          if (!more && nudges.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            nudges.drainPermits();
          }
        } catch (OutsideException e) {
          if (!away) {
            log.warn("{}: cannot go on just now, and is tried again until it does", name, e);
            away = true;
          }
          Thread.sleep(PATIENCE);
        } catch (RuntimeException e) {
          log.error("{}: failed, and is tried again in a second", name, e);
          Thread.sleep(PATIENCE);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Closed: nobody but close() interrupts it.
    }
  }
}
