package atelier.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// The broker in memory, for tests; it can be away, and a test decides when waiting messages have
/// waited long enough.
///
/// - Guarded by its own monitor; receivers are called outside of it, on one thread.
public final class InMemoryBroker implements Broker {
  private final Map<QueueName, Line> lines = new LinkedHashMap<>();
  private final Map<QueueName, QueueDeclaration> wished = new LinkedHashMap<>();
  private final ExecutorService pump =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("in-memory-broker").factory());
  private boolean away;
  private boolean closed;
  private int refusals;

  /// A queue: what waits in it, who wants it.
  private static final class Line {
    final QueueDeclaration declaration;
    final Deque<Message> ready = new ArrayDeque<>();
    final List<Interest> interests = new ArrayList<>();

    Line(QueueDeclaration declaration) {
      this.declaration = declaration;
    }
  }

  /// From now on every call fails, and what is unanswered is as if it had never been delivered,
  /// until [#comeBack()].
  public synchronized void goAway() {
    away = true;
    refusals = 0;
    for (Line line : lines.values()) {
      line.interests.forEach(Interest::lose);
    }
  }

  public synchronized void comeBack() {
    away = false;
    pump();
  }

  /// How many publishes have failed since [#goAway()].
  public synchronized int refusals() {
    return refusals;
  }

  /// Lets the time to live of everything in a queue end: it goes where the dead go.
  public synchronized void expire(QueueName queue) {
    Line line = line(queue).orElseThrow();
    Optional<Line> target = line.declaration.deadLetters().flatMap(this::line);
    for (Message dead = line.ready.poll(); dead != null; dead = line.ready.poll()) {
      Message message = dead;
      target.ifPresent(next -> next.ready.add(message));
    }
    pump();
  }

  /// What waits in a queue, the oldest first; nothing is taken out.
  public synchronized List<Message> waiting(QueueName queue) {
    return line(queue).map(line -> List.copyOf(line.ready)).orElse(List.of());
  }

  /// How many messages of a queue are delivered and not answered.
  public synchronized int unanswered(QueueName queue) {
    return line(queue).stream()
        .flatMap(line -> line.interests.stream())
        .mapToInt(interest -> interest.unanswered.size())
        .sum();
  }

  /// What was declared, the latest declaration of each queue.
  synchronized List<QueueDeclaration> wished() {
    beThere();
    return List.copyOf(wished.values());
  }

  /// How a queue exists.
  synchronized Optional<QueueDeclaration> inForce(QueueName queue) {
    return line(queue).map(line -> line.declaration);
  }

  /// Takes out what waits in a queue, the oldest first.
  synchronized List<Message> takeAll(QueueName queue) {
    beThere();
    List<Message> all = waiting(queue);
    line(queue).orElseThrow(() -> new BrokerException("there is no queue " + queue)).ready.clear();
    return all;
  }

  synchronized void delete(QueueName queue) {
    beThere();
    lines.remove(queue);
  }

  @Override
  public synchronized void declare(List<QueueDeclaration> queues) {
    beThere();
    queues.forEach(each -> wished.put(each.queue(), each));
    queues.forEach(each -> lines.computeIfAbsent(each.queue(), _ -> new Line(each)));
  }

  @Override
  public void publish(QueueName queue, Message message) {
    publish(List.of(new Outgoing(queue, message)));
  }

  @Override
  public synchronized void publish(List<Outgoing> messages) {
    beThere();
    for (Outgoing each : messages) {
      line(each.queue())
          .orElseThrow(
              () -> new BrokerException("cannot publish to " + each.queue() + ": no such queue"))
          .ready
          .add(each.message());
    }
    pump();
  }

  @Override
  public synchronized Subscription subscribe(
      QueueName queue, int prefetch, Consumer<Delivery> receiver) {
    beThere();
    Line line =
        line(queue)
            .orElseThrow(() -> new BrokerException("cannot consume " + queue + ": no such queue"));
    var interest = new Interest(line, prefetch, receiver);
    line.interests.add(interest);
    pump();
    return interest;
  }

  @Override
  public synchronized QueueDepth depth(QueueName queue) {
    beThere();
    return line(queue)
        .map(
            line ->
                new QueueDepth(
                    line.ready.size(),
                    (int) line.interests.stream().filter(each -> each.open).count()))
        .orElse(new QueueDepth(0, 0));
  }

  @Override
  public synchronized boolean isUp() {
    return !away && !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    pump.shutdown();
  }

  private void beThere() {
    if (!isUp()) {
      refusals++;
      throw new BrokerException("the broker is away");
    }
  }

  private Optional<Line> line(QueueName queue) {
    return Optional.ofNullable(lines.get(queue));
  }

  private void pump() {
    try {
      pump.execute(this::deliverAll);
    } catch (RejectedExecutionException _) {
      // Closed: nothing is delivered any more.
    }
  }

  private void deliverAll() {
    for (var next = nextDelivery(); next.isPresent(); next = nextDelivery()) {
      next.get().interest.receiver.accept(next.get());
    }
  }

  private synchronized Optional<Handed> nextDelivery() {
    if (!isUp()) {
      return Optional.empty();
    }
    for (Line line : lines.values()) {
      for (Interest interest : line.interests) {
        if (interest.hasRoom() && !line.ready.isEmpty()) {
          var handed = new Handed(interest, line.ready.remove());
          interest.unanswered.add(handed);
          line.interests.remove(interest);
          line.interests.add(interest); // They take turns.
          return Optional.of(handed);
        }
      }
    }
    return Optional.empty();
  }

  private final class Interest implements Subscription {
    final Line line;
    final int prefetch;
    final Consumer<Delivery> receiver;
    final List<Handed> unanswered = new ArrayList<>();
    boolean open = true;

    Interest(Line line, int prefetch, Consumer<Delivery> receiver) {
      this.line = line;
      this.prefetch = prefetch;
      this.receiver = receiver;
    }

    boolean hasRoom() {
      return open && unanswered.size() < prefetch;
    }

    /// The channel is gone: what is unanswered stands in the queue again.
    void lose() {
      unanswered.reversed().forEach(each -> line.ready.addFirst(each.message));
      unanswered.clear();
    }

    @Override
    public void close() {
      synchronized (InMemoryBroker.this) {
        open = false;
      }
    }
  }

  private final class Handed implements Delivery {
    final Interest interest;
    final Message message;

    Handed(Interest interest, Message message) {
      this.interest = interest;
      this.message = message;
    }

    @Override
    public QueueName queue() {
      return interest.line.declaration.queue();
    }

    @Override
    public Message message() {
      return message;
    }

    @Override
    public void acknowledge() {
      synchronized (InMemoryBroker.this) {
        if (interest.unanswered.remove(this)) {
          pump();
        }
      }
    }

    @Override
    public void giveBack() {
      synchronized (InMemoryBroker.this) {
        if (interest.unanswered.remove(this)) {
          interest.line.ready.addFirst(message);
          interest.line.interests.remove(interest);
          interest.line.interests.add(interest); // Others first.
          pump();
        }
      }
    }
  }
}
