package atelier.console;

import atelier.OutsideException;
import atelier.app.Atelier;
import atelier.app.Workshop;
import atelier.app.Workshop.Backlog;
import atelier.library.Collection;
import atelier.worker.intake.Taken;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files in and waits until all work on them is done, showing how far it is.
///
/// - One thread calls [#work(List)], once.
final class DemoRun {
  private static final Logger log = LoggerFactory.getLogger(DemoRun.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  /// Nothing to do at this many looks in a row means done: a job's end and its follow-up are two
  /// steps.
  private static final int IDLE_LOOKS = 3;

  private final Atelier atelier;
  private final Workshop workshop;
  private final int slots;
  private final Progress progress;
  private final PrintWriter out;
  private final ConcurrentHashMap<Path, Taken> taken = new ConcurrentHashMap<>();
  private final AtomicInteger left = new AtomicInteger();

  DemoRun(Atelier atelier, Workshop workshop, int slots, PrintWriter out) {
    this.atelier = atelier;
    this.workshop = workshop;
    this.slots = slots;
    this.out = out;
    this.progress = new Progress(out, Terminal.isThere());
  }

  /// What came of it; files in the order given.
  record Results(List<Result> results, Duration duration) {}

  /// One file and what came of taking it in.
  record Result(Path file, Taken taken) {}

  Results work(List<Path> files) throws InterruptedException {
    Instant began = Instant.now();
    Collection collection = atelier.desk().firstCollection();
    out.println("Taking " + files.size() + " files into the collection " + collection.name());
    out.flush();
    left.set(files.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var turns = new Semaphore(slots);
      files.forEach(file -> threads.execute(() -> take(file, collection, turns)));
      waitUntilDone(files.size());
    }
    var results = new ArrayList<Result>();
    files.forEach(
        file ->
            results.add(
                new Result(
                    file, taken.getOrDefault(file, new Taken.Refused("it was not reached")))));
    return new Results(
        Collections.unmodifiableList(results), Duration.between(began, Instant.now()));
  }

  private void take(Path file, Collection collection, Semaphore turns) {
    try {
      turns.acquire();
      try {
        taken.put(file, atelier.desk().take(file, collection));
        workshop.nudge();
      } finally {
        turns.release();
      }
    } catch (OutsideException e) {
      log.error("{} could not be taken in", file, e);
      taken.put(file, new Taken.Refused(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("{} could not be taken in", file, e);
      taken.put(file, new Taken.Refused("a fault in Atelier itself: " + e));
    } finally {
      left.decrementAndGet();
    }
  }

  private void waitUntilDone(int files) throws InterruptedException {
    int idle = 0;
    while (idle < IDLE_LOOKS) {
      Thread.sleep(LOOK);
      int filesLeft = left.get();
      Backlog backlog;
      try {
        backlog = workshop.backlog();
      } catch (OutsideException e) {
        log.warn("the backlog cannot be read just now", e);
        idle = 0;
        continue;
      }
      progress.show(files, files - filesLeft, workshop.activity(), backlog);
      idle = filesLeft == 0 && backlog.isEmpty() ? idle + 1 : 0;
    }
    progress.end();
  }
}
