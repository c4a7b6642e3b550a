/// Phraseanet's tables, and our own beside them: the application box and the databoxes on SQLite.
///
/// - For: `app`, which opens it and hands its ports around.
/// - Front door: [ApplicationBox].
/// - May use: `library`, `job`, `queue`, `json`; Jdbi, Flyway, the SQLite driver, password4j. Must
///   not know what a job does, nor how messages travel.
/// - Behind it: `docs/phraseanet.md` (tables), `docs/decisions/0006-ledger-and-attempts.md`.
@NullMarked
package atelier.store;

import org.jspecify.annotations.NullMarked;
