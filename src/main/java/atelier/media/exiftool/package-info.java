/// Metadata in files, through exiftool that is kept running.
///
/// - For: `app`, which hands it out as [atelier.media.MetadataTool].
/// - Front door: [ExiftoolMetadata].
/// - May use: `media`, `library`, `json`. Must not know records and jobs.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`, `docs/phraseanet.md` (metadata);
///   <https://exiftool.org/exiftool_pod.html>.
@NullMarked
package atelier.media.exiftool;

import org.jspecify.annotations.NullMarked;
