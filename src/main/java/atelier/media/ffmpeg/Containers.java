package atelier.media.ffmpeg;

import java.util.List;
import java.util.Set;

/// The kinds of file that are read, by the names of ffmpeg's readers.
///
/// - Shape: those whose film and sound lie in the file itself. Playlists, session descriptions and
///   numbered pictures, which have ffmpeg open other files or addresses, are none of them.
/// - Source: <https://ffmpeg.org/ffmpeg-formats.html#Demuxers>.
final class Containers {
  private static final List<String> READ =
      List.of(
          // Film, with or without sound.
          "mov",
          "matroska",
          "avi",
          "mpeg",
          "mpegts",
          "mpegvideo",
          "flv",
          "asf",
          "mxf",
          "rm",
          "dv",
          "gif",
          "ivf",
          "nut",
          "wtv",
          "gxf",
          "h264",
          "hevc",
          "m4v",
          "mjpeg",
          "yuv4mpegpipe",
          "bink",
          "smk",
          // Sound.
          "mp3",
          "ogg",
          "flac",
          "wav",
          "w64",
          "aiff",
          "aac",
          "ac3",
          "eac3",
          "dts",
          "amr",
          "amrnb",
          "amrwb",
          "au",
          "caf",
          "ape",
          "wv",
          "mpc",
          "mpc8",
          "tta",
          "voc",
          "dsf",
          "oma",
          "truehd");

  /// Streams without a length of their own; ffmpeg reckons it from the size of the file.
  private static final Set<String> RECKONED =
      Set.of(
          "mpeg",
          "mpegts",
          "mpegvideo",
          "dv",
          "gif",
          "ivf",
          "h264",
          "hevc",
          "m4v",
          "mjpeg",
          "mp3",
          "aac",
          "ac3",
          "eac3",
          "dts",
          "amr",
          "amrnb",
          "amrwb",
          "truehd");

  private static final Set<String> PLAYLISTS =
      Set.of("hls", "concat", "dash", "sdp", "rtsp", "imf", "image2", "lavfi", "rtp", "sap");

  private Containers() {}

  /// As `-format_whitelist` takes it.
  static String allowed() {
    return String.join(",", READ);
  }

  /// - Shape: `name` as ffprobe says it, several with commas between.
  static boolean isLengthReckoned(String name) {
    return List.of(name.split(",", -1)).stream().anyMatch(RECKONED::contains);
  }

  static boolean isPlaylist(String name) {
    return List.of(name.split(",", -1)).stream().anyMatch(PLAYLISTS::contains);
  }
}
