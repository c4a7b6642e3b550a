/// Phraseanet's tables, and our own beside them: the application box and the databoxes, on SQLite
/// or on MariaDB.
///
/// - For: `app`, which opens it and hands its ports around.
/// - Front door: [ApplicationBox].
/// - May use: `library`, `job`, `queue`, `json`; Jdbi, Flyway, HikariCP, the drivers, password4j.
///   Must not know what a job does, nor how messages travel.
/// - Behind it: `docs/phraseanet.md` (tables), `docs/decisions/0006-ledger-and-attempts.md`,
///   `docs/decisions/0008-mariadb-with-phps-lock-and-clock.md`.
@NullMarked
package atelier.store;

import org.jspecify.annotations.NullMarked;
