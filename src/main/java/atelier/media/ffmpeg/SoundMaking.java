package atelier.media.ffmpeg;

import atelier.library.SubdefSpec.Output;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes sound from sound, or from a film that has some.
///
/// Unlike the reference it heeds the channels asked for whatever the source is, and a sample rate
/// does not force two channels.
final class SoundMaking {
  private static final double ENCODED = 0.95;
  private static final Size NONE = new Size(0, 0);

  private final Ffmpeg ffmpeg;
  private final Proof proof;

  SoundMaking(Ffmpeg ffmpeg, Proof proof) {
    this.ffmpeg = ffmpeg;
    this.proof = proof;
  }

  /// - Shape: `clip` has sound.
  Made make(Order order, Output.Audio audio, Clip clip, Progress progress)
      throws InterruptedException {
    Clip.Sound sound = clip.sound().orElseThrow();
    SoundRecipe recipe =
        SoundRecipe.of(
            sound,
            audio.audioCodec(),
            SoundCodec.of(audio.audioCodec()),
            audio.audioSampleRate(),
            audio.channels());
    List<String> streams = List.of("-map", "0:" + sound.index());
    var arguments = new ArrayList<>(ffmpeg.source(order.source()));
    arguments.addAll(List.of("-progress", "pipe:1"));
    arguments.addAll(streams);
    arguments.addAll(List.of("-map_chapters", "-1", "-threads", ffmpeg.threads() + ""));
    arguments.addAll(recipe.arguments(audio.audioBitrateKilobits()));
    arguments.addAll(List.of("-f", recipe.codec().muxer(), Ffmpeg.name(order.target())));

    var lines = new ProgressLines(clip.soundLength(), Rising.part(progress, 0, ENCODED));
    Ended ended = ffmpeg.run(arguments, clip.length(), lines::line);
    if (!ended.isGood()) {
      return new Made.Refused(Complaint.ofSource("ffmpeg", ended));
    }
    var wanted =
        new Wanted(
            Optional.empty(),
            Optional.of(recipe.codec().stored()),
            streams,
            clip.soundLength(),
            clip.reckoned());
    return switch (proof.of(order.source(), order.target(), wanted, ended)) {
      case Proof.Result.Refused(String cause) -> new Made.Refused(cause);
      case Proof.Result.Good(var length) -> {
        progress.at(1);
        yield FfmpegFilms.keep(order.target(), NONE, recipe.codec().mime(), length, recipe.notes());
      }
    };
  }
}
