package atelier.queue.amqp;

import atelier.queue.BrokerException;
import atelier.queue.QueueName;
import atelier.queue.Topology;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Optional;

/// Asks whether queues exist and what is in them. One thread only.
final class Counter implements AutoCloseable {
  private final Link link;
  private Channel channel;

  Counter(Link link) throws IOException {
    this.link = link;
    this.channel = Channels.open(link);
  }

  /// The channel it asks on, as good as any for what else is to be done with the queue.
  Channel channel() {
    return channel;
  }

  /// Nothing when there is no such queue.
  Optional<AMQP.Queue.DeclareOk> count(String queue) throws IOException {
    try {
      return Optional.of(channel.queueDeclarePassive(queue));
    } catch (IOException | ShutdownSignalException e) {
      if (Refusal.code(e).orElse(0) != Refusal.NOT_FOUND) {
        throw e;
      }
      channel = Channels.open(link); // The refusal has closed the other.
      return Optional.empty();
    }
  }

  /// Qpid never answers when a queue is deleted that others lead to.
  ///
  /// - Errors: [BrokerException] when that would happen.
  void checkThatNoneLeadsTo(QueueName queue) throws IOException {
    if (link.dialect() == Dialect.QPID && queue instanceof QueueName.Base(var type)) {
      for (QueueName sibling : Topology.queuesOf(type)) {
        boolean leads =
            sibling instanceof QueueName.Sibling(var _, var role) && role != QueueName.Role.FAILED;
        if (leads && count(sibling.text()).isPresent()) {
          throw new BrokerException(sibling + " leads to it and has to be deleted first");
        }
      }
    }
  }

  @Override
  public void close() {
    Channels.discard(channel);
  }
}
