package atelier.queue.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads why the broker closed a channel or a connection.
///
/// - Source: AMQP 0-9-1, reply codes.
final class Refusal {
  static final int NOT_FOUND = 404;
  static final int PRECONDITION_FAILED = 406;

  private Refusal() {}

  /// The reply code with which the broker closed a channel; none when something else happened.
  static OptionalInt code(Throwable failure) {
    ShutdownSignalException signal = signal(failure);
    return signal != null && signal.getReason() instanceof AMQP.Channel.Close close
        ? OptionalInt.of(close.getReplyCode())
        : OptionalInt.empty();
  }

  /// The reason in words, for logs and messages.
  static String reason(@Nullable Throwable failure) {
    if (failure == null) {
      return "no reason given";
    }
    ShutdownSignalException signal = signal(failure);
    if (signal == null) {
      return text(failure);
    }
    return switch (signal.getReason()) {
      case AMQP.Channel.Close close -> close.getReplyText();
      case AMQP.Connection.Close close -> close.getReplyText();
      case null, default -> signal.getCause() == null ? text(signal) : reason(signal.getCause());
    };
  }

  private static String text(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }

  private static @Nullable ShutdownSignalException signal(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ShutdownSignalException signal) {
        return signal;
      }
    }
    return null;
  }
}
