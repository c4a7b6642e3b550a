package atelier.queue.amqp;

import atelier.queue.InsideView;

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
  void stop() {
    // It serves the other tests too.
  }
}
