/// Sub-definitions: making them, and writing metadata into the files of a record.
///
/// - For: the registry.
/// - Front doors: [SubdefCreation], [WriteMetadatas].
/// - May use: what `worker` may.
/// - Behind it: `docs/phraseanet.md` (sub-definitions, metadata).
@NullMarked
package atelier.worker.subdef;

import org.jspecify.annotations.NullMarked;
