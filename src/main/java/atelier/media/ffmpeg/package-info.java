/// Films and sound through ffmpeg, one process for each step.
///
/// - For: `app`, which hands these out as [atelier.media.SubdefMaker] and
///   [atelier.media.StillTaker].
/// - Front doors: [Ffmpeg] is the tool; [FfmpegFilms] makes films, animations and sound,
///   [FilmStills] and [SoundStills] take pictures.
/// - May use: `media`, `library`, `json`. Must not know records and jobs.
/// - Hostile sources: a source is opened as a file or not at all, and only by the readers of
///   [Containers], which open nothing else.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`, `docs/phraseanet.md` (films and
///   sound); <https://ffmpeg.org/ffmpeg-all.html>.
@NullMarked
package atelier.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
