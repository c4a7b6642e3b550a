package atelier.queue;

import java.time.Duration;
import java.util.Optional;

/// One durable queue as it is declared.
///
/// - Shape: `timeToLive` = how long a message may wait in it; `deadLetters` = where the broker puts
///   what was rejected or waited too long (nowhere: it vanishes).
/// - Source: `docs/phraseanet.md`, queue arguments.
public record QueueDeclaration(
    QueueName queue,
    Optional<Duration> timeToLive,
    Optional<QueueName> deadLetters,
    QueueKind kind) {}
