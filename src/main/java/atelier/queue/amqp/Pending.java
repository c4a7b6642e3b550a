package atelier.queue.amqp;

import atelier.queue.Broker.Outgoing;
import atelier.queue.BrokerException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A message on its way to the broker's confirm. Settled once: confirmed, or failed.
///
/// Thread-safe.
final class Pending {
  private final Outgoing outgoing;
  private final CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
  private volatile boolean refused;

  Pending(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  void confirm() {
    confirmed.complete(true);
  }

  void fail(String reason) {
    confirmed.completeExceptionally(new BrokerException(text(reason)));
  }

  /// Fails because the broker does not take it: perhaps its queue was deleted.
  void refused(String reason) {
    refused = true;
    fail(reason);
  }

  boolean wasRefused() {
    return refused;
  }

  /// Fails for good: the message is wrong, not the broker.
  void refuse(IllegalArgumentException reason) {
    confirmed.completeExceptionally(reason);
  }

  boolean isSettled() {
    return confirmed.isDone();
  }

  /// Returns when the message is confirmed.
  ///
  /// - Errors: [BrokerException]; a message whose sender waits no more is not sent any more.
  ///   [IllegalArgumentException] when its headers cannot be written.
  void await(Duration limit) {
    try {
      confirmed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      fail("no confirm in time");
      throw new BrokerException(
          text("the broker did not confirm it within " + limit.toMillis() + " ms"), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
      throw new BrokerException(text("interrupted"), e);
    }
  }

  /// A new one, with the caller's own stack.
  private RuntimeException failure(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IllegalArgumentException wrong ->
          new IllegalArgumentException(text(Refusal.reason(wrong)), failure);
      case BrokerException broker -> new BrokerException(Refusal.reason(broker), failure);
      case null, default -> new BrokerException(text(Refusal.reason(failure)), failure);
    };
  }

  private String text(String reason) {
    return "cannot publish to " + outgoing.queue() + ": " + reason;
  }
}
