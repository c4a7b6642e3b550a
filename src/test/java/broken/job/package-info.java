@NullMarked
package broken.job;

import org.jspecify.annotations.NullMarked;
