package broken.queue.amqp;

/// Technology of a room.
public record Wire(int number) {}
