@NullMarked
package atelier.media.samples;

import org.jspecify.annotations.NullMarked;
