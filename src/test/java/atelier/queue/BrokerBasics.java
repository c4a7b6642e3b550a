package atelier.queue;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the engine relies on: every broker keeps it, the one in memory too.
public abstract class BrokerBasics {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration A_MOMENT = Duration.ofMillis(100);
  private static final QueueName FTP = QueueName.base(QueueType.FTP);
  private static final QueueName SUBDEF = QueueName.base(QueueType.SUBDEF_CREATION);

  /// Retries and delays of a moment.
  protected static final Topology QUICK =
      new Topology(
          Map.of(QueueType.SUBDEF_CREATION, new QueueSettings(3, A_MOMENT, A_MOMENT)),
          Topology.USUAL_FAILED_TTL);

  /// The broker under test, connected, without messages; the test does not close it.
  protected abstract Broker broker();

  /// Makes sure that what waits in a queue with a time to live has waited long enough.
  protected abstract void passTime(QueueName queue);

  @Test
  void what_is_published_is_delivered_in_order_with_its_headers() throws Exception {
    broker().declare(QUICK.all());
    var inbox = new Inbox(FTP, 2);

    broker().publish(FTP, Message.of("one", Map.of(Message.ATTEMPT_HEADER, 2)));
    broker().publish(FTP, message("two"));

    Delivery first = inbox.next();
    assertThat(first.queue()).isEqualTo(FTP);
    assertThat(first.message().text()).isEqualTo("one");
    assertThat(first.message().headers()).containsEntry(Message.ATTEMPT_HEADER, 2);
    assertThat(inbox.next().message().text()).isEqualTo("two");
  }

  @Test
  void no_more_than_the_prefetch_is_unanswered() throws Exception {
    broker().declare(QUICK.all());
    for (String text : List.of("one", "two", "three")) {
      broker().publish(FTP, message(text));
    }
    var inbox = new Inbox(FTP, 2);
    Delivery first = inbox.next();
    inbox.next();
    assertThat(inbox.arrived.poll(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)).isNull();

    first.acknowledge();

    assertThat(inbox.next().message().text()).isEqualTo("three");
  }

  @Test
  void what_is_acknowledged_is_gone_and_what_is_given_back_comes_again() throws Exception {
    broker().declare(QUICK.all());
    broker().publish(FTP, message("one"));
    broker().publish(FTP, message("two"));
    var inbox = new Inbox(FTP, 1);

    inbox.next().acknowledge();
    inbox.next().giveBack();

    Delivery again = inbox.next();
    assertThat(again.message().text()).isEqualTo("two");
    again.acknowledge();
    eventually(SOON, () -> broker().depth(FTP).ready() == 0);
  }

  @Test
  void only_the_first_answer_counts() throws Exception {
    broker().declare(QUICK.all());
    broker().publish(FTP, message("one"));
    broker().publish(FTP, message("two"));
    var inbox = new Inbox(FTP, 1);

    Delivery first = inbox.next();
    first.acknowledge();
    first.giveBack();

    assertThat(inbox.next().message().text()).isEqualTo("two");
    assertThat(inbox.arrived).isEmpty();
  }

  @Test
  void a_retry_and_a_delay_end_in_the_base_queue() throws Exception {
    broker().declare(QUICK.all());
    var inbox = new Inbox(SUBDEF, 2);

    for (QueueName queue :
        List.of(
            QueueName.retry(QueueType.SUBDEF_CREATION),
            QueueName.delayed(QueueType.SUBDEF_CREATION))) {
      broker().publish(queue, message(queue.text()));
      passTime(queue);

      Delivery delivery = inbox.next();
      assertThat(delivery.queue()).isEqualTo(SUBDEF);
      assertThat(delivery.message().text()).isEqualTo(queue.text());
    }
  }

  @Test
  void a_closed_subscription_takes_answers_but_nothing_new() throws Exception {
    broker().declare(QUICK.all());
    broker().publish(FTP, message("one"));
    var inbox = new Inbox(FTP, 2);
    Delivery held = inbox.next();

    inbox.subscription.close();
    eventually(SOON, () -> broker().depth(FTP).consumers() == 0);
    broker().publish(FTP, message("two"));
    held.giveBack();

    var second = new Inbox(FTP, 2);
    assertThat(List.of(second.next().message().text(), second.next().message().text()))
        .containsExactlyInAnyOrder("one", "two");
    assertThat(inbox.arrived).isEmpty();
  }

  @Test
  void what_no_queue_takes_is_an_error() {
    broker().declare(List.of(QUICK.declaration(SUBDEF)));

    assertThatThrownBy(() -> broker().publish(FTP, message("lost")))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("cannot publish to ftp")
        .hasMessageContaining("no such queue");
    assertThat(broker().depth(FTP)).isEqualTo(new Broker.QueueDepth(0, 0));
  }

  private static Message message(String text) {
    return Message.of(text, Map.of());
  }

  /// What a subscription has delivered.
  private final class Inbox {
    final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    final Broker.Subscription subscription;

    Inbox(QueueName queue, int prefetch) {
      subscription = broker().subscribe(queue, prefetch, arrived::add);
    }

    Delivery next() throws InterruptedException {
      Delivery delivery = arrived.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(delivery).as("a delivery").isNotNull();
      return delivery;
    }
  }
}
