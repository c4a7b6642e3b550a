package atelier.queue.amqp;

import atelier.queue.Delivery;
import atelier.queue.Message;
import atelier.queue.QueueName;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A message in our hands; the first answer goes to the owner of its channel.
final class AmqpDelivery implements Delivery {
  /// What becomes of it.
  enum Answer {
    ACKNOWLEDGED,
    GIVEN_BACK
  }

  private final QueueName queue;
  private final Message message;
  private final Consumer<Answer> owner;
  private final AtomicBoolean answered = new AtomicBoolean();

  AmqpDelivery(QueueName queue, Message message, Consumer<Answer> owner) {
    this.queue = queue;
    this.message = message;
    this.owner = owner;
  }

  @Override
  public QueueName queue() {
    return queue;
  }

  @Override
  public Message message() {
    return message;
  }

  @Override
  public void acknowledge() {
    answer(Answer.ACKNOWLEDGED);
  }

  @Override
  public void giveBack() {
    answer(Answer.GIVEN_BACK);
  }

  private void answer(Answer answer) {
    if (answered.compareAndSet(false, true)) {
      owner.accept(answer);
    }
  }

  @Override
  public String toString() {
    return "Delivery[" + queue + ", " + message + "]";
  }
}
