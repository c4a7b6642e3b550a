package atelier.job;

import atelier.job.Custody.Kept;
import atelier.queue.Broker;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an engine does besides running jobs: tells that it lives, heeds what operators wish, takes
/// care of long jobs' messages and of those of the dead.
///
/// - One thread only.
final class Care {
  private static final Logger log = LoggerFactory.getLogger(Care.class);
  private static final int ROUNDS_PER_REPORT = 5;
  private static final int ROUNDS_PER_HEADWAY = 2;

  private final Books books;
  private final JobStore.OwnerCheck liveness;
  private final Broker broker;
  private final Surroundings around;
  private final EngineSettings settings;
  private final Clock clock;
  private Set<QueueType> served = Set.of();
  private int round;

  Care(
      Books books,
      JobStore.OwnerCheck liveness,
      Broker broker,
      Surroundings around,
      EngineSettings settings,
      Clock clock) {
    this.books = books;
    this.liveness = liveness;
    this.broker = broker;
    this.around = around;
    this.settings = settings;
    this.clock = clock;
  }

  /// Makes this process known, with the settings of this moment.
  void signOn(Set<QueueType> types) {
    served = types;
    report();
    lay();
  }

  /// One second's round.
  void walk() {
    List<Job> jobs = around.running().jobs();
    if (!jobs.isEmpty()) {
      books.wishes().canceled(jobs).forEach(around.running()::cancel);
    }
    takeIntoCustody();
    round++;
    if (round % ROUNDS_PER_HEADWAY == 0) {
      writeHeadway();
    }
    if (round % ROUNDS_PER_REPORT == 0) {
      report();
      lay();
      books.custody().kept().forEach(this::rescue);
    }
  }

  /// However often a worker tells, each job is written once in two rounds at most.
  private void writeHeadway() {
    for (var running : around.running().furtherOn()) {
      running
          .headway()
          .news()
          .ifPresent(
              fraction -> {
                books.jobs().tell(running.job(), fraction, clock.instant());
                running.headway().written(fraction);
              });
    }
  }

  /// Takes this process's line away.
  void signOff() {
    try {
      books.jobs().leave(around.process());
    } catch (JobStoreException e) {
      log.warn("this process could not sign off; others will notice within 30 s", e);
    }
  }

  private void report() {
    books.jobs().heartbeat(around.process());
    Runtime runtime = Runtime.getRuntime();
    books
        .roster()
        .report(
            around.process(),
            new Roster.Report(
                served,
                settings.slots(),
                around.running().count(),
                runtime.totalMemory() - runtime.freeMemory()));
  }

  private void lay() {
    for (QueueType type : around.lay(books.wishes().overlays())) {
      log.info("{} works with new settings: {}", type, around.topology().settings(type));
      // So that a queue which has to be declared once more is declared so; what exists stays.
      broker.declare(Topology.queuesOf(type).stream().map(around.topology()::declaration).toList());
    }
  }

  /// The ledger first, then the answer: a crash between leaves two copies, of which one runs.
  private void takeIntoCustody() {
    for (var running : around.running().unansweredFor(settings.patience(), clock.instant())) {
      if (books.custody().take(running.job()) && running.acknowledgeEarly()) {
        log.info("job {} runs long; its message is kept in the ledger", running.job().key());
      }
    }
  }

  private void rescue(Kept kept) {
    if (liveness.isDead(kept.owner())) {
      log.warn("job {} was left behind by {} and starts again", kept.key(), kept.owner());
      broker.publish(
          QueueName.base(kept.type()),
          Message.of(kept.envelopeJson(), Attempts.identity(kept.key(), kept.attempt())));
      books.custody().release(kept);
    }
  }
}
