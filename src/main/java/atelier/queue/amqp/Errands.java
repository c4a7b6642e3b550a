package atelier.queue.amqp;

import atelier.queue.BrokerException;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/// Runs what takes many steps at the broker, each errand on a thread and on channels of its own.
///
/// Thread-safe. The caller waits as long as its errand makes progress: each step at the broker has
/// its limit, and there are as many as there are messages. A caller that is interrupted is let go,
/// and its errand ends between two steps: an interrupt in the midst of one would tear the
/// connection down under everybody else.
final class Errands {
  private final Line line;
  private final Duration patience;

  Errands(Line line, Duration patience) {
    this.line = line;
    this.patience = patience;
  }

  /// - Shape: `goesOn` becomes false when nobody waits for the errand any more.
  @FunctionalInterface
  interface Errand<T> {
    T run(Link link, BooleanSupplier goesOn) throws IOException, InterruptedException;
  }

  <T> T run(String what, Errand<T> errand) {
    var result = new CompletableFuture<T>();
    Thread.ofVirtual()
        .name("amqp-errand")
        .start(
            () -> {
              try {
                result.complete(errand.run(line.await(patience), () -> !result.isDone()));
              } catch (BrokerException | IOException | ShutdownSignalException e) {
                result.completeExceptionally(e);
              } catch (InterruptedException | RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IllegalArgumentException wrong) {
        throw new IllegalArgumentException(wrong.getMessage(), wrong);
      }
      throw new BrokerException("cannot " + what + ": " + Refusal.reason(cause), cause);
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new BrokerException("cannot " + what + ": interrupted", e);
    }
  }
}
