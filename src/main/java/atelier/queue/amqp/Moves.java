package atelier.queue.amqp;

import atelier.queue.BrokerException;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.Topology;
import atelier.queue.amqp.Carrier.Taken;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes queues anew without losing what is in them, nor what is published meanwhile.
///
/// Thread-safe. Beside a queue `Q` there is `Q.moving` for the time of its move. Invariants:
///
/// 1. From the first step to the last `Q` or `Q.moving` is bound to the exchange, so that nothing
///    published is unroutable. For two moments both are, and a message is doubled.
/// 2. `Q` is deleted only when all that was in it has been carried to `Q.moving`; what came into it
///    since then was published while `Q.moving` was bound, and is there too.
/// 3. While there is a `Q.moving`, the exchange [#MARK] exists: a crash leaves both, and whoever
///    declares next finds the mark and carries the messages back.
/// 4. One move at a time: the mover is the one consumer of the queue [#LOCK], which no other may
///    become before its connection ends; within a process a semaphore does the same.
final class Moves {
  static final String MARK = "atelier.moving";
  private static final Logger log = LoggerFactory.getLogger(Moves.class);
  private static final String LOCK = "atelier.moving.lock";
  private static final String SUFFIX = ".moving";
  private static final String DEFAULT_EXCHANGE = "";
  private static final int GROUP = 100;
  private static final int MOST_ROUNDS = 10;

  private final Declarations declarations;
  private final Duration patience;
  private final Semaphore here = new Semaphore(1);
  private final Set<String> leftBehind = ConcurrentHashMap.newKeySet();

  Moves(Declarations declarations, Duration patience) {
    this.declarations = declarations;
    this.patience = patience;
  }

  /// The names of queues that a move left behind, as far as is known here.
  Set<String> leftBehind() {
    return Set.copyOf(leftBehind);
  }

  /// Makes a queue anew.
  ///
  /// - Errors: [BrokerException] when it has consumers or another move goes on; it is as it was.
  ///   [IOException] when the broker is lost: what is left behind is for [#finish(Link)].
  void move(Link link, QueueDeclaration wish) throws IOException, InterruptedException {
    try (var _ = lock(link).orElseThrow(() -> new BrokerException("another move goes on"));
        var counter = new Counter(link)) {
      QueueName queue = wish.queue();
      counter.checkThatNoneLeadsTo(queue);
      Optional<AMQP.Queue.DeclareOk> found = counter.count(queue.text());
      if (found.isEmpty()) {
        declarations.declare(link, List.of(wish));
        return;
      }
      checkThatNobodyConsumes(queue, found.get());
      leftBehind.add(queue + SUFFIX);
      stepAside(counter.channel(), queue);
      boolean emptied = empty(link, counter, queue);
      if (emptied) {
        counter.channel().queueDelete(queue.text());
      }
      putBack(link, wish);
      unmark(link);
      if (!emptied) {
        throw new BrokerException("somebody began to consume it");
      }
    }
  }

  private static void checkThatNobodyConsumes(QueueName queue, AMQP.Queue.DeclareOk found) {
    if (found.getConsumerCount() > 0) {
      throw new BrokerException(
          queue + " has " + found.getConsumerCount() + " consumers, pause them first");
    }
  }

  /// What is published from now on goes to the moving queue.
  private static void stepAside(Channel channel, QueueName queue) throws IOException {
    String moving = queue + SUFFIX;
    channel.exchangeDeclare(MARK, "direct", true);
    channel.queueDeclare(moving, true, false, false, null);
    channel.queueBind(moving, MARK, moving);
    channel.queueBind(moving, queue.exchange(), queue.text());
    channel.queueUnbind(queue.text(), queue.exchange(), queue.text());
  }

