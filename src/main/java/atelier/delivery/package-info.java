/// Leaving the house, and fetching from outside: a port for each kind of partner.
///
/// - For: `worker` and `app`.
/// - Front door: the ports, [Uploader].
/// - May use: `queue`, `library`, `json`. Must not know records' tables and jobs.
/// - Behind it: `docs/phraseanet.md` (uploads).
@NullMarked
package atelier.delivery;

import org.jspecify.annotations.NullMarked;
