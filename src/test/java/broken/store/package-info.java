@NullMarked
package broken.store;

import org.jspecify.annotations.NullMarked;
