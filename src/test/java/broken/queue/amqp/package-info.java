@NullMarked
package broken.queue.amqp;

import org.jspecify.annotations.NullMarked;
