/// The index of records in this process: Lucene in a folder.
///
/// - For: `app`, which hands it on as a [atelier.search.SearchIndex].
/// - Front door: [LuceneIndex].
/// - May use: `search`, `library`; Lucene. Must not know where documents come from.
/// - Behind it: <https://lucene.apache.org/core/10_6_0/>.
@NullMarked
package atelier.search.lucene;

import org.jspecify.annotations.NullMarked;
