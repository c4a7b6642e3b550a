package atelier.queue.amqp;

import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A channel on which the broker confirms every message.
///
/// Messages are sent by the owner thread; confirms come in on a thread of the connection and settle
/// what they name. So many messages are on their way at once, and one confirm may answer a group.
///
/// - Source: <https://www.rabbitmq.com/docs/confirms>.
final class ConfirmingChannel {
  private static final int PERSISTENT = 2;
  private static final String UNCERTAIN =
      "the connection broke before the confirm, so the broker may hold it or not: ";

  private final Channel channel;
  private final ConcurrentNavigableMap<Long, Pending> unconfirmed = new ConcurrentSkipListMap<>();

  private ConfirmingChannel(Channel channel) {
    this.channel = channel;
  }

  static ConfirmingChannel open(Link link) throws IOException {
    Channel channel = Channels.open(link);
    var confirming = new ConfirmingChannel(channel);
    try {
      channel.confirmSelect();
    } catch (IOException | ShutdownSignalException e) {
      Channels.discard(channel);
      throw new IOException(Refusal.reason(e), e);
    }
    channel.addConfirmListener(confirming.new Confirms());
    channel.addReturnListener(confirming::returned);
    channel.addShutdownListener(confirming::lost);
    return confirming;
  }

  boolean isOpenOn(Link link) {
    return Channels.isOpenOn(link, channel);
  }

  /// Sends a message; it is settled later. On the owner thread only.
  void send(Pending pending) {
    QueueName queue = pending.outgoing().queue();
    Message message = pending.outgoing().message();
    long number = channel.getNextPublishSeqNo();
    unconfirmed.put(number, pending);
    try {
      channel.basicPublish(
          queue.exchange(), queue.text(), true, properties(message), message.body());
    } catch (IOException | ShutdownSignalException e) {
      unconfirmed.remove(number);
      pending.fail(UNCERTAIN + Refusal.reason(e));
    } catch (IllegalArgumentException e) {
      // Too large, or of a type that AMQP has not. The client has counted it and the broker has
      // not,
      // so the numbers of this channel are of no use any more.
      unconfirmed.remove(number);
      pending.refuse(e);
      Channels.discard(channel);
    }
  }

  static AMQP.BasicProperties properties(Message message) {
    return new AMQP.BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .contentType("application/json")
        .headers(message.headers())
        .build();
  }

  /// No queue took a message. A return has no number, so all that go the same way count as
  /// returned; RabbitMQ sends it before the confirm. (Qpid refuses first, which has a number.)
  private void returned(Return message) {
    for (Pending pending : unconfirmed.values()) {
      QueueName queue = pending.outgoing().queue();
      if (queue.exchange().equals(message.getExchange())
          && queue.text().equals(message.getRoutingKey())) {
        pending.refused("there is no such queue (" + message.getReplyText() + ")");
      }
    }
  }

  private void lost(ShutdownSignalException reason) {
    unconfirmed.values().forEach(pending -> pending.fail(UNCERTAIN + Refusal.reason(reason)));
    unconfirmed.clear();
  }

  private final class Confirms implements ConfirmListener {
    @Override
    public void handleAck(long number, boolean upToThis) {
      var settled = answered(number, upToThis);
      settled.values().forEach(Pending::confirm);
      settled.clear();
    }

    @Override
    public void handleNack(long number, boolean upToThis) {
      var settled = answered(number, upToThis);
      settled
          .values()
          .forEach(pending -> pending.refused("the broker refused it, or there is no such queue"));
      settled.clear();
    }

    private ConcurrentNavigableMap<Long, Pending> answered(long number, boolean upToThis) {
      return upToThis
          ? unconfirmed.headMap(number, true)
          : unconfirmed.subMap(number, true, number, true);
    }
  }
}
