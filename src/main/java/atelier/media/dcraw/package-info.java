/// Raw photographs as pictures, by dcraw where the camera's own preview is too small.
///
/// - For: `app`.
/// - Front door: [RawPhotographs].
/// - May use: what `media` may.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`.
@NullMarked
package atelier.media.dcraw;

import org.jspecify.annotations.NullMarked;
