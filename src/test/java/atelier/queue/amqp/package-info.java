@NullMarked
package atelier.queue.amqp;

import org.jspecify.annotations.NullMarked;
