/// How jobs live: taken, run, ended, tried again, given up, rescued.
///
/// - For: everything that does work in the background.
/// - Front doors: [Engine], [Worker], [Outcome].
/// - May use: `queue`, `library`, `json`. Must not know what a job does, nor how its state is
///   stored (`store` implements [JobStore]) or carried (`queue` does).
/// - Behind it: `docs/decisions/0006-ledger-and-attempts.md`, `docs/phraseanet.md` (job rows,
///   record lock).
@NullMarked
package atelier.job;

import org.jspecify.annotations.NullMarked;
