/// PostScript as pictures, by Ghostscript.
///
/// - For: `app`.
/// - Front door: [Ghostscript].
/// - May use: what `media` may.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`.
@NullMarked
package atelier.media.ghostscript;

import org.jspecify.annotations.NullMarked;
