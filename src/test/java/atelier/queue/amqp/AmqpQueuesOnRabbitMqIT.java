package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.InsideView;
import atelier.queue.QueueName;

class AmqpQueuesOnRabbitMqIT extends QueuesContract {
  @Override
  AmqpSettings startEmpty() {
    return SharedRabbitMq.emptied();
  }

  @Override
  InsideView inside() {
    return InsideView.none();
  }

  @Override
  String ttlArgument() {
    return "x-message-ttl";
  }

  @Override
  void deleteWhileConsumed(QueueName queue) {
    assertThat(queues().delete(queue)).isZero();
  }

  @Override
  void stop() {
    // It serves the other tests too.
  }
}
