package atelier.queue;

import java.time.Duration;

/// How a queue retries: what an administrator may set for it.
///
/// - Units: `maxRetry` = executions in all, at least 1; delays at least 1 ms.
/// - Source: `workers.queues.<queue>.{max_retry,ttl_retry,ttl_delayed}`.
public record QueueSettings(int maxRetry, Duration retryDelay, Duration delayedDelay) {
  public QueueSettings {
    if (maxRetry < 1) {
      throw new IllegalArgumentException("max_retry is " + maxRetry + ", allowed: 1 or more");
    }
    if (retryDelay.toMillis() < 1) {
      throw new IllegalArgumentException("ttl_retry is " + retryDelay + ", allowed: 1 ms or more");
    }
    if (delayedDelay.toMillis() < 1) {
      throw new IllegalArgumentException(
          "ttl_delayed is " + delayedDelay + ", allowed: 1 ms or more");
    }
  }
}
