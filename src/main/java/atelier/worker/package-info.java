/// What the work is: the workers with their work orders, in parts by subject; `intake` takes files
/// in.
///
/// - For: `desk` and `app`.
/// - Front doors: [Workers] (the registry), [atelier.worker.intake.Intake].
/// - May use: `job`, `media`, `search`, `delivery`, `queue`, `library`, `json`. Must not know which
///   tool, database, broker or index serves them.
/// - Behind it: `docs/phraseanet.md` (record creation, sub-definitions, metadata).
@NullMarked
package atelier.worker;

import org.jspecify.annotations.NullMarked;
