package atelier.media.exiftool;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.media.Containment;
import atelier.media.TechnicalData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is known of films and sounds when they are taken in.
final class ClipsTechnicalDataIT {
  private static final ExiftoolMetadata TOOL =
      new ExiftoolMetadata(
          ExiftoolMetadata.Settings.of(1),
          Containment.probe(),
          Path.of(System.getProperty("java.io.tmpdir")));

  @TempDir Path folder;

  @AfterAll
  static void close() {
    TOOL.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mp4,  libx264,   aac,        libx264,   mp4a",
    "mov,  libx264,   aac,        libx264,   mp4a",
    "mkv,  libx264,   aac,        AVC,       AAC",
    "webm, libvpx,    libvorbis,  VP8,       VORBIS",
    "avi,  mpeg4,     libmp3lame, FMP4,      85",
    "wmv,  msmpeg4v3, wmav2,      msmpeg4v3, Windows Media"
  })
  void a_film_has_its_length_its_sides_and_its_codecs(
      String extension, String video, String audio, String videoCodec, String audioCodec)
      throws Exception {
    Path file = folder.resolve("film." + extension);
    Shell.run(
        "ffmpeg",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc=s=160x90:r=25:d=3",
        "-f",
        "lavfi",
        "-i",
        "sine=440:d=3",
        "-c:v",
        video,
        "-c:a",
        audio,
        file.toString());

    Map<String, String> data = TechnicalData.of(TOOL.read(file), MediaType.VIDEO, "video/x", 1);

    assertThat(data).containsEntry("Width", "160").containsEntry("Height", "90");
    assertThat(Double.parseDouble(data.getOrDefault("Duration", "0"))).isBetween(2.9, 3.2);
    assertThat(data.getOrDefault("VideoCodec", "")).contains(videoCodec);
    assertThat(data.getOrDefault("AudioCodec", "")).contains(audioCodec);
    assertThat(data).containsKey("AudioSamplerate");
  }

  @ParameterizedTest
  @CsvSource({"mp3", "flac", "wav", "m4a", "aiff", "wma"})
  void a_sound_has_its_length(String extension) throws Exception {
    Path file = folder.resolve("sound." + extension);
    Shell.run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:d=3", file.toString());

    Map<String, String> data = TechnicalData.of(TOOL.read(file), MediaType.AUDIO, "audio/x", 1);

    // What an MP3 does not say is reckoned from its bitrate, roughly.
    assertThat(Double.parseDouble(data.getOrDefault("Duration", "0"))).isBetween(2.9, 3.6);
    assertThat(data).doesNotContainKey("Width");
  }
}
