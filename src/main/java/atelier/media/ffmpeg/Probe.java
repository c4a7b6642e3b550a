package atelier.media.ffmpeg;

import atelier.json.Json;
import atelier.json.JsonException;
import atelier.media.MediaException;
import atelier.media.ToolRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what is in a file.
final class Probe {
  private static final String ENTRIES =
      "format=format_name,start_time,duration"
          + ":stream=index,codec_type,codec_name,codec_tag_string,width,height"
          + ",sample_aspect_ratio,pix_fmt,color_transfer,color_primaries,color_space,field_order"
          + ",avg_frame_rate,r_frame_rate,start_time,duration,sample_rate,channels"
          + ":stream_disposition=attached_pic"
          + ":stream_side_data=rotation"
          + ":stream_tags=DURATION"
          + ":packet_side_data=side_data_type";

  /// Enough packets to see one of each stream.
  private static final String FIRST_PACKETS = "%+#12";

  private static final String WAVE = "wav";

  private final Ffmpeg ffmpeg;

  Probe(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /// What came of it.
  sealed interface Found {
    record Known(Clip clip) implements Found {}

    /// Nothing can be made of it; `cause` for a person.
    record Refused(String cause) implements Found {}
  }

  /// - Errors: [MediaException] when the file cannot be read or ffprobe fails without saying that
  ///   the file is why.
  Found look(Path file) throws InterruptedException {
    if (isEmpty(file)) {
      return new Found.Refused("the file is empty");
    }
    Ended ended = ffmpeg.probe(file, ENTRIES, "-read_intervals", FIRST_PACKETS);
    if (!ended.isGood()) {
      return new Found.Refused(Complaint.ofSource("ffprobe", ended));
    }
    Map<String, Object> said = said(ended);
    if (isEncrypted(said, ended.errors())) {
      return new Found.Refused("the film or sound is encrypted");
    }
    Clip clip = clip(said);
    if (clip.film().isEmpty() && clip.sound().isEmpty()) {
      return new Found.Refused("not a media file: there is no film and no sound in it");
    }
    if (clip.length().isZero()) {
      return new Found.Known(clip.withLength(measure(file, Clip.FILM_AND_SOUND)));
    }
    return new Found.Known(clip.container().equals(WAVE) ? asPromised(file, clip) : clip);
  }

  private static Clip asPromised(Path file, Clip clip) {
    try {
      return clip.withSoundLength(WaveHeader.promised(file, clip.soundLength()));
    } catch (IOException e) {
      throw new MediaException("the source file is missing or not readable: " + file, e);
    }
  }

  /// How far some streams of a file can be read; nothing is decoded.
  Duration measure(Path file, List<String> streams) throws InterruptedException {
    var arguments = new ArrayList<>(ffmpeg.source(file));
    arguments.addAll(streams);
    arguments.addAll(List.of("-c", "copy", "-progress", "pipe:1", "-f", "null", "-"));
    var heard = new ProgressLines(Duration.ZERO, _ -> {});
    ffmpeg.run(arguments, Duration.ofHours(1), heard::line);
    return heard.reached();
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      throw new MediaException("the source file is missing or not readable: " + file, e);
    }
  }

  private static Map<String, Object> said(Ended ended) {
    try {
      return Json.object(ended.output());
    } catch (JsonException e) {
      throw MediaException.of("ffprobe", ended.errors(), "ffprobe gave no proper answer", e);
    }
  }

  private static boolean isEncrypted(Map<String, Object> said, String errors) {
    return errors.contains("DRM protected")
        || objects(said, "packets").stream()
            .flatMap(packet -> objects(packet, "side_data_list").stream())
            .anyMatch(data -> text(data, "side_data_type").startsWith("Encryption"))
        || objects(said, "streams").stream()
            .map(stream -> text(stream, "codec_tag_string"))
            .anyMatch(tag -> tag.equals("drms") || tag.equals("drmi"));
  }

  private static Clip clip(Map<String, Object> said) {
    Map<String, Object> format = object(said, "format");
    List<Map<String, Object>> streams = objects(said, "streams");
    var film = streams.stream().filter(each -> isFilm(each)).findFirst();
    var sound = streams.stream().filter(each -> is(each, "audio")).findFirst();
    String container = text(format, "format_name");
    return new Clip(
        container,
        length(format, film, sound),
        Containers.isLengthReckoned(container),
        film.map(Probe::film),
        sound.map(each -> sound(format, each)),
        streams.stream()
            .filter(each -> is(each, "video") && isCover(each))
            .map(each -> integer(each, "index"))
            .findFirst());
  }

