package atelier.queue.amqp;

import atelier.queue.BrokerException;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.Revival;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes messages out of queues one by one and puts them into others: first the confirm of the new
/// place, then the acknowledgement of the old one.
///
/// One thread only, on a channel of its own. What was taken and not settled goes back to its place
/// when this is closed.
final class Carrier implements AutoCloseable {
  private final Channel channel;
  private final Duration patience;
  private final AtomicBoolean returned = new AtomicBoolean();
  private final List<Long> underWay = new ArrayList<>();
  private long lastKept;

  private Carrier(Channel channel, Duration patience) {
    this.channel = channel;
    this.patience = patience;
  }

  static Carrier open(Link link, Duration patience) throws IOException {
    Channel channel = Channels.open(link);
    var carrier = new Carrier(channel, patience);
    try {
      channel.confirmSelect();
    } catch (IOException | ShutdownSignalException e) {
      Channels.discard(channel);
      throw new IOException(Refusal.reason(e), e);
    }
    channel.addReturnListener(_ -> carrier.returned.set(true));
    return carrier;
  }

  /// A message in hand, with its properties as they came; `behind` = how many wait behind it.
  record Taken(long tag, Message message, AMQP.BasicProperties properties, long behind) {}

  /// The next message of a queue; nothing when it is empty.
  Optional<Taken> take(String queue) throws IOException {
    GetResponse response = channel.basicGet(queue, false);
    return Optional.ofNullable(response)
        .map(
            each ->
                new Taken(
                    each.getEnvelope().getDeliveryTag(),
                    new Message(each.getBody(), Headers.plain(each.getProps().getHeaders())),
                    each.getProps(),
                    each.getMessageCount()));
  }

  /// Leaves a message where it was, but out of the way until the end.
  void keep(Taken taken) {
    lastKept = taken.tag();
  }

  /// Sends a message on as it is; it counts from [#settle()] on.
  void pass(Taken taken, String exchange, String routingKey) throws IOException {
    send(taken, exchange, routingKey, taken.properties(), taken.message().body());
  }

  /// Sends another message in place of one; it counts from [#settle()] on.
  void replace(Taken taken, Revival revival) throws IOException {
    QueueName queue = revival.queue();
    Message message = revival.message();
    send(
        taken,
        queue.exchange(),
        queue.text(),
        ConfirmingChannel.properties(message),
        message.body());
  }

  private void send(
      Taken taken, String exchange, String routingKey, AMQP.BasicProperties properties, byte[] body)
      throws IOException {
    channel.basicPublish(exchange, routingKey, true, properties, body);
    underWay.add(taken.tag());
  }

  int underWay() {
    return underWay.size();
  }

  /// Waits until all that was sent is confirmed, and lets go of it at the old place.
  ///
  /// - Errors: [BrokerException] when one was not: then all of them stay at the old place too.
  void settle() throws IOException, InterruptedException {
    if (underWay.isEmpty()) {
      return;
    }
    try {
      boolean confirmed = channel.waitForConfirms(patience.toMillis());
      if (!confirmed || returned.get()) {
        throw new BrokerException("the broker refused a message, or no queue took it");
      }
    } catch (TimeoutException e) {
      throw new BrokerException("the broker does not confirm", e);
    }
    for (long tag : underWay) {
      channel.basicAck(tag, false);
    }
    underWay.clear();
  }

  /// Puts what is kept back in its place, and leaves.
  @Override
  public void close() {
    try {
      long last = Math.max(lastKept, underWay.isEmpty() ? 0 : underWay.getLast());
      if (last > 0) {
        channel.basicNack(last, true, true);
      }
    } catch (IOException | ShutdownSignalException _) {
      // With the channel gone the broker has put them back already.
    } finally {
      Channels.discard(channel);
    }
  }
}
