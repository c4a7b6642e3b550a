package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The broker in memory does what brokers do, so that tests may stand on it.
final class InMemoryBrokerTest extends BrokerBasics {
  private static final QueueName FTP = QueueName.base(QueueType.FTP);

  private final InMemoryBroker broker = new InMemoryBroker();

  @AfterEach
  void close() {
    broker.close();
  }

  @Override
  protected Broker broker() {
    return broker;
  }

  @Override
  protected void passTime(QueueName queue) {
    broker.expire(queue);
  }

  @Test
  void after_an_outage_the_unanswered_come_again_and_old_answers_do_nothing() throws Exception {
    broker.declare(QUICK.all());
    var arrived = new LinkedBlockingQueue<Delivery>();
    broker.subscribe(FTP, 1, arrived::add);
    broker.publish(FTP, Message.of("one", Map.of()));
    Delivery before = arrived.poll(1, TimeUnit.MINUTES);

    broker.goAway();
    assertThatThrownBy(() -> broker.publish(FTP, Message.of("two", Map.of())))
        .isInstanceOf(BrokerException.class);
    assertThat(broker.refusals()).isEqualTo(1);
    assertThat(before).isNotNull();
    before.acknowledge();
    broker.comeBack();

    Delivery after = arrived.poll(1, TimeUnit.MINUTES);
    assertThat(after).isNotNull().isNotSameAs(before);
    assertThat(after.message().text()).isEqualTo("one");
    assertThat(broker.unanswered(FTP)).isEqualTo(1);
  }
}