  /// The later end of film and sound where both are known: subtitles may last longer.
  private static Duration length(
      Map<String, Object> format,
      Optional<Map<String, Object>> film,
      Optional<Map<String, Object>> sound) {
    Duration longest = Duration.ZERO;
    for (var stream : Stream.of(film, sound).flatMap(Optional::stream).toList()) {
      Duration end = end(format, stream);
      if (end.isZero()) {
        return seconds(text(format, "duration"));
      }
      longest = end.compareTo(longest) > 0 ? end : longest;
    }
    return longest;
  }

  /// - Shape: 0 when the file does not say.
  private static Duration end(Map<String, Object> format, Map<String, Object> stream) {
    Duration own = seconds(text(stream, "duration"));
    if (own.isZero()) {
      return clockTime(text(object(stream, "tags"), "DURATION"));
    }
    double late = number(text(stream, "start_time")) - number(text(format, "start_time"));
    return own.plusMillis(Math.round(late * 1000));
  }

  private static Clip.Film film(Map<String, Object> stream) {
    double width = integer(stream, "width") * pixelRatio(text(stream, "sample_aspect_ratio"));
    double height = integer(stream, "height");
    boolean turned = rotation(stream) % 180 != 0;
    double rate = fraction(text(stream, "avg_frame_rate"), '/');
    return new Clip.Film(
        integer(stream, "index"),
        text(stream, "codec_name"),
        turned ? height : width,
        turned ? width : height,
        rate > 0 ? rate : fraction(text(stream, "r_frame_rate"), '/'),
        List.of("tt", "bb", "tb", "bt").contains(text(stream, "field_order")),
        text(stream, "pix_fmt"),
        text(stream, "color_transfer"),
        text(stream, "color_primaries"),
        text(stream, "color_space"));
  }

  private static Clip.Sound sound(Map<String, Object> format, Map<String, Object> stream) {
    return new Clip.Sound(
        integer(stream, "index"),
        text(stream, "codec_name"),
        integer(stream, "sample_rate"),
        integer(stream, "channels"),
        end(format, stream));
  }

  private static int rotation(Map<String, Object> stream) {
    return objects(stream, "side_data_list").stream()
        .filter(data -> data.containsKey("rotation"))
        .map(data -> integer(data, "rotation"))
        .findFirst()
        .orElse(0);
  }

  private static boolean isFilm(Map<String, Object> stream) {
    return is(stream, "video") && !isCover(stream) && integer(stream, "width") > 0;
  }

  private static boolean is(Map<String, Object> stream, String type) {
    return text(stream, "codec_type").equals(type);
  }

  private static boolean isCover(Map<String, Object> stream) {
    return integer(object(stream, "disposition"), "attached_pic") == 1;
  }

  private static double pixelRatio(String text) {
    double ratio = fraction(text, ':');
    return ratio > 0 ? ratio : 1;
  }

  /// - Shape: 0 for what is no fraction.
  private static double fraction(String text, char mark) {
    int middle = text.indexOf(mark);
    double above = number(middle < 0 ? text : text.substring(0, middle));
    double below = middle < 0 ? 1 : number(text.substring(middle + 1));
    return below == 0 ? 0 : above / below;
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(Math.max(0, number(text)) * 1000));
  }

  /// `00:01:02.345`
  private static Duration clockTime(String text) {
    String[] parts = text.split(":", -1);
    return parts.length == 3
        ? seconds(parts[2]).plusSeconds(Math.round(number(parts[0]) * 3600 + number(parts[1]) * 60))
        : Duration.ZERO;
  }

  private static double number(String text) {
    return text.matches("-?\\d{1,15}(\\.\\d{1,15})?") ? Double.parseDouble(text) : 0;
  }

  private static int integer(Map<String, Object> map, String key) {
    return (int) number(text(map, key));
  }

  private static String text(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString();
  }

  private static Map<String, Object> object(Map<String, Object> map, String key) {
    return map.get(key) instanceof Map<?, ?> found ? named(found) : Map.of();
  }

  private static List<Map<String, Object>> objects(Map<String, Object> map, String key) {
    return map.get(key) instanceof List<?> found
        ? found.stream().filter(Map.class::isInstance).map(each -> named((Map<?, ?>) each)).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  private static Map<String, Object> named(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
