/// What a library is: databoxes, collections, records, sub-definitions, fields, captions.
///
/// - For: everything that reads or changes the library.
/// - Front doors: [Library], [Databox], [Record].
/// - May use: nothing of the house. Must not know queues, jobs, or how a database is spoken to
///   (`store` implements the ports of this room).
/// - Behind it: `docs/phraseanet.md` (tables, structure document, files).
@NullMarked
package atelier.library;

import org.jspecify.annotations.NullMarked;
