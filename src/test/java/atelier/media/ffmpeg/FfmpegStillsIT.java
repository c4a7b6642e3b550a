package atelier.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Progress;
import atelier.media.StillTaker;
import atelier.media.StillTaker.Still;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures and animations from films and sound, checked with ffprobe and ImageMagick.
class FfmpegStillsIT {
  private static final Containment CONTAINMENT = Containment.probe();

  @TempDir Path folder;
  private Ffmpeg ffmpeg;

  @BeforeEach
  void begin() {
    ffmpeg = new Ffmpeg(Ffmpeg.Settings.of(2), CONTAINMENT);
  }

  @Test
  void the_picture_is_the_one_at_sixty_percent() throws Exception {
    seconds("source.mp4", "red", "red", "0x00ff00", "blue");

    Path picture = film("source.mp4", 100);

    assertThat(colour(picture)).isEqualTo("green");
    assertThat(size(picture)).isEqualTo("100x56");
  }

  @Test
  void another_place_is_taken_when_it_is_black_there() throws Exception {
    seconds("source.mp4", "red", "0x00ff00", "black", "blue");
    texture("source.mp4");

    assertThat(colour(film("source.mp4", 100))).isEqualTo("green");
  }

  @Test
  void a_film_that_is_black_throughout_gives_a_black_picture() throws Exception {
    seconds("source.mp4", "black", "black");

    assertThat(colour(film("source.mp4", 100))).isEqualTo("black");
  }

  @Test
  void a_film_of_one_picture_gives_it() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i color=red:s=160x90:r=25 -frames:v 1 @source.mp4");

