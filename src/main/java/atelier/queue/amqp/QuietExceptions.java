package atelier.queue.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.StrictExceptionHandler;

/// Closes the channel of a receiver that throws, as usual, but leaves lost connections to [Line],
/// which says so once.
final class QuietExceptions extends StrictExceptionHandler {
  @Override
  public void handleUnexpectedConnectionDriverException(Connection connection, Throwable failure) {
    // The shutdown listener of the connection gets the same.
  }
}
