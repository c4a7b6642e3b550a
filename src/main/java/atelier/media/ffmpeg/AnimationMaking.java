package atelier.media.ffmpeg;

import atelier.library.SubdefSpec.Output;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes an animated GIF from moments of a film, evenly spread.
///
/// Each moment is sought by itself, so that a long film takes no longer than a short one. Unlike
/// the reference, which takes one frame a second of a short film and fails when that leaves none,
/// there are ten of any that has so many.
final class AnimationMaking {
  private static final int FRAMES = 10;
  private static final int BYTES_PER_PIXEL = 3;
  private static final double TAKEN = 0.9;

  private final Ffmpeg ffmpeg;
  private final Probe probe;
  private final Proof proof;
  private final Path temporary;

  AnimationMaking(Ffmpeg ffmpeg, Probe probe, Proof proof, Path temporary) {
    this.ffmpeg = ffmpeg;
    this.probe = probe;
    this.proof = proof;
    this.temporary = temporary;
  }

  /// - Shape: `clip` has a film.
  Made make(Order order, Output.AnimatedGif gif, Clip clip, Progress progress)
      throws InterruptedException {
    Clip.Film film = clip.film().orElseThrow();
    Size size = Size.inside(film.widthPixels(), film.heightPixels(), gif.sizePixels(), 1);
    try (var scratch = Scratch.in(temporary)) {
      Path frames = scratch.folder().resolve("frames.rgb");
      int taken = take(order.source(), clip, size, frames, progress);
      if (taken < FRAMES) {
        Duration readable = probe.measure(order.source(), Clip.FILM_AND_SOUND);
        if (readable.plus(Proof.LEAST_TOLERANCE).compareTo(moment(clip, FRAMES)) < 0) {
          return new Made.Refused(
              "truncated or damaged: could be read to %s of %s"
                  .formatted(Proof.seconds(readable), Proof.seconds(clip.length())));
        }
      }
      return taken == 0
          ? new Made.Refused("damaged: no frame of it could be decoded")
          : assemble(order, gif, size, frames, taken, progress);
    }
  }

  private static Duration moment(Clip clip, int number) {
    return clip.length().multipliedBy(number).dividedBy(FRAMES + 1);
  }

  /// Writes the frames one after the other into a file of plain pixels; how many there were.
  private int take(Path source, Clip clip, Size size, Path frames, Progress progress)
      throws InterruptedException {
    int taken = 0;
    for (int number = 1; number <= FRAMES; number++) {
      if (isTaken(source, clip, moment(clip, number), size, frames)) {
        taken++;
      }
      progress.at(TAKEN * number / FRAMES);
    }
    // A film of one picture has none behind its first moments.
    return taken == 0 && isTaken(source, clip, Duration.ZERO, size, frames) ? 1 : taken;
  }

  private boolean isTaken(Path source, Clip clip, Duration moment, Size size, Path frames)
      throws InterruptedException {
    Path one = frames.resolveSibling("one.rgb");
    Clip.Film film = clip.film().orElseThrow();
    var arguments = new ArrayList<>(Moments.seek(moment));
    arguments.addAll(ffmpeg.source(source));
    arguments.addAll(
        List.of(
            "-map",
            "0:" + film.index(),
            "-frames:v",
            "1",
            "-filter:v",
            FilmFilter.of(film, size, OptionalInt.empty(), FilmFilter.Colours.RGB),
            "-f",
            "rawvideo",
            Ffmpeg.name(one)));
    Ended ended = ffmpeg.run(arguments, Duration.ZERO, _ -> {});
    if (!ended.isGood()) {
      Complaint.ofSource("ffmpeg", ended);
      return false;
    }
    return append(one, frames, (long) size.width() * size.height() * BYTES_PER_PIXEL);
  }

  /// Adds a frame, if it is whole.
  private static boolean append(Path one, Path frames, long bytes) {
    try (OutputStream all =
        Files.newOutputStream(frames, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      boolean whole = Files.exists(one) && Files.size(one) == bytes;
      if (whole) {
        Files.copy(one, all);
      }
      Files.deleteIfExists(one);
      return whole;
    } catch (IOException e) {
      throw new MediaException("a frame in between could not be kept: " + frames, e);
    }
  }

  /// Two steps in one run: the colours that suit all frames best, then the frames in these.
  private Made assemble(
      Order order, Output.AnimatedGif gif, Size size, Path frames, int taken, Progress progress)
      throws InterruptedException {
    double perSecond = 1000.0 / gif.delayMillis();
    List<String> arguments =
        List.of(
            "-protocol_whitelist",
            "file,pipe",
            "-f",
            "rawvideo",
            "-pixel_format",
            "rgb24",
            "-video_size",
            size.toString(),
            "-framerate",
            "1000/" + gif.delayMillis(),
            "-i",
            Ffmpeg.name(frames),
            "-filter_complex",
            "split[seen][shown];[seen]palettegen=stats_mode=full[colours];"
                + "[shown][colours]paletteuse=dither=sierra2_4a",
            "-loop",
            "0",
            "-f",
            "gif",
            Ffmpeg.name(order.target()));
    Duration length = Duration.ofMillis((long) gif.delayMillis() * taken);
    Ended ended = ffmpeg.run(arguments, length, _ -> {});
    if (!ended.isGood()) {
      throw MediaException.of(
          "ffmpeg", ended.errors(), "ffmpeg could not put the frames together", null);
    }
    var wanted =
        new Wanted(
            Optional.of(new Wanted.Film("gif", size, "bgra", perSecond)),
            Optional.empty(),
            List.of(),
            length,
            false);
    return switch (proof.of(order.source(), order.target(), wanted, ended)) {
      case Proof.Result.Refused(String cause) -> new Made.Refused(cause);
      case Proof.Result.Good(var played) -> {
        progress.at(1);
        yield FfmpegFilms.keep(order.target(), size, "image/gif", played, List.of());
      }
    };
  }
}