    assertThat(colour(film("source.mp4", 100))).isEqualTo("red");
  }

  @Test
  void the_picture_is_upright_and_its_pixels_are_square() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i testsrc=s=180x144:d=1 -vf setsar=16/11 @level.mp4");
    Clips.ffmpeg(folder, "-i @level.mp4 -c copy -metadata:s:v:0 rotate=90 @source.mp4");

    assertThat(size(film("level.mp4", 500))).isEqualTo("261x144");
    assertThat(size(film("source.mp4", 500))).isEqualTo("144x261");
    assertThat(size(film("source.mp4", 131))).isEqualTo("72x131");
  }

  @Test
  void a_bright_film_gives_a_picture_for_a_usual_screen() throws Exception {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i 'color=0x808080:s=320x180:r=25:d=1' -pix_fmt yuv420p10le -c:v libx265"
            + " -x265-params"
            + " log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
            + " -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc @source.mp4");

    Path picture = film("source.mp4", 100);

    assertThat(Shell.run("identify", "-format", "%z", picture.toString())).isEqualTo("8");
    assertThat(
            Double.parseDouble(Shell.run("identify", "-format", "%[fx:mean]", picture.toString())))
        .isBetween(0.55, 0.9);
  }

  @Test
  void an_animation_has_ten_frames_from_all_over_the_film_and_never_ends() throws Exception {
    seconds("source.mp4", "red", "0x00ff00", "blue");

    Made made = animation("source.mp4", new Output.AnimatedGif(100, 150));

    Path result = folder.resolve("result.gif");
    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Good.class,
            good -> {
              assertThat(good.mime()).isEqualTo("image/gif");
              assertThat(good.widthPixels()).isEqualTo(100);
              assertThat(good.heightPixels()).isEqualTo(56);
              assertThat(good.length().toMillis()).isEqualTo(1500);
            });
    assertThat(Shell.run("identify", "-format", "%T,", result.toString()))
        .isEqualTo("15,".repeat(10));
    assertThat(Files.readString(result, StandardCharsets.ISO_8859_1))
        .contains("NETSCAPE2.0" + (char) 3 + (char) 1 + (char) 0 + (char) 0);
    Clips.assertColour(Clips.colour(result, 0.05, "8:8:50:20"), 255, 0, 0);
    Clips.assertColour(Clips.colour(result, 0.8, "8:8:50:20"), 0, 255, 0);
    Clips.assertColour(Clips.colour(result, 1.3, "8:8:50:20"), 0, 0, 255);
  }

  @Test
  void a_film_of_one_picture_gives_an_animation_of_one() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i color=red:s=160x90:r=25 -frames:v 1 @source.mp4");

    assertThat(animation("source.mp4", new Output.AnimatedGif(100, 100)))
        .isInstanceOf(Made.Good.class);
    assertThat(colour(folder.resolve("result.gif"))).isEqualTo("red");
  }

  @ParameterizedTest
  @CsvSource({"mp3, ''", "flac, ''", "m4a, -c:v mjpeg"})
  void a_sounds_picture_is_its_cover(String extension, String codec) throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i color=0x00ff00:s=400x300 -frames:v 1 @cover.png");
    Clips.ffmpeg(
        folder,
        "-f lavfi -i sine=440:d=2 -i @cover.png -map 0 -map 1 -disposition:v attached_pic "
            + codec
            + " @source."
            + extension);

    Path picture = sound("source." + extension, 200);

    assertThat(size(picture)).isEqualTo("200x150");
    assertThat(colour(picture)).isEqualTo("green");
  }

  @Test
  void a_small_cover_stays_small() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i color=0x00ff00:s=40x30 -frames:v 1 @cover.png");
    Clips.ffmpeg(
        folder,
        "-f lavfi -i sine=440:d=2 -i @cover.png -map 0 -map 1 -disposition:v attached_pic"
            + " @source.mp3");

    assertThat(size(sound("source.mp3", 200))).isEqualTo("40x30");
  }

  @Test
  void a_sound_without_cover_is_drawn() throws Exception {
    // Silence first, then noise: little ink on the left, much on the right.
    Clips.ffmpeg(
        folder,
        "-f lavfi -i anullsrc=r=44100:cl=mono:d=2 -f lavfi -i anoisesrc=r=44100:d=2:a=0.9"
            + " -filter_complex [0][1]concat=v=0:a=1 @source.wav");

    Path picture = sound("source.wav", 320);

    assertThat(size(picture)).isEqualTo("320x180");
    assertThat(ink(picture, "150x180+5+0")).isLessThan(0.03);
    assertThat(ink(picture, "150x180+165+0")).isGreaterThan(0.3);
  }

  @Test
  void the_same_sound_is_drawn_the_same_way() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i anoisesrc=d=1:a=0.9 @source.wav");

    assertThat(sound("source.wav", 320)).hasSameBinaryContentAs(sound("source.wav", 320));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 192, 2000})
  void a_drawing_is_as_wide_as_asked(int square) throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=440:d=1 @source.ogg");

    assertThat(size(sound("source.ogg", square))).startsWith(square + "x");
  }

  /// The share of the pixels that are not of the paper's colour.
  private static double ink(Path picture, String crop) {
    return 1
        - Double.parseDouble(
            Shell.run(
                "convert",
                picture.toString(),
                "-crop",
                crop,
                "+repage",
                "-fill",
                "black",
                "+opaque",
                "#f5f7fa",
                "-fill",
                "white",
                "-opaque",
                "#f5f7fa",
                "-format",
                "%[fx:mean]",
                "info:"));
  }

  /// A film with each colour for one second.
  private void seconds(String name, String... colours) {
    var inputs = new StringBuilder();
    for (String colour : colours) {
      inputs.append("-f lavfi -i color=%s:s=160x90:r=25:d=1 ".formatted(colour));
    }
    Clips.ffmpeg(
        folder,
        inputs
            + "-filter_complex 'concat=n=%d,drawbox=x=0:y=0:w=40:h=90:color=gray:t=fill:enable=0' -g 5 @%s"
                .formatted(colours.length, name));
  }

  /// Gives a film something to see: a dark stripe, which black has not.
  private void texture(String name) throws Exception {
    Clips.ffmpeg(
        folder,
        "-i @%s -vf drawbox=x=0:y=0:w=30:h=90:color=black:t=fill -g 5 @textured.mp4"
            .formatted(name));
    Files.move(
        folder.resolve("textured.mp4"),
        folder.resolve(name),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private Made animation(String source, Output output) throws InterruptedException {
    return new FfmpegFilms(ffmpeg, folder)
        .make(
            new Order(
                folder.resolve(source),
                "video/mp4",
                MediaType.VIDEO,
                output,
                folder.resolve("result.gif")),
            Progress.IGNORED);
  }

  private Path film(String source, int square) throws Exception {
    return take(new FilmStills(ffmpeg), source, MediaType.VIDEO, square);
  }

  private Path sound(String source, int square) throws Exception {
    return take(new SoundStills(ffmpeg), source, MediaType.AUDIO, square);
  }

  private Path take(StillTaker taker, String source, MediaType type, int square) throws Exception {
    var order =
        new Order(
            folder.resolve(source),
            "x/y",
            type,
            new Output.Image(square, 72, true, true, 75, ImageCodec.JPEG),
            folder.resolve("unused"));
    assertThat(taker.reads(order)).isTrue();
    Still still = taker.take(order, Files.createTempDirectory(folder, "still"), Progress.IGNORED);
    assertThat(still).isInstanceOf(Still.Taken.class);
    var taken = (Still.Taken) still;
    assertThat(taken.mime()).isEqualTo("image/png");
    assertThat(Shell.run("identify", "-format", "%m", taken.picture().toString())).isEqualTo("PNG");
    return taken.picture();
  }

  private static String size(Path picture) {
    return Shell.run("identify", "-format", "%wx%h", picture.toString());
  }

  /// The name of the colour in the middle.
  private static String colour(Path picture) {
    String said =
        Shell.run(
            "convert",
            picture.toString(),
            "-gravity",
            "center",
            "-crop",
            "8x8+0+0",
            "+repage",
            "-resize",
            "1x1!",
            "-depth",
            "8",
            "-format",
            "%[fx:int(255*r)] %[fx:int(255*g)] %[fx:int(255*b)]",
            "info:");
    var name = new StringBuilder();
    String[] parts = said.split(" ", -1);
    String[] names = {"red", "green", "blue"};
    for (int i = 0; i < names.length; i++) {
      if (Integer.parseInt(parts[i]) > 150) {
        name.append(names[i]);
      }
    }
    return name.isEmpty() ? "black" : name.toString();
  }
}
