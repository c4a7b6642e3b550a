/// Tests of the index in a folder.
@NullMarked
package atelier.search.lucene;

import org.jspecify.annotations.NullMarked;