  /// False when a consumer came in between.
  private boolean empty(Link link, Counter counter, QueueName queue)
      throws IOException, InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      carry(link, queue.text(), queue + SUFFIX);
      AMQP.Queue.DeclareOk rest = counter.count(queue.text()).orElse(null);
      if (rest == null || (rest.getMessageCount() == 0 && rest.getConsumerCount() == 0)) {
        return true;
      }
      if (rest.getConsumerCount() > 0) {
        return false;
      }
    }
    return false;
  }

  /// Declares the queue and binds it, and carries everything back into it.
  private void putBack(Link link, QueueDeclaration wish) throws IOException, InterruptedException {
    QueueName queue = wish.queue();
    String moving = queue + SUFFIX;
    declarations.declare(link, List.of(wish));
    Channel channel = Channels.open(link);
    try {
      channel.queueUnbind(moving, queue.exchange(), queue.text());
      carry(link, moving, queue.text());
      channel.queueDelete(moving, false, true);
      leftBehind.remove(moving);
    } finally {
      Channels.discard(channel);
    }
  }

  private void carry(Link link, String from, String to) throws IOException, InterruptedException {
    try (var carrier = Carrier.open(link, patience)) {
      for (Optional<Taken> next = carrier.take(from); next.isPresent(); next = carrier.take(from)) {
        carrier.pass(next.get(), DEFAULT_EXCHANGE, to);
        if (carrier.underWay() >= GROUP) {
          carrier.settle();
        }
      }
      carrier.settle();
    }
  }

  /// Finishes what a crash cut short, unless somebody else is at it.
  void finish(Link link) throws IOException, InterruptedException {
    if (!isMarked(link)) {
      return;
    }
    try (var counter = new Counter(link)) {
      for (QueueDeclaration usual : Topology.usual().all()) {
        String moving = usual.queue() + SUFFIX;
        if (counter.count(moving).isPresent()) {
          leftBehind.add(moving);
        }
      }
    }
    Optional<Lock> lock = lock(link);
    if (lock.isPresent()) {
      try (var _ = lock.get()) {
        for (QueueDeclaration usual : Topology.usual().all()) {
          if (leftBehind.contains(usual.queue() + SUFFIX)) {
            log.warn("A move of {} was cut short, carrying its messages back", usual.queue());
            putBack(link, declarations.remembered(usual.queue()).orElse(usual));
          }
        }
        unmark(link);
      }
    }
  }

  private static boolean isMarked(Link link) throws IOException {
    Channel channel = Channels.open(link);
    try {
      channel.exchangeDeclarePassive(MARK);
      return true;
    } catch (IOException | ShutdownSignalException e) {
      if (Refusal.code(e).orElse(0) == Refusal.NOT_FOUND) {
        return false;
      }
      throw e;
    } finally {
      Channels.discard(channel);
    }
  }

  /// The mark stays when it marks other queues too.
  private static void unmark(Link link) throws IOException {
    Channel channel = Channels.open(link);
    try {
      channel.exchangeDelete(MARK, true);
    } catch (IOException | ShutdownSignalException e) {
      if (Refusal.code(e).isEmpty()) {
        throw e;
      }
    } finally {
      Channels.discard(channel);
    }
  }

  /// Nothing when somebody else has it. The look at the consumers spares Qpid's answer to a second
  /// exclusive consumer, which closes the whole connection.
  private Optional<Lock> lock(Link link) throws IOException {
    if (!here.tryAcquire()) {
      return Optional.empty();
    }
    Channel channel = null;
    boolean locked = false;
    try {
      channel = Channels.open(link);
      if (channel.queueDeclare(LOCK, true, false, true, null).getConsumerCount() == 0) {
        channel.basicConsume(LOCK, true, "", false, true, null, new DefaultConsumer(channel));
        locked = true;
        return Optional.of(new Lock(channel));
      }
      return Optional.empty();
    } catch (IOException | ShutdownSignalException e) {
      if (Refusal.code(e).isPresent()) {
        return Optional.empty(); // Somebody was faster.
      }
      throw e;
    } finally {
      if (!locked) {
        here.release();
        if (channel != null) {
          Channels.discard(channel);
        }
      }
    }
  }

  /// The right to move queues, until it is closed.
  private final class Lock implements AutoCloseable {
    private final Channel channel;

    Lock(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      Channels.discard(channel); // Without its consumer the broker deletes the queue.
      here.release();
    }
  }
}
