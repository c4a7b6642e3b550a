package atelier.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Films from films through the real ffmpeg, checked with ffprobe.
class FfmpegFilmsIT {
  private static final Containment CONTAINMENT = Containment.probe();

  /// Red on the left, blue on the right, and a tone.
  private static final String RED_AND_BLUE =
      "-f lavfi -i 'color=red:s=160x180:r=25:d=2[l];color=blue:s=160x180:r=25:d=2[r];[l][r]hstack' ";

  private static final String TONE = " -f lavfi -i sine=440:d=2 ";

  @TempDir Path folder;
  private final List<Double> told = new CopyOnWriteArrayList<>();
  private FfmpegFilms films;

  @BeforeEach
  void begin() {
    films = new FfmpegFilms(new Ffmpeg(Ffmpeg.Settings.of(2), CONTAINMENT), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "libx264,    libfdk_aac, mp4,  h264,   aac,    video/mp4,  sound aac instead of libfdk_aac",
    "libx264,    libmp3lame, mp4,  h264,   mp3,    video/mp4,  ''",
    "libx264,    libvorbis,  mp4,  h264,   aac,    video/mp4,  sound aac instead of libvorbis",
    "libvpx,     libvorbis,  webm, vp8,    vorbis, video/webm, ''",
    "libvpx,     libmp3lame, webm, vp8,    vorbis, video/webm, sound libvorbis instead of libmp3lame",
    "libtheora,  libvorbis,  ogv,  theora, vorbis, video/ogg,  ''"
  })
  void a_film_is_made_as_its_specification_says(
      String video,
      String audio,
      String extension,
      String film,
      String sound,
      String mime,
      String note)
      throws Exception {
    Clips.ffmpeg(folder, RED_AND_BLUE + TONE + "-c:v libx264 -c:a aac @source.mov");

    Made made = make("source.mov", specification(video, audio, 200), "result." + extension);

    Path result = folder.resolve("result." + extension);
    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Good.class,
            good -> {
              assertThat(good.widthPixels()).isEqualTo(200);
              assertThat(good.heightPixels()).isEqualTo(112);
              assertThat(good.mime()).isEqualTo(mime);
              assertThat(good.note()).isEqualTo(note);
              assertThat(good.length().toMillis()).isBetween(1900L, 2200L);
              assertThat(good.sizeBytes()).isEqualTo(result.toFile().length());
            });
    assertThat(Clips.stream(result, "video"))
        .containsEntry("codec_name", film)
        .containsEntry("width", 200)
        .containsEntry("height", 112)
        .containsEntry("pix_fmt", "yuv420p")
        .containsEntry("r_frame_rate", "20/1");
    assertThat(Clips.stream(result, "audio"))
        .containsEntry("codec_name", sound)
        .containsEntry("sample_rate", "22050");
    assertThat(Clips.length(result)).isBetween(1.9, 2.2);
    Clips.assertColour(Clips.colour(result, 1, "40:40:10:10"), 255, 0, 0);
    Clips.assertColour(Clips.colour(result, 1, "40:40:150:60"), 0, 0, 255);
  }

  @Test
  void it_begins_to_play_before_all_of_it_has_come() throws Exception {
    Clips.ffmpeg(folder, RED_AND_BLUE + "@source.mp4");

    make("source.mp4", specification("libx264", "aac", 300), "result.mp4");

    String head = Files.readString(folder.resolve("result.mp4"), StandardCharsets.ISO_8859_1);
    assertThat(head.indexOf("moov")).isPositive().isLessThan(head.indexOf("mdat"));
  }

  @ParameterizedTest
  @CsvSource({
    "320x180, 1:1,   640, 320, 180",
    "320x181, 1:1,   640, 320, 180",
    "180x320, 1:1,   160, 90,  160",
    "318x200, 1:1,   151, 150, 94",
    "180x144, 16:11, 640, 260, 144",
    "600x20,  1:1,   64,  64,  2"
  })
  void sides_are_even_fit_inside_and_are_never_enlarged(
      String sides, String pixels, int square, int width, int height) throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i testsrc=s=%s:r=10:d=1 -vf setsar=%s -c:v ffv1 @source.mkv"
            .formatted(sides, pixels.replace(':', '/')));

    Made made = make("source.mkv", specification("libx264", "aac", square), "result.mp4");

    assertThat(made).isInstanceOf(Made.Good.class);
    assertThat(Clips.stream(folder.resolve("result.mp4"), "video"))
        .containsEntry("width", width)
        .containsEntry("height", height)
        .containsEntry("sample_aspect_ratio", "1:1");
  }

  @Test
  void a_film_that_was_turned_stands_upright() throws Exception {
    Clips.ffmpeg(folder, RED_AND_BLUE + "@level.mp4");
    Clips.ffmpeg(folder, "-i @level.mp4 -c copy -metadata:s:v:0 rotate=90 @source.mp4");
    int turned = turned(folder.resolve("source.mp4"));

    make("source.mp4", specification("libx264", "aac", 160), "result.mp4");

    Path result = folder.resolve("result.mp4");
    assertThat(Clips.stream(result, "video"))
        .containsEntry("width", 90)
        .containsEntry("height", 160)
        .doesNotContainKey("side_data_list");
    // The number is how far it is to be turned against the clock: then the right comes to the top.
    int[] top = Clips.colour(result, 1, "40:40:20:10");
    if (turned == 90) {
      Clips.assertColour(top, 0, 0, 255);
    } else {
      assertThat(turned).isEqualTo(-90);
      Clips.assertColour(top, 255, 0, 0);
    }
  }

  private static int turned(Path file) {
    return (int) Clips.number(file, "v", "stream_side_data=rotation");
  }

  @Test
  void frames_that_come_unevenly_come_evenly() throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i testsrc=s=128x72:r=7:d=1 -f lavfi -i testsrc=s=128x72:r=30:d=1"
            + " -filter_complex concat -vsync vfr -c:v libx264 @source.mkv");

    make("source.mkv", specification("libx264", "aac", 300), "result.mp4");

    assertThat(Clips.stream(folder.resolve("result.mp4"), "video"))
        .containsEntry("avg_frame_rate", "20/1")
        .containsEntry("r_frame_rate", "20/1")
        .hasEntrySatisfying("nb_frames", frames -> assertThat(frames.toString()).matches("39|40"));
  }

  @Test
  void a_film_without_sound_stays_without() throws Exception {
    Clips.ffmpeg(folder, RED_AND_BLUE + "@source.mp4");

    Made made = make("source.mp4", specification("libx264", "libfdk_aac", 300), "result.mp4");

    assertThat(made)
        .isInstanceOfSatisfying(Made.Good.class, good -> assertThat(good.note()).isEmpty());
    assertThat(Clips.stream(folder.resolve("result.mp4"), "audio")).isEmpty();
  }

  @Test
  void sound_that_begins_late_and_ends_early_keeps_its_place() throws Exception {
    Clips.ffmpeg(
        folder,
        RED_AND_BLUE
            + " -itsoffset 0.8 -f lavfi -i sine=440:d=0.5 -c:v libx264 -c:a aac @source.mp4");

    Made made = make("source.mp4", specification("libx264", "aac", 300), "result.mp4");

    assertThat(made).isInstanceOf(Made.Good.class);
    Path result = folder.resolve("result.mp4");
    assertThat(Clips.number(result, "a", "stream=duration")).isBetween(1.2, 1.5);
    assertThat(Clips.length(result)).isBetween(1.9, 2.1);
  }

  @ParameterizedTest
  @CsvSource({"smpte2084, 140, 230", "arib-std-b67, 100, 150"})
  void bright_films_are_brought_to_a_usual_screen(String transfer, int darkest, int brightest)
      throws Exception {
    Clips.ffmpeg(
        folder,
        ("-f lavfi -i 'color=0x808080:s=320x180:r=25:d=1' -pix_fmt yuv420p10le -c:v libx265"
                + " -x265-params log-level=error:colorprim=bt2020:transfer=%1$s:colormatrix=bt2020nc"
                + " -color_primaries bt2020 -color_trc %1$s -colorspace bt2020nc @source.mp4")
            .formatted(transfer));

    Made made = make("source.mp4", specification("libx264", "aac", 160), "result.mp4");

    assertThat(made).isInstanceOf(Made.Good.class);
    Path result = folder.resolve("result.mp4");
    assertThat(Clips.stream(result, "video"))
        .containsEntry("pix_fmt", "yuv420p")
        .containsEntry("color_transfer", "bt709")
        .containsEntry("color_primaries", "bt709")
        .containsEntry("color_space", "bt709");
    // Half of PQ's signal is 92 candela a square metre, bright on a screen that has 100; half of
    // HLG's is meant to look much the same on a usual screen.
    int[] grey = Clips.colour(result, 0.5, "100:60:30:20");
    assertThat(grey[1]).isBetween(darkest, brightest);
    assertThat(grey[0]).isBetween(grey[1] - 4, grey[1] + 4);
  }

  @Test
  void ten_bits_of_usual_colours_stay_what_they_are() throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i 'color=0x3070b0:s=320x180:r=25:d=1' -pix_fmt yuv420p10le -c:v libx264"
            + " @source.mkv");

    make("source.mkv", specification("libx264", "aac", 160), "result.mp4");

    Clips.assertColour(
        Clips.colour(folder.resolve("result.mp4"), 0.5, "100:60:30:20"), 0x30, 0x70, 0xb0);
  }

  @Test
  void bitrate_and_groups_are_kept() throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i 'testsrc2=s=640x360:r=20:d=4,noise=alls=60:allf=t' -c:v mpeg4 -q:v 2"
            + " @source.avi");
    var output = new Output.Video(640, "libx264", "aac", 400, 20, 7, 64, OptionalInt.empty());

    make("source.avi", output, "result.mp4");

    Path result = folder.resolve("result.mp4");
    double bitrate = Clips.number(result, "v", "stream=bit_rate");
    assertThat(bitrate).isBetween(280_000.0, 600_000.0);
    String keys =
        Shell.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-skip_frame",
            "nokey",
            "-show_entries",
            "frame=key_frame",
            "-of",
            "csv",
            result.toString());
    assertThat(keys.lines().count()).isBetween(12L, 40L);
  }

  @Test
  void progress_rises_to_the_end() throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i 'testsrc2=s=1280x720:r=25:d=4,noise=alls=40:allf=t' -c:v mpeg4 @source.avi");

    make("source.avi", specification("libx264", "aac", 1280), "result.mp4");

    assertThat(told).isSorted().hasSizeGreaterThan(2).endsWith(1.0);
    assertThat(Collections.min(told)).isLessThan(0.9);
  }

  @Test
  void names_with_odd_letters_are_only_names() throws Exception {
    Clips.ffmpeg(folder, RED_AND_BLUE + "@source.mp4");
    Path odd = folder.resolve("-i %d 'x' é\nconcat:a|b.mp4");
    Files.move(folder.resolve("source.mp4"), odd);

    Made made =
        films.make(
            new Order(
                odd,
                "video/mp4",
                MediaType.VIDEO,
                specification("libx264", "aac", 100),
                folder.resolve("-y %03d.mp4")),
            told::add);

    assertThat(made).isInstanceOf(Made.Good.class);
    assertThat(folder.resolve("-y %03d.mp4")).isNotEmptyFile();
  }

  private Made make(String source, Output output, String result) throws InterruptedException {
    return films.make(
        new Order(
            folder.resolve(source), "video/x", MediaType.VIDEO, output, folder.resolve(result)),
        told::add);
  }

  private static Output specification(String video, String audio, int square) {
    return new Output.Video(square, video, audio, 500, 20, 20, 96, OptionalInt.of(22050));
  }
}
