package atelier.media.ffmpeg;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is in a file of film or sound.
///
/// - Shape: `container` as ffmpeg names it; `film` and `sound` the first of each; `cover` the index
///   of a picture that goes with the sound. `length` is that of film and sound, the longer of both;
///   `reckoned` = it is a guess or was measured, not written in the file.
record Clip(
    String container,
    Duration length,
    boolean reckoned,
    Optional<Film> film,
    Optional<Sound> sound,
    Optional<Integer> cover) {
  /// What `-map` takes for the parts that count.
  static final List<String> FILM_AND_SOUND = List.of("-map", "0:v?", "-map", "0:a?");

  /// Moving pictures.
  ///
  /// - Shape: `index` of the stream; `widthPixels` and `heightPixels` as it is seen, that is
  ///   upright and with square pixels; colours by ffmpeg's names, empty when the file does not say.
  record Film(
      int index,
      String codec,
      double widthPixels,
      double heightPixels,
      double framesPerSecond,
      boolean interlaced,
      String pixelFormat,
      String transfer,
      String primaries,
      String matrix) {
    /// Brightness beyond what a usual screen shows.
    boolean isHighDynamicRange() {
      return transfer.equals("smpte2084") || transfer.equals("arib-std-b67");
    }

    boolean isWideGamut() {
      return primaries.equals("bt2020");
    }
  }

  /// - Shape: `end` counts from the beginning of the clip; 0 when the file does not say.
  /// - Units: hertz.
  record Sound(int index, String codec, int sampleRate, int channels, Duration end) {}

  /// How long the sound alone plays.
  Duration soundLength() {
    return sound.map(Sound::end).filter(Duration::isPositive).orElse(length);
  }

  Clip withLength(Duration other) {
    return new Clip(container, other, true, film, sound, cover);
  }

  /// The same of sound alone, which is known to play so long.
  Clip withSoundLength(Duration other) {
    return new Clip(
        container,
        other,
        reckoned,
        film,
        sound.map(
            each ->
                new Sound(each.index(), each.codec(), each.sampleRate(), each.channels(), other)),
        cover);
  }
}
