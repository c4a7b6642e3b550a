package broken.job;

import broken.queue.amqp.Wire;

/// Looks through a room at the technology behind it.
public record Peek(Wire wire) {}
