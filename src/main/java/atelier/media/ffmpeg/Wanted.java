package atelier.media.ffmpeg;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a result has to be.
///
/// - Shape: codecs as ffprobe names them; `streams` as `-map` takes them: those of the source that
///   it is made from. `length` is the source's own, `reckoned` when that is a guess.
record Wanted(
    Optional<Film> film,
    Optional<String> soundCodec,
    List<String> streams,
    Duration length,
    boolean reckoned) {

  record Film(String codec, Size size, String pixelFormat, double framesPerSecond) {}
}
