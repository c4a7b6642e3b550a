package atelier.bench;

import atelier.job.Engine;
import atelier.job.EngineSettings;
import atelier.job.Job;
import atelier.job.JobMetrics;
import atelier.job.JobRow;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.job.Worker;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import atelier.store.ApplicationBox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Atelier's engine with a worker that does nothing but look at the clock.
record AtelierRun(Target target, ApplicationBox box) {
  static final int SLOTS = 64;

  /// Jobs a second, from the start of the engine to the end of the last job.
  double drain(int jobs) throws InterruptedException {
    target.fill(jobs);
    var left = new CountDownLatch(jobs);
    try (var broker = target.connect();
        var engine = engine(broker, new Clockwatch(new long[0], new AtomicInteger()))) {
      engine.onEnd(left::countDown);
      long began = System.nanoTime();
      engine.start(Set.of(Target.TYPE));
      left.await();
      return jobs / ((System.nanoTime() - began) / 1e9);
    }
  }

  /// Milliseconds from publishing to the start of the worker, in their order.
  double[] latencies(int jobs, int perSecond) throws InterruptedException {
    target.fill(0);
    var waited = new long[jobs];
    var started = new AtomicInteger();
    try (var broker = target.connect();
        var publisher = target.connect();
        var engine = engine(broker, new Clockwatch(waited, started))) {
      engine.start(Set.of(Target.TYPE));
      long begin = System.nanoTime();
      for (int i = 0; i < jobs; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        // Each in a thread of its own: none waits for the confirm of the one before.
        Thread.startVirtualThread(() -> publisher.publish(List.of(Target.job(System.nanoTime()))));
      }
      while (started.get() < jobs) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return Arrays.stream(waited).sorted().mapToDouble(nanos -> nanos / 1e6).toArray();
  }

  private Engine engine(atelier.queue.Broker broker, Worker<Long> worker) {
    return new Engine(
        broker,
        box.books(),
        List.of(worker),
        new EngineSettings(SLOTS, target.topology(), ProcessIdentity.current()),
        new JobMetrics(new SimpleMeterRegistry()),
        Clock.systemUTC());
  }

  private record Clockwatch(long[] waited, AtomicInteger started) implements Worker<Long> {
    @Override
    public QueueType type() {
      return Target.TYPE;
    }

    @Override
    public Long read(Payload payload) {
      return payload.integer("sent");
    }

    @Override
    public Optional<JobRow> row(Long sent) {
      return Optional.empty();
    }

    @Override
    public Outcome process(Long sent, Job job) {
      if (waited.length > 0) {
        waited[started.get() < waited.length ? started.getAndIncrement() : 0] =
            System.nanoTime() - sent;
      }
      return new Outcome.Done("");
    }
  }
}
