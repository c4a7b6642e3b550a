package atelier.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Small films and sounds, made and looked at with ffmpeg's own tools alone.
final class Clips {
  private Clips() {}

  /// Runs ffmpeg; `arguments` with blanks between, what stands in single quotes is one.
  static void ffmpeg(Path folder, String arguments) {
    var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    for (String word : arguments.strip().split("\\s+(?=(?:[^']*'[^']*')*[^']*$)", -1)) {
      command.add(word.replace("'", "").replace("@", folder + "/"));
    }
    Shell.run(command.toArray(String[]::new));
  }

  /// What ffprobe says of a file.
  static Map<String, Object> look(Path file) {
    return Json.object(
        Shell.run(
            "ffprobe",
            "-v",
            "error",
            "-of",
            "json",
            "-show_format",
            "-show_streams",
            file.toString()));
  }

  /// The first stream of a type, empty when there is none.
  static Map<String, Object> stream(Path file, String type) {
    for (Object each : (List<?>) look(file).getOrDefault("streams", List.of())) {
      @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
      var stream = (Map<String, Object>) each;
      if (type.equals(stream.get("codec_type"))) {
        return stream;
      }
    }
    return Map.of();
  }

  /// - Units: seconds.
  static double length(Path file) {
    return number(file, "v", "format=duration");
  }

  /// - Shape: `streams` as `-select_streams`, `entry` as `-show_entries` takes it.
  static double number(Path file, String streams, String entry) {
    String said =
        Shell.run(
            "ffprobe",
            "-v",
            "error",
            "-of",
            "default=nw=1:nk=1",
            "-select_streams",
            streams,
            "-show_entries",
            entry,
            file.toString());
    return Double.parseDouble(said.lines().findFirst().orElseThrow());
  }

  /// The mean brightness of red, green and blue of a part of a frame.
  ///
  /// - Shape: `crop` as ffmpeg's filter takes it: `w:h:x:y`.
  static int[] colour(Path file, double second, String crop) {
    Path pixel = file.resolveSibling("pixel.rgb");
    ffmpeg(
        file.resolveSibling("."),
        "-ss %s -i %s -frames:v 1 -vf crop=%s,scale=1:1:flags=area,format=rgb24 -f rawvideo %s"
            .formatted(second, file, crop, pixel));
    try {
      byte[] bytes = Files.readAllBytes(pixel);
      return new int[] {bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF};
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static void assertColour(int[] colour, int red, int green, int blue) {
    assertThat(colour[0]).as("red").isBetween(red - 12, red + 12);
    assertThat(colour[1]).as("green").isBetween(green - 12, green + 12);
    assertThat(colour[2]).as("blue").isBetween(blue - 12, blue + 12);
  }
}
