/// What an operator can do, each action once, whichever door it comes through.
///
/// - For: `console` and `panel`.
/// - Front door: [Desk], and [QueueDesk] for the queues.
/// - May use: `worker`, `job`, `media`, `search`, `queue`, `library`, `json`. Must not know which
///   tool, database, broker or index serves them, nor how its answers are shown.
/// - Behind it: `docs/decisions/0007-rooms.md`.
@NullMarked
package atelier.desk;

import org.jspecify.annotations.NullMarked;
