/// The broker in our own process: Apache Qpid Broker-J, with its messages on disk below one folder.
///
/// - For: `app`, which wires it where no RabbitMQ is configured.
/// - Front doors: [EmbeddedBroker], [Hosting].
/// - May use: `queue`, `json`; Qpid. Must not know how AMQP is spoken to it (`queue.amqp` does).
/// - Behind it: `docs/decisions/0001-embedded-broker.md`.
@NullMarked
package atelier.queue.qpid;

import org.jspecify.annotations.NullMarked;
