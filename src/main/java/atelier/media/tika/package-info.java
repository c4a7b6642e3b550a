/// Telling what a file is, through Apache Tika's magic bytes.
///
/// - For: `app`, which hands it out as [atelier.media.MimeDetector].
/// - Front door: [TikaMimeDetector].
/// - May use: `media`. Must not know records and jobs.
/// - Behind it: `docs/phraseanet.md` (media types).
@NullMarked
package atelier.media.tika;

import org.jspecify.annotations.NullMarked;
