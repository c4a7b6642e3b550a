/// Tests of the house as a whole: its walls.
@NullMarked
package atelier;

import org.jspecify.annotations.NullMarked;
