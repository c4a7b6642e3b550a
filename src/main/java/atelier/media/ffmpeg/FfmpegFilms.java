package atelier.media.ffmpeg;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.SubdefMaker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/// Makes films, animations and sound from films, and sound from sound.
///
/// - Shape: the target is written, read back, compared with what was asked, decoded, and on the
///   disk before [#make] returns.
/// - Errors: [MediaException] when ffmpeg died, took too long, or wrote something else than asked;
///   the target is gone then.
/// - Thread-safe.
public final class FfmpegFilms implements SubdefMaker {
  private final Probe probe;
  private final FilmMaking films;
  private final SoundMaking sounds;
  private final AnimationMaking animations;

  /// - Shape: frames in between lie in `temporary`.
  public FfmpegFilms(Ffmpeg ffmpeg, Path temporary) {
    probe = new Probe(ffmpeg);
    var proof = new Proof(ffmpeg, probe);
    films = new FilmMaking(ffmpeg, proof);
    sounds = new SoundMaking(ffmpeg, proof);
    animations = new AnimationMaking(ffmpeg, probe, proof, temporary);
  }

  @Override
  public boolean makes(Order order) {
    boolean film = order.sourceType() == MediaType.VIDEO;
    return switch (order.output()) {
      case Output.Video _, Output.AnimatedGif _ -> film;
      case Output.Audio _ -> film || order.sourceType() == MediaType.AUDIO;
      case Output.Image _, Output.Pdf _, Output.Flexpaper _ -> false;
    };
  }

  @Override
  public Made make(Order order, Progress progress) throws InterruptedException {
    if (!makes(order)) {
      return new Made.Refused("only films and sound are read here, not " + order.sourceMime());
    }
    boolean good = false;
    try {
      Made made =
          switch (probe.look(order.source())) {
            case Probe.Found.Refused(String cause) -> new Made.Refused(cause);
            case Probe.Found.Known(Clip clip) -> make(order, clip, new Rising(progress));
          };
      good = made instanceof Made.Good;
      return made;
    } finally {
      if (!good) {
        remove(order.target());
      }
    }
  }

  private Made make(Order order, Clip clip, Progress progress) throws InterruptedException {
    return switch (order.output()) {
      case Output.Video video ->
          clip.film().isEmpty() ? noFilm() : films.make(order, video, clip, progress);
      case Output.AnimatedGif gif ->
          clip.film().isEmpty() ? noFilm() : animations.make(order, gif, clip, progress);
      case Output.Audio audio ->
          clip.sound().isEmpty()
              ? new Made.Refused("there is no sound in it")
              : sounds.make(order, audio, clip, progress);
      case Output.Image _, Output.Pdf _, Output.Flexpaper _ ->
          throw new IllegalArgumentException("not made here: " + order.output());
    };
  }

  private static Made noFilm() {
    return new Made.Refused("there is no film in it, only sound");
  }

  /// Puts a checked file on the disk.
  static Made.Good keep(Path target, Size size, String mime, Duration length, List<String> notes) {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
      return new Made.Good(
          size.width(), size.height(), channel.size(), mime, length, String.join("; ", notes));
    } catch (IOException e) {
      throw new MediaException("what ffmpeg made could not be kept: " + target, e);
    }
  }

  private static void remove(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      throw new MediaException("the unfinished file could not be removed: " + target, e);
    }
  }
}
