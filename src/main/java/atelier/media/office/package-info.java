/// Office documents to PDF, by LibreOffice kept running behind a socket of its own.
///
/// - For: `app`.
/// - Front door: [Office].
/// - May use: what `media` may.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`, `docs/dependencies.md` (UNO).
@NullMarked
package atelier.media.office;

import org.jspecify.annotations.NullMarked;
