/// The queues over AMQP 0-9-1: RabbitMQ, or the broker in our own process. The code is the same for
/// both; only the arguments of queues differ ([Dialect]).
///
/// - For: `app`, which wires it.
/// - Front doors: [AmqpBroker], [AmqpSettings].
/// - May use: `queue`, `json`; amqp-client. Must not know who hosts the broker, nor what the work
///   behind a message is.
/// - Behind it: `docs/decisions/0001-embedded-broker.md`; the AMQP 0-9-1 reference,
///   <https://www.rabbitmq.com/amqp-0-9-1-reference>.
///
/// Every channel has one owner thread: the publisher's, the administration's, one for each
/// subscription. Others hand their wishes over.
@NullMarked
package atelier.queue.amqp;

import org.jspecify.annotations.NullMarked;
