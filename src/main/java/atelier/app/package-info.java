/// The wiring: which technology serves which room, and the order of starting and stopping.
///
/// - For: `console`.
/// - Front door: [Atelier].
/// - May use: everything; it alone sees technology.
/// - Behind it: `docs/decisions/0007-rooms.md`.
@NullMarked
package atelier.app;

import org.jspecify.annotations.NullMarked;
