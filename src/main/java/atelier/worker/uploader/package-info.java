/// What people upload: from an asset of the uploader to a record or a quarantined file.
///
/// - For: the registry, [atelier.worker.Workers].
/// - Front door: [CreateRecord].
/// - May use: what `worker` may, and `worker.intake`.
/// - Behind it: `docs/phraseanet.md` (uploads).
@NullMarked
package atelier.worker.uploader;

import org.jspecify.annotations.NullMarked;
