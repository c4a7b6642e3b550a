package atelier.media.ffmpeg;

import atelier.media.MediaException;
import atelier.media.ToolRun.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a result back and compares it with what was asked.
final class Proof {
  static final Duration LEAST_TOLERANCE = Duration.ofSeconds(1);
  private static final double TOLERANCE = 0.03;
  private static final double RATE_TOLERANCE = 0.05;

  private final Ffmpeg ffmpeg;
  private final Probe probe;

  Proof(Ffmpeg ffmpeg, Probe probe) {
    this.ffmpeg = ffmpeg;
    this.probe = probe;
  }

  /// How it came out.
  sealed interface Result {
    record Good(Duration length) implements Result {}

    /// The source does not hold what it promises; `cause` for a person.
    record Refused(String cause) implements Result {}
  }

  /// - Shape: `making` is how the tool that made it ended.
  /// - Errors: [MediaException] when it is not what was asked and the source is not to blame.
  Result of(Path source, Path target, Wanted wanted, Ended making) throws InterruptedException {
    Clip made;
    switch (probe.look(target)) {
      case Probe.Found.Known(Clip clip) -> made = clip;
      case Probe.Found.Refused(String cause) -> {
        if (!making.errors().isEmpty()) {
          return new Result.Refused("damaged: nothing of it could be decoded");
        }
        throw wrong(making, "cannot be read back: " + cause);
      }
    }
    Optional<String> difference = difference(made, wanted);
    if (difference.isPresent()) {
      throw wrong(making, difference.get());
    }
    decode(target, made.length());
    return compare(source, made.length(), wanted, making);
  }

  private static Optional<String> difference(Clip made, Wanted wanted) {
    if (!made.sound().map(Clip.Sound::codec).equals(wanted.soundCodec())) {
      return Optional.of("has the sound " + made.sound() + ", not " + wanted.soundCodec());
    }
    if (made.film().isPresent() != wanted.film().isPresent()) {
      return Optional.of("has the film " + made.film() + ", not " + wanted.film());
    }
    if (made.film().isEmpty()) {
      return Optional.empty();
    }
    Clip.Film film = made.film().get();
    Wanted.Film as = wanted.film().orElseThrow();
    boolean same =
        film.codec().equals(as.codec())
            && film.widthPixels() == as.size().width()
            && film.heightPixels() == as.size().height()
            && film.pixelFormat().equals(as.pixelFormat())
            && Math.abs(film.framesPerSecond() - as.framesPerSecond())
                <= RATE_TOLERANCE * as.framesPerSecond();
    return same ? Optional.empty() : Optional.of("has the film " + film + ", not " + as);
  }

  /// All of the sound, and of the film the pictures on which all others rest.
  private void decode(Path target, Duration length) throws InterruptedException {
    var arguments = new ArrayList<>(List.of("-skip_frame", "nokey"));
    arguments.addAll(ffmpeg.source(target));
    arguments.addAll(Clip.FILM_AND_SOUND);
    arguments.addAll(List.of("-f", "null", "-"));
    Ended ended = ffmpeg.run(arguments, length, _ -> {});
    if (!ended.isGood() || !ended.errors().isEmpty()) {
      throw wrong(ended, "cannot be decoded");
    }
  }

  private Result compare(Path source, Duration made, Wanted wanted, Ended making)
      throws InterruptedException {
    if (agree(made, wanted.length())) {
      return new Result.Good(made);
    }
    boolean shorter = made.compareTo(wanted.length()) < 0;
    if (wanted.reckoned() || !shorter) {
      // The file's own word counts for little: how long is it when it is read?
      if (agree(made, probe.measure(source, wanted.streams()))) {
        return new Result.Good(made);
      }
    }
    if (shorter) {
      return new Result.Refused(
          "truncated or damaged: could be read to %s of %s"
              .formatted(seconds(made), seconds(wanted.length())));
    }
    throw wrong(making, "plays %s, not %s".formatted(seconds(made), seconds(wanted.length())));
  }

  private static boolean agree(Duration one, Duration other) {
    Duration tolerance = Duration.ofMillis((long) (other.toMillis() * TOLERANCE));
    Duration allowed = tolerance.compareTo(LEAST_TOLERANCE) > 0 ? tolerance : LEAST_TOLERANCE;
    return one.minus(other).abs().compareTo(allowed) <= 0;
  }

  static String seconds(Duration duration) {
    return duration.toSeconds() >= 10
        ? duration.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static MediaException wrong(Ended making, String how) {
    return MediaException.of("ffmpeg", making.errors(), "what ffmpeg wrote " + how, null);
  }
}
