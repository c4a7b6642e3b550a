/// Keeping the index up with the library.
///
/// - For: `app`, in the process that hosts the index.
/// - Front door: [Indexer].
/// - May use: what `worker` may.
/// - Behind it: `docs/phraseanet.md` (index document, work flags).
@NullMarked
package atelier.worker.indexing;

import org.jspecify.annotations.NullMarked;
