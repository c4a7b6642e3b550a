package atelier.desk;

import atelier.OutsideException;
import atelier.job.Bulks;
import atelier.job.Bulks.Bulk;
import atelier.job.JobKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through actions on many jobs, those of earlier processes too, until it is closed.
///
/// - Thread-safe; works on one thread of its own.
public final class BulkRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BulkRunner.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  /// Longer than one batch can take.
  private static final Duration LAPSE = Duration.ofSeconds(60);

  private static final int BATCH = 50;

  private final Bulks bulks;
  private final Desk desk;
  private final QueueDesk queues;
  private final String owner;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  private BulkRunner(Bulks bulks, Desk desk, QueueDesk queues, String owner) {
    this.bulks = bulks;
    this.desk = desk;
    this.queues = queues;
    this.owner = owner;
    this.thread = Thread.ofVirtual().name("bulk").unstarted(this::run);
  }

  /// - Shape: `owner` names this process among all that serve the panel.
  public static BulkRunner start(Bulks bulks, Desk desk, QueueDesk queues, String owner) {
    var runner = new BulkRunner(bulks, desk, queues, owner);
    runner.thread.start();
    return runner;
  }

  private void run() {
    try {
      while (!closed.await(step().toMillis(), TimeUnit.MILLISECONDS)) {
        // The next batch.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One batch, and how long to wait before the next.
  private Duration step() {
    try {
      Optional<Bulk> claimed = bulks.claim(owner, LAPSE);
      if (claimed.isEmpty()) {
        return LOOK;
      }
      batch(claimed.get());
      return Duration.ZERO;
    } catch (OutsideException e) {
      log.warn("an action on many jobs waits: {}", e.getMessage());
      return AFTER_TROUBLE;
    } catch (RuntimeException e) {
      log.error("an action on many jobs met a fault in Atelier itself", e);
      return AFTER_TROUBLE;
    }
  }

  private void batch(Bulk bulk) {
    var done = new ArrayList<JobKey>();
    var refused = new ArrayList<JobKey>();
    try {
      for (JobKey key : bulks.next(bulk.id(), BATCH)) {
        if (closed.getCount() == 0) {
          break; // What is left waits for the next process.
        }
        (acted(bulk, key) ? done : refused).add(key);
      }
    } finally {
      bulks.dealt(bulk.id(), owner, List.copyOf(done), List.copyOf(refused));
    }
  }

  /// False when that job cannot be acted upon, by then.
  private boolean acted(Bulk bulk, JobKey key) {
    try {
      switch (bulk.action()) {
        case RETRY -> queues.retry(key.text());
        case CANCEL -> desk.cancel(key.text(), bulk.author());
      }
      return true;
    } catch (IllegalArgumentException | NotFoundException e) {
      log.debug("{} of job {} was refused: {}", bulk.action(), key, e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(AFTER_TROUBLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
