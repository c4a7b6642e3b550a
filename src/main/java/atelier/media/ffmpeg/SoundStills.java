package atelier.media.ffmpeg;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the picture of a sound: the cover that lies in the file, else its waveform.
///
/// - Shape: a PNG. The reference has no picture of sound at all.
/// - Thread-safe.
public final class SoundStills implements StillTaker {
  private static final Duration LONG = Duration.ofHours(12);

  private final Ffmpeg ffmpeg;
  private final Probe probe;

  public SoundStills(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    probe = new Probe(ffmpeg);
  }

  @Override
  public boolean reads(Order order) {
    return order.sourceType() == MediaType.AUDIO;
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    if (!(order.output() instanceof Output.Image image)) {
      return new Still.Refused("only a picture is taken here");
    }
    return switch (probe.look(order.source())) {
      case Probe.Found.Refused(String cause) -> new Still.Refused(cause);
      case Probe.Found.Known(Clip clip) -> {
        Optional<Path> cover = cover(order.source(), clip, image, folder);
        if (cover.isPresent()) {
          yield new Still.Taken(cover.get(), "image/png");
        }
        yield clip.sound().isEmpty()
            ? new Still.Refused("there is no sound in it")
            : waveform(order.source(), clip, image, folder);
      }
    };
  }

  private Optional<Path> cover(Path source, Clip clip, Output.Image image, Path folder)
      throws InterruptedException {
    if (clip.cover().isEmpty()) {
      return Optional.empty();
    }
    Path picture = folder.resolve("cover.png");
    int square = image.sizePixels();
    var arguments = new ArrayList<>(ffmpeg.source(source));
    arguments.addAll(
        List.of(
            "-map",
            "0:" + clip.cover().get(),
            "-filter:v",
            "scale=w='min(%1$d,iw)':h='min(%1$d,ih)':force_original_aspect_ratio=decrease"
                    .formatted(square)
                + ":flags=lanczos:out_range=pc,format=rgba"));
    arguments.addAll(List.of("-frames:v", "1", "-c:v", "png", "-f", "image2pipe"));
    arguments.add(Ffmpeg.name(picture));
    Ended ended = ffmpeg.run(arguments, Duration.ZERO, _ -> {});
    // A cover that cannot be read is as good as none.
    return ended.isGood() && isThere(picture) ? Optional.of(picture) : Optional.empty();
  }

  private Still waveform(Path source, Clip clip, Output.Image image, Path folder)
      throws InterruptedException {
    Path picture = folder.resolve("waveform.png");
    var arguments = new ArrayList<>(ffmpeg.source(source));
    arguments.addAll(
        List.of(
            "-filter_complex",
            Waveform.filter(
                clip.sound().orElseThrow().index(),
                image.sizePixels(),
                clip.soundLength().compareTo(LONG) > 0)));
    arguments.addAll(List.of("-map", "[picture]", "-frames:v", "1", "-c:v", "png"));
    arguments.addAll(List.of("-f", "image2pipe", Ffmpeg.name(picture)));
    Ended ended = ffmpeg.run(arguments, clip.length(), _ -> {});
    if (!ended.isGood()) {
      return new Still.Refused(Complaint.ofSource("ffmpeg", ended));
    }
    return isThere(picture)
        ? new Still.Taken(picture, "image/png")
        : new Still.Refused("damaged: no sound of it could be decoded");
  }

  private static boolean isThere(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw new MediaException("a picture in between could not be read: " + file, e);
    }
  }
}
