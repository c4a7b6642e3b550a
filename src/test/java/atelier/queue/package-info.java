@NullMarked
package atelier.queue;

import org.jspecify.annotations.NullMarked;
