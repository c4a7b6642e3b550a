/// The queues: their names, families and defaults, what travels in them, and the rule of retries.
///
/// - For: everything that publishes, consumes or counts messages.
/// - Front doors: [QueueType], [Message], [Envelope], [Broker]; [Queues] for operators.
/// - May use: `json`. Must not know what the work behind a message is, nor how AMQP is spoken (the
///   sub-rooms `queue.amqp` and `queue.qpid` do, and only `app` knows them).
/// - Behind it: `docs/phraseanet.md` (queues), `docs/decisions/0001-embedded-broker.md`.
@NullMarked
package atelier.queue;

import org.jspecify.annotations.NullMarked;
