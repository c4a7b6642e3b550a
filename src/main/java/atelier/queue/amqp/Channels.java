package atelier.queue.amqp;

import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;

/// Opens channels and lets go of them.
final class Channels {
  private Channels() {}

  /// - Errors: [IOException], also when the connection has all the channels it may have (256 on
  ///   Qpid).
  static Channel open(Link link) throws IOException {
    try {
      return link.connection()
          .openChannel()
          .orElseThrow(() -> new IOException("the connection may have no more channels"));
    } catch (ShutdownSignalException e) {
      throw new IOException(Refusal.reason(e), e);
    }
  }

  static boolean isOpenOn(Link link, Channel channel) {
    return channel.isOpen() && channel.getConnection().equals(link.connection());
  }

  /// Closes a channel whatever state it is in.
  static void discard(Channel channel) {
    try {
      channel.abort();
    } catch (IOException | ShutdownSignalException _) {
      // It is gone with its connection, which is all that was wanted.
    }
  }
}
