package atelier.job;

import atelier.job.Wishes.Pause;
import atelier.queue.Broker;
import atelier.queue.Broker.Subscription;
import atelier.queue.Delivery;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes messages, runs their jobs, answers them: the heart of every process that works.
///
/// - Thread-safe.
/// - Invariants:
///   1. A job runs on a virtual thread of its own, and only with a slot; never more than `slots` at
///      a time.
///   2. A message in our hands is in exactly one place: waiting (`taken`), running, parked behind a
///      lock of ours, or held by another process; it leaves by being answered.
///   3. What has waited [#LONGEST_WAIT] for a slot goes back to the broker.
///   4. After [#drain(Duration)] nothing is taken and everything in our hands was answered.
public final class Engine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /// How long a message may wait in this process for a slot.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Broker broker;
  private final Books books;
  private final Map<QueueType, Worker<?>> workers;
  private final EngineSettings settings;
  private final Clock clock;
  private final Surroundings around;
  private final Execution execution;
  private final Care care;
  private final Semaphore slots;
  private final TakenQueue taken = new TakenQueue();
  private final ConcurrentLinkedQueue<Delivery> held = new ConcurrentLinkedQueue<>();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final Map<QueueName, Integer> byQueue = new ConcurrentHashMap<>();
  private final Map<QueueType, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong triedAgain = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile Set<QueueType> served = Set.of();
  private volatile @Nullable Thread dispatcher;
  private volatile @Nullable Patrol patrol;

  public Engine(
      Broker broker,
      Books books,
      List<Worker<?>> workers,
      EngineSettings settings,
      JobMetrics metrics,
      Clock clock) {
    this.broker = broker;
    this.books = books;
    this.workers = new EnumMap<>(QueueType.class);
    workers.forEach(worker -> this.workers.put(worker.type(), worker));
    this.settings = settings;
    this.clock = clock;
    this.slots = new Semaphore(settings.slots());
    this.around = new Surroundings(settings, books.wishes(), metrics);
    metrics.slots(settings.slots(), running::size);
    var liveness = new Liveness(settings.process(), books.jobs());
    this.execution = new Execution(broker, books.jobs(), liveness, this.workers, around, clock);
    this.care = new Care(books, liveness, broker, around, settings, clock);
  }

  /// Declares all queues and starts to work on those of `wanted` that have a worker.
  ///
  /// - Errors: [atelier.queue.BrokerException], [JobStoreException] when broker or database are
  ///   away.
  public void start(Set<QueueType> wanted) {
    var types = EnumSet.noneOf(QueueType.class);
    types.addAll(wanted);
    types.retainAll(workers.keySet());
    served = Set.copyOf(types);
    care.signOn(served);
    broker.declare(around.topology().all());
    serve();
    dispatcher = Thread.ofVirtual().name("engine-dispatch").start(this::dispatch);
    patrol = Patrol.start("engine", this::walk);
  }

  /// Calls `listener` after each job that ended, on the job's thread; it must be quick.
  public void onEnd(Runnable listener) {
    listeners.add(listener);
  }

  /// What has been done here, and what runs.
  public Activity activity() {
    return new Activity(running.size(), done.get(), triedAgain.get(), failed.get());
  }

  /// Stops: takes no more, lets the running jobs end within `grace`, interrupts the rest, gives
  /// everything back.
  public void drain(Duration grace) throws InterruptedException {
    Optional.ofNullable(patrol).ifPresent(Patrol::close);
    subscriptions.values().forEach(Subscription::close);
    subscriptions.clear();
    stopDispatcher();
    taken.close().forEach(Delivery::giveBack);
    giveBackHeld();
    if (!waitForRunning(grace)) {
      log.info("{} jobs did not end within {} and are interrupted", running.size(), grace);
      running.forEach(Thread::interrupt);
      waitForRunning(LAST_WORDS);
    }
    giveBackHeld();
    care.signOff();
  }

  /// Stops at once: [#drain(Duration)] without grace.
  @Override
  public void close() {
    try {
      drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dispatch() {
    try {
      while (true) {
        slots.acquire();
        Delivery delivery = taken.next(this::hasRoom);
        byQueue.merge(delivery.queue(), 1, Integer::sum);
        Thread job =
            Thread.ofVirtual().name("job-" + delivery.queue()).unstarted(() -> runInSlot(delivery));
        running.add(job); // Before it starts, so that a drain never overlooks it.
        job.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasRoom(QueueName queue) {
    return !(queue instanceof QueueName.Base(QueueType type))
        || byQueue.getOrDefault(queue, 0) < settings.slotsOf(type);
  }

  private void runInSlot(Delivery delivery) {
    try {
      count(execution.run(delivery, () -> taken.add(delivery, clock.instant())), delivery);
    } catch (InterruptedException e) {
      delivery.giveBack();
    } catch (RuntimeException | Error e) {
      log.error("a message from {} could not be handled and goes back", delivery.queue(), e);
      delivery.giveBack();
    } finally {
      running.remove(Thread.currentThread());
      byQueue.merge(delivery.queue(), -1, Integer::sum);
      slots.release();
      taken.look();
    }
    listeners.forEach(Runnable::run);
  }

  private void count(Execution.Result result, Delivery delivery) {
    switch (result) {
      case Execution.Result.Ended(Outcome outcome, boolean more) -> {
        switch (outcome) {
          case Outcome.Done _ -> done.incrementAndGet();
          case Outcome.TryAgain _ -> (more ? triedAgain : failed).incrementAndGet();
          case Outcome.GivenUp _ -> failed.incrementAndGet();
          case Outcome.Busy _, Outcome.Canceled _, Outcome.Interrupted _ -> {}
        }
      }
      case Execution.Result.Answered() -> {}
      case Execution.Result.Parked() -> {}
      case Execution.Result.Held() -> held.add(delivery);
    }
  }

  /// Every second: gives back what waited too long, asks again for what others hold, serves the
  /// queues that are not paused, heeds what operators wish.
  private boolean walk() {
    taken.olderThan(LONGEST_WAIT, clock.instant()).forEach(Delivery::giveBack);
    for (Delivery again = held.poll(); again != null; again = held.poll()) {
      taken.add(again, clock.instant());
    }
    serve();
    care.walk();
    return false;
  }

  /// Subscribes to what is served and not paused, and to nothing else.
  private void serve() {
    Map<QueueType, Pause> pauses =
        books.wishes().pauses().stream().collect(Collectors.toMap(Pause::type, each -> each));
    for (QueueType type : served) {
      Optional<Pause> pause = Optional.ofNullable(pauses.get(type));
      if (pause.isPresent() && subscriptions.containsKey(type)) {
        subscriptions.remove(type).close();
        taken.of(QueueName.base(type)).forEach(Delivery::giveBack);
        log.info("{} is paused by {}: {}", type, pause.get().author(), pause.get().reason());
      } else if (pause.isEmpty() && !subscriptions.containsKey(type)) {
        subscriptions.put(
            type,
            broker.subscribe(
                QueueName.base(type),
                settings.prefetch(type),
                delivery -> taken.add(delivery, clock.instant())));
      }
    }
  }

  /// Waits for its end too, so that no job starts behind a drain's back.
  private void stopDispatcher() throws InterruptedException {
    Thread thread = dispatcher;
    if (thread != null) {
      thread.interrupt();
      thread.join(LAST_WORDS);
    }
  }

  private void giveBackHeld() {
    for (Delivery delivery = held.poll(); delivery != null; delivery = held.poll()) {
      delivery.giveBack();
    }
  }

  private boolean waitForRunning(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    var left = new ArrayList<>(running);
    for (Thread thread : left) {
      long nanos = Math.max(deadline - System.nanoTime(), 1);
      if (!thread.join(Duration.ofNanos(Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1))))) {
        return false;
      }
    }
    return running.isEmpty();
  }
}
