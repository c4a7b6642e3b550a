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
import java.util.OptionalInt;

/// Takes a frame out of a film: that at 60 % of its length, else one that shows more.
///
/// - Shape: a PNG in the colours of a usual screen, upright, with square pixels, as large as asked.
/// - Thread-safe.
public final class FilmStills implements StillTaker {
  /// Where to look, in percent of the length: first where the reference does. 0 is the first frame,
  /// the one that a truncated film still has.
  private static final List<Integer> PLACES = List.of(60, 40, 75, 25, 10, 0);

  private static final int WHOLE = 100;

  private final Ffmpeg ffmpeg;
  private final Probe probe;

  public FilmStills(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    probe = new Probe(ffmpeg);
  }

  @Override
  public boolean reads(Order order) {
    return order.sourceType() == MediaType.VIDEO;
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    if (!(order.output() instanceof Output.Image image)) {
      return new Still.Refused("only a picture is taken here");
    }
    return switch (probe.look(order.source())) {
      case Probe.Found.Refused(String cause) -> new Still.Refused(cause);
      case Probe.Found.Known(Clip clip) ->
          clip.film().isEmpty()
              ? new Still.Refused("there is no film in it, only sound")
              : take(order.source(), clip, image, folder);
    };
  }

  /// The first place that shows something; else the first that could be read at all.
  private Still take(Path source, Clip clip, Output.Image image, Path folder)
      throws InterruptedException {
    Clip.Film film = clip.film().orElseThrow();
    Size size = Size.inside(film.widthPixels(), film.heightPixels(), image.sizePixels(), 1);
    var readable = new ArrayList<Path>();
    for (int place : PLACES) {
      Path picture = folder.resolve("frame-" + place + ".png");
      Path glance = folder.resolve("glance-" + place + ".gray");
      Duration moment = clip.length().multipliedBy(place).dividedBy(WHOLE);
      if (isTaken(source, film, size, moment, picture, glance)) {
        if (!Glance.isBlank(bytes(glance))) {
          return new Still.Taken(picture, "image/png");
        }
        readable.add(picture);
      }
    }
    return readable.isEmpty()
        ? new Still.Refused("damaged: no frame of it could be decoded")
        : new Still.Taken(readable.getFirst(), "image/png");
  }

  private boolean isTaken(
      Path source, Clip.Film film, Size size, Duration moment, Path picture, Path glance)
      throws InterruptedException {
    var arguments = new ArrayList<>(Moments.seek(moment));
    arguments.addAll(ffmpeg.source(source));
    arguments.addAll(
        List.of(
            "-filter_complex",
            "[0:%d]%s,split[whole][small];[small]%s[glance]"
                .formatted(
                    film.index(),
                    FilmFilter.of(film, size, OptionalInt.empty(), FilmFilter.Colours.RGB),
                    Glance.FILTER),
            "-map",
            "[whole]",
            "-frames:v",
            "1",
            "-c:v",
            "png",
            "-f",
            "image2pipe",
            Ffmpeg.name(picture),
            "-map",
            "[glance]",
            "-frames:v",
            "1",
            "-f",
            "rawvideo",
            Ffmpeg.name(glance)));
    Ended ended = ffmpeg.run(arguments, Duration.ZERO, _ -> {});
    if (!ended.isGood()) {
      Complaint.ofSource("ffmpeg", ended);
    }
    return ended.isGood() && isThere(picture) && isThere(glance);
  }

  private static boolean isThere(Path file) {
    return bytes(file).length > 0;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new MediaException("a frame in between could not be read: " + file, e);
    }
  }
}
