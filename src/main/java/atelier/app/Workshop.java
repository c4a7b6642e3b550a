package atelier.app;

import atelier.config.Configuration;
import atelier.job.Activity;
import atelier.job.Engine;
import atelier.job.EngineSettings;
import atelier.job.JobMetrics;
import atelier.job.OutboxRelay;
import atelier.job.ProcessIdentity;
import atelier.job.UnservedWatch;
import atelier.job.Worker;
import atelier.media.exiftool.ExiftoolMetadata;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import atelier.queue.Unserved;
import atelier.queue.amqp.AmqpBroker;
import atelier.search.IndexDocuments;
import atelier.search.SearchException;
import atelier.search.lucene.LuceneIndex;
import atelier.store.ApplicationBox;
import atelier.worker.Workers;
import atelier.worker.indexing.Indexer;
import atelier.worker.intake.IntakeLeftovers;
import atelier.worker.uploader.CreateRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that works in a process: broker (hosted here when it is embedded), engine, outbox,
/// index.
///
/// - Start order: broker, index, engine, outbox; stop order the other way round, so that nothing is
///   taken that could not be answered.
/// - Thread-safe.
public final class Workshop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workshop.class);
  private static final Duration LEFTOVER_AGE = Duration.ofHours(1);

  private final ApplicationBox box;
  private final AmqpBroker broker;
  private final Engine engine;
  private final OutboxRelay relay;
  private final Workload load;
  private final Deque<AutoCloseable> started;
  private volatile boolean closing;

  private Workshop(
      ApplicationBox box,
      AmqpBroker broker,
      Engine engine,
      OutboxRelay relay,
      Workload load,
      Deque<AutoCloseable> started) {
    this.box = box;
    this.broker = broker;
    this.engine = engine;
    this.relay = relay;
    this.load = load;
    this.started = started;
  }

  /// What a workshop is made of.
  record Parts(
      Home home,
      Configuration configuration,
      ApplicationBox box,
      SubdefTools subdefTools,
      ExiftoolMetadata metadataTool,
      CreateRecord.Parts uploads,
      Workload load,
      MeterRegistry meters,
      Clock clock) {

    List<Worker<?>> workers() {
      return Workers.all(
          new Workers.Parts(
              box.library(),
              box.jobs(),
              subdefTools.maker(),
              metadataTool,
              configuration.metadataMimes(),
              uploads,
              clock));
    }
  }

  static Workshop start(Parts parts) {
    Deque<AutoCloseable> started = new ArrayDeque<>();
    try {
      return start(parts, started);
    } catch (RuntimeException e) {
      Closing.all(started);
      throw e;
    }
  }

  private static Workshop start(Parts parts, Deque<AutoCloseable> started) {
    AmqpBroker broker = new BrokerAccess(parts.configuration, parts.home).hosting(started);
    Optional<Indexer> indexer = indexer(parts, started);
    started.push(parts.subdefTools);
    var metrics = new JobMetrics(parts.meters);
    var engine =
        new Engine(
            broker,
            parts.box.books(),
            parts.workers(),
            new EngineSettings(
                parts.load.slots(),
                parts.load.slotsByQueue(),
                parts.configuration.topology(),
                ProcessIdentity.current(),
                EngineSettings.USUAL_PATIENCE),
            metrics,
            parts.clock);
    started.push(engine);
    engine.start(parts.load.queues());
    var relay = new OutboxRelay(parts.box.outbox(), broker, served(parts), metrics, parts.clock);
    started.push(relay);
    var unserved = new Unserved(parts.clock, Unserved.USUAL_PATIENCE);
    started.push(new UnservedWatch(broker.queues(), unserved, metrics));
    engine.onEnd(relay::nudge);
    indexer.ifPresent(each -> engine.onEnd(each::nudge));
    IntakeLeftovers.sweep(parts.box.library(), LEFTOVER_AGE, parts.clock);
    return new Workshop(parts.box, broker, engine, relay, parts.load, started);
  }

  /// The embedded broker has no other workers than ours.
  private static Set<QueueType> served(Parts parts) {
    return parts.configuration.broker().isPresent()
        ? EnumSet.allOf(QueueType.class)
        : Atelier.workableQueues();
  }

  /// What has been done here, and what runs.
  public Activity activity() {
    return engine.activity();
  }

  /// True while messages are taken: the broker is there, and nobody has asked us to stop.
  public boolean isConsuming() {
    return !closing && broker.isUp();
  }

  /// Something was announced: carry it to the broker now rather than within a second.
  public void nudge() {
    relay.nudge();
  }

  /// The broker this process works with.
  AmqpBroker broker() {
    return broker;
  }

  /// What is still to be done, over all processes: announced, queued, waiting for another try, to
  /// be indexed.
  public Backlog backlog() {
    long announced = box.outbox().count();
    long queued = 0;
    long later = 0;
    for (QueueType type : load.queues()) {
      for (QueueName queue : Topology.queuesOf(type)) {
        long ready = broker.depth(queue).ready();
        switch (queue) {
          case QueueName.Base _ -> queued += ready;
          case QueueName.Sibling(QueueType _, QueueName.Role role) ->
              later += role == QueueName.Role.FAILED ? 0 : ready;
          case QueueName.Unroutable() -> {}
        }
      }
    }
    long toIndex =
        box.library().databoxes().stream()
            .mapToLong(databox -> box.library().records(databox.id()).toIndex())
            .sum();
    return new Backlog(announced, queued, later, engine.activity().running(), toIndex);
  }

  /// Stops: running jobs may end within the grace time, the rest is given back.
  @Override
  public void close() {
    closing = true;
    try {
      engine.drain(load.grace());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Closing.all(started);
  }

  /// Only one process can write the embedded index; in the others records keep asking.
  private static Optional<Indexer> indexer(Parts parts, Deque<AutoCloseable> started) {
    try {
      var index = LuceneIndex.open(parts.home.index());
      started.push(index);
      var indexer = new Indexer(parts.box.library(), index, new IndexDocuments(ZoneOffset.UTC));
      started.push(indexer);
      return Optional.of(indexer);
    } catch (SearchException e) {
      log.info("another process keeps the index: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /// What is still to be done.
  ///
  /// - Shape: `later` = waiting for another try; the embedded broker counts running jobs among the
  ///   queued.
  public record Backlog(long announced, long queued, long later, long running, long toIndex) {
    public boolean isEmpty() {
      return announced + queued + later + running + toIndex == 0;
    }

    /// Jobs that wait or run; not what is only to be indexed.
    public long jobs() {
      return announced + Math.max(queued, running) + later;
    }
  }
}
