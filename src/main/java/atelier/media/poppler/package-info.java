/// PDF files, by the tools of poppler: pages as pictures, text, and whether a file is well.
///
/// - For: `app`.
/// - Front door: [Poppler].
/// - May use: what `media` may.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`.
@NullMarked
package atelier.media.poppler;

import org.jspecify.annotations.NullMarked;
