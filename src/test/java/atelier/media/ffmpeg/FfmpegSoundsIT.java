package atelier.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sound from films and from sound through the real ffmpeg, checked with ffprobe.
class FfmpegSoundsIT {
  private static final Containment CONTAINMENT = Containment.probe();

  @TempDir Path folder;
  private FfmpegFilms films;

  @BeforeEach
  void begin() {
    films = new FfmpegFilms(new Ffmpeg(Ffmpeg.Settings.of(2), CONTAINMENT), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "libmp3lame, mp3,  mp3,       audio/mpeg",
    "flac,       flac, flac,      audio/flac",
    "pcm_s16le,  wav,  pcm_s16le, audio/x-wav",
    "libvorbis,  ogg,  vorbis,    audio/ogg",
    "aac,        m4a,  aac,       audio/mp4"
  })
  void sound_is_stored_as_asked(String codec, String extension, String stored, String mime)
      throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=440:d=3 -ac 2 @source.wav");
    var output = new Output.Audio(codec, 96, OptionalInt.of(22050), OptionalInt.of(1));

    Made made = make("source.wav", MediaType.AUDIO, output, "result." + extension);

    Path result = folder.resolve("result." + extension);
    assertThat(output.extension()).isEqualTo(extension);
    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Good.class,
            good -> {
              assertThat(good.mime()).isEqualTo(mime);
              assertThat(good.widthPixels()).isZero();
              assertThat(good.length().toMillis()).isBetween(2900L, 3200L);
              assertThat(good.note()).isEmpty();
            });
    assertThat(Clips.stream(result, "audio"))
        .containsEntry("codec_name", stored)
        .containsEntry("sample_rate", "22050")
        .containsEntry("channels", 1);
    assertThat(Clips.length(result)).isBetween(2.9, 3.2);
    assertThat(loudness(result)).isGreaterThan(-25);
  }

  @Test
  void sound_is_taken_out_of_a_film() throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i testsrc=s=160x90:d=4 -f lavfi -i sine=440:d=2 -c:v libx264 -c:a aac"
            + " @source.mp4");

    Made made = make("source.mp4", MediaType.VIDEO, mp3(OptionalInt.empty()), "result.mp3");

    assertThat(made).isInstanceOf(Made.Good.class);
    assertThat(Clips.stream(folder.resolve("result.mp3"), "video")).isEmpty();
    assertThat(Clips.length(folder.resolve("result.mp3"))).isBetween(1.9, 2.2);
  }

  @Test
  void a_rate_that_the_codec_lacks_becomes_the_nearest_and_that_is_said() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=440:d=1 @source.wav");

    Made made = make("source.wav", MediaType.AUDIO, mp3(OptionalInt.of(96000)), "result.mp3");

    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Good.class,
            good ->
                assertThat(good.note())
                    .isEqualTo("48000 Hz instead of 96000, which libmp3lame cannot have"));
    assertThat(Clips.stream(folder.resolve("result.mp3"), "audio"))
        .containsEntry("sample_rate", "48000");
  }

  @Test
  void many_channels_become_two() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=440:d=1 -ac 6 -c:a flac @source.flac");

    make("source.flac", MediaType.AUDIO, mp3(OptionalInt.empty()), "result.mp3");

    assertThat(Clips.stream(folder.resolve("result.mp3"), "audio")).containsEntry("channels", 2);
  }

  @Test
  void a_cover_is_no_film_and_does_not_come_along() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i color=red:s=64x64 -frames:v 1 @cover.png");
    Clips.ffmpeg(
        folder,
        "-f lavfi -i sine=440:d=2 -i @cover.png -map 0 -map 1 -disposition:v attached_pic"
            + " @source.mp3");

    Made made = make("source.mp3", MediaType.AUDIO, mp3(OptionalInt.empty()), "result.mp3");

    assertThat(made).isInstanceOf(Made.Good.class);
    assertThat(Clips.stream(folder.resolve("result.mp3"), "video")).isEmpty();
  }

  @Test
  void a_stream_without_a_length_of_its_own_is_measured() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=440:d=3 -c:a aac -f adts @source.aac");
    Clips.ffmpeg(folder, "-f lavfi -i sine=440:d=3 -c:a libvorbis -live 1 -f webm @source.webm");

    Made aac = make("source.aac", MediaType.AUDIO, mp3(OptionalInt.empty()), "aac.mp3");
    Made webm = make("source.webm", MediaType.AUDIO, mp3(OptionalInt.empty()), "webm.mp3");

    assertThat(aac).isInstanceOf(Made.Good.class);
    assertThat(webm).isInstanceOf(Made.Good.class);
  }

  @Test
  void truncated_sound_is_refused() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i anoisesrc=d=4:a=0.3 @source.flac");
    byte[] bytes = Files.readAllBytes(folder.resolve("source.flac"));
    Files.write(folder.resolve("part.flac"), Arrays.copyOf(bytes, bytes.length / 2));

    Made made = make("part.flac", MediaType.AUDIO, mp3(OptionalInt.empty()), "result.mp3");

    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Refused.class,
            refused ->
                assertThat(refused.cause())
                    .matches("truncated or damaged: could be read to [12]\\.\\d s of 4\\.0 s"));
    assertThat(folder.resolve("result.mp3")).doesNotExist();
  }

  /// - Units: decibels below the loudest there can be.
  private static double loudness(Path file) {
    String said =
        Shell.run(
            "ffmpeg",
            "-nostdin",
            "-hide_banner",
            "-i",
            file.toString(),
            "-af",
            "volumedetect",
            "-f",
            "null",
            "-");
    String mark = "mean_volume: ";
    int from = said.indexOf(mark) + mark.length();
    return Double.parseDouble(said.substring(from, said.indexOf(' ', from)));
  }

  private static Output mp3(OptionalInt rate) {
    return new Output.Audio("libmp3lame", 128, rate, OptionalInt.empty());
  }

  private Made make(String source, MediaType type, Output output, String result)
      throws InterruptedException {
    return films.make(
        new Order(folder.resolve(source), "x/y", type, output, folder.resolve(result)),
        Progress.IGNORED);
  }
}
