package atelier.queue;

/// How RabbitMQ keeps a queue: on one node, as the reference declares it, or on a majority of a
/// cluster's nodes. The embedded broker knows one kind only and passes this over.
///
/// - Source: <https://www.rabbitmq.com/docs/quorum-queues>.
public enum QueueKind {
  CLASSIC,
  QUORUM
}
