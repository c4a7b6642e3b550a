@NullMarked
package atelier.queue.qpid;

import org.jspecify.annotations.NullMarked;
