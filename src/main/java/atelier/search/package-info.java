/// Finding records: the document the index holds, what a person may ask, and the port of the index.
///
/// - For: `worker` (filling it), `desk` (asking it).
/// - Front doors: [SearchIndex], [IndexDocuments].
/// - May use: `library`, `json`. Must not know which index it is (the sub-rooms do, and only `app`
///   knows them).
/// - Behind it: `docs/phraseanet.md` (index document).
@NullMarked
package atelier.search;

import org.jspecify.annotations.NullMarked;
