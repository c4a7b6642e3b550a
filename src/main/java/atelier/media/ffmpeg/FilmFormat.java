package atelier.media.ffmpeg;

import atelier.library.SubdefSpec.Output;
import java.util.List;

/// The ways to store a film.
///
/// - Shape: `stored` is what ffprobe calls the result.
enum FilmFormat {
  MP4("mp4", "h264", "video/mp4", FilmFilter.Colours.BT709),
  WEBM("webm", "vp8", "video/webm", FilmFilter.Colours.BT601),
  OGV("ogv", "theora", "video/ogg", FilmFilter.Colours.BT601);

  private static final int KILOBIT = 1000;

  private final String muxer;
  private final String stored;
  private final String mime;
  private final FilmFilter.Colours colours;

  FilmFormat(String muxer, String stored, String mime, FilmFilter.Colours colours) {
    this.muxer = muxer;
    this.stored = stored;
    this.mime = mime;
    this.colours = colours;
  }

  static FilmFormat of(Output.Video video) {
    return switch (video.videoCodec()) {
      case "libvpx" -> WEBM;
      case "libtheora" -> OGV;
      default -> MP4;
    };
  }

  /// As `-f` takes it.
  String muxer() {
    return muxer;
  }

  String stored() {
    return stored;
  }

  String mime() {
    return mime;
  }

  FilmFilter.Colours colours() {
    return colours;
  }

  /// What stands for the sound asked: where the reference fails, as for MP3 in WebM, that which
  /// fits.
  SoundCodec sound(String asked) {
    SoundCodec wanted = SoundCodec.of(asked);
    return switch (this) {
      case MP4 -> wanted == SoundCodec.MP3 ? wanted : SoundCodec.AAC;
      case WEBM, OGV -> SoundCodec.VORBIS;
    };
  }

  /// The encoder's options.
  ///
  /// One pass for all: bounded above by a buffer, so that the mean bitrate is kept; the reference's
  /// second pass for H.264 costs as much again and moves bits about a little better.
  List<String> arguments(Output.Video video) {
    String bitrate = video.bitrateKilobits() * KILOBIT + "";
    String group = Integer.toString(video.framesPerGroup());
    return switch (this) {
      case MP4 ->
          List.of(
              "-c:v",
              "libx264",
              "-preset",
              "fast",
              "-profile:v",
              "high",
              "-b:v",
              bitrate,
              "-maxrate",
              video.bitrateKilobits() * KILOBIT * 3 / 2 + "",
              "-bufsize",
              video.bitrateKilobits() * KILOBIT * 2 + "",
              "-g",
              group,
              "-colorspace",
              "bt709",
              "-color_primaries",
              "bt709",
              "-color_trc",
              "bt709",
              "-color_range",
              "tv",
              "-movflags",
              "+faststart");
      case WEBM ->
          List.of(
              "-c:v",
              "libvpx",
              "-deadline",
              "good",
              "-cpu-used",
              "4",
              "-auto-alt-ref",
              "1",
              "-lag-in-frames",
              "16",
              "-b:v",
              bitrate,
              "-g",
              group);
      case OGV ->
          // A picture like the one before leaves no packet, so a film that ends with a still one
          // would end early by up to a group: then that is a second at most.
          List.of(
              "-c:v",
              "libtheora",
              "-b:v",
              bitrate,
              "-g",
              Math.min(video.framesPerGroup(), video.framesPerSecond()) + "");
    };
  }
}
