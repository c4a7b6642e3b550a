package atelier.media.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What is done to the frames of a film: made progressive, evenly timed, as large as asked, with
/// square pixels, in the colours of a usual screen.
///
/// - Rotation needs nothing here: ffmpeg turns frames as the file says before they come.
/// - Source: <https://ffmpeg.org/ffmpeg-filters.html>, `zscale` and `tonemap`.
final class FilmFilter {
  /// A film whose colours say nothing was made for a high definition screen from so many lines on.
  private static final int HIGH_DEFINITION_LINES = 720;

  private static final String TONE_MAP =
      "format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0";

  private FilmFilter() {}

  /// How colours are counted in the result.
  enum Colours {
    /// As H.264 players expect.
    BT709("bt709", "bt709", "yuv420p", "tv"),
    /// As VP8 and Theora have it, which cannot say otherwise.
    BT601("bt601", "smpte170m", "yuv420p", "tv"),
    RGB("bt709", "bt709", "rgb24", "pc");

    private final String scaleMatrix;
    private final String zscaleMatrix;
    private final String pixels;
    private final String range;

    Colours(String scaleMatrix, String zscaleMatrix, String pixels, String range) {
      this.scaleMatrix = scaleMatrix;
      this.zscaleMatrix = zscaleMatrix;
      this.pixels = pixels;
      this.range = range;
    }
  }

  /// - Shape: as `-filter:v` takes it; without `framesPerSecond` frames come when they come.
  static String of(Clip.Film film, Size size, OptionalInt framesPerSecond, Colours colours) {
    var steps = new ArrayList<String>();
    if (film.interlaced()) {
      steps.add("bwdif=mode=send_frame");
    }
    var timing =
        framesPerSecond.stream().mapToObj(each -> "fps=" + each + ":start_time=0").toList();
    boolean fewer = framesPerSecond.orElse(0) <= film.framesPerSecond();
    if (fewer) {
      steps.addAll(timing); // Frames that are not kept need not be scaled.
    }
    steps.addAll(coloured(film, size, colours));
    steps.add("format=" + colours.pixels);
    steps.add("setsar=1");
    if (!fewer) {
      steps.addAll(timing);
    }
    return String.join(",", steps);
  }

  private static List<String> coloured(Clip.Film film, Size size, Colours colours) {
    String size2 = "w=" + size.width() + ":h=" + size.height();
    String standard = "t=bt709:p=bt709:m=" + colours.zscaleMatrix + ":r=tv";
    if (film.isHighDynamicRange()) {
      String said = ":tin=" + film.transfer() + ":pin=bt2020:min=bt2020nc:rin=tv";
      return List.of(
          "zscale=" + size2 + said + ":t=linear:npl=100", TONE_MAP, "zscale=" + standard);
    }
    if (film.isWideGamut()) {
      return List.of("zscale=" + size2 + ":pin=bt2020:min=bt2020nc:tin=bt709:" + standard);
    }
    return List.of(
        "scale=%s:flags=lanczos:in_color_matrix=%s:out_color_matrix=%s:out_range=%s"
            .formatted(size2, matrix(film), colours.scaleMatrix, colours.range));
  }

  private static String matrix(Clip.Film film) {
    boolean said = !film.matrix().isEmpty() && !film.matrix().equals("unknown");
    if (said) {
      return "auto";
    }
    return Math.min(film.widthPixels(), film.heightPixels()) >= HIGH_DEFINITION_LINES
        ? "bt709"
        : "bt601";
  }
}
