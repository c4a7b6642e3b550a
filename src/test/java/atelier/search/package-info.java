/// Tests of the index document, the question, and every kind of index.
@NullMarked
package atelier.search;

import org.jspecify.annotations.NullMarked;
