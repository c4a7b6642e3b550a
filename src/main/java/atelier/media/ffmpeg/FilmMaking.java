package atelier.media.ffmpeg;

import atelier.library.SubdefSpec.Output;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes a film from a film.
///
/// The sides keep the source's own ratio. The reference snaps it to the nearest of seventeen
/// standard ones, which distorts every film that has another; that is not done here.
final class FilmMaking {
  private static final double ENCODED = 0.95;
  private static final int EVEN = 2;

  private final Ffmpeg ffmpeg;
  private final Proof proof;

  FilmMaking(Ffmpeg ffmpeg, Proof proof) {
    this.ffmpeg = ffmpeg;
    this.proof = proof;
  }

  /// - Shape: `clip` has a film; its sound, if any, comes along.
  Made make(Order order, Output.Video video, Clip clip, Progress progress)
      throws InterruptedException {
    Clip.Film film = clip.film().orElseThrow();
    FilmFormat format = FilmFormat.of(video);
    Size size = Size.inside(film.widthPixels(), film.heightPixels(), video.sizePixels(), EVEN);
    Optional<SoundRecipe> sound =
        clip.sound()
            .map(
                each ->
                    SoundRecipe.of(
                        each,
                        video.audioCodec(),
                        format.sound(video.audioCodec()),
                        video.audioSampleRate(),
                        OptionalInt.empty()));

    var lines = new ProgressLines(clip.length(), Rising.part(progress, 0, ENCODED));
    Ended ended =
        ffmpeg.run(arguments(order, video, clip, size, sound), clip.length(), lines::line);
    if (!ended.isGood()) {
      return new Made.Refused(Complaint.ofSource("ffmpeg", ended));
    }
    var wanted =
        new Wanted(
            Optional.of(new Wanted.Film(format.stored(), size, "yuv420p", video.framesPerSecond())),
            sound.map(each -> each.codec().stored()),
            Clip.FILM_AND_SOUND,
            clip.length(),
            clip.reckoned());
    return switch (proof.of(order.source(), order.target(), wanted, ended)) {
      case Proof.Result.Refused(String cause) -> new Made.Refused(cause);
      case Proof.Result.Good(var length) -> {
        progress.at(1);
        yield FfmpegFilms.keep(
            order.target(),
            size,
            format.mime(),
            length,
            sound.map(SoundRecipe::notes).orElse(List.of()));
      }
    };
  }

  private List<String> arguments(
      Order order, Output.Video video, Clip clip, Size size, Optional<SoundRecipe> sound) {
    Clip.Film film = clip.film().orElseThrow();
    FilmFormat format = FilmFormat.of(video);
    var arguments = new ArrayList<>(ffmpeg.source(order.source()));
    arguments.addAll(List.of("-progress", "pipe:1", "-map", "0:" + film.index()));
    clip.sound().ifPresent(each -> arguments.addAll(List.of("-map", "0:" + each.index())));
    arguments.addAll(List.of("-map_chapters", "-1", "-threads", ffmpeg.threads() + ""));
    arguments.addAll(
        List.of(
            "-filter:v",
            FilmFilter.of(film, size, OptionalInt.of(video.framesPerSecond()), format.colours())));
    arguments.addAll(format.arguments(video));
    sound.ifPresent(each -> arguments.addAll(each.arguments(video.audioBitrateKilobits())));
    arguments.addAll(
        List.of(
            "-max_muxing_queue_size", "9999", "-f", format.muxer(), Ffmpeg.name(order.target())));
    return List.copyOf(arguments);
  }
}
