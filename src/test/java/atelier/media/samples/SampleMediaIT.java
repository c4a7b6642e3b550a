package atelier.media.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Shell;
import atelier.json.Json;
import atelier.media.Containment;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample media as exiftool, ImageMagick and the JDK see them.
class SampleMediaIT {
  private static final int GOOD_ONES = 9;
  private static final int MEGA = 1_000_000;

  @TempDir private static Path folder;
  private static List<Path> files = List.of();

  /// What exiftool says of the good ones.
  private static final Map<String, Map<?, ?>> SAID = new TreeMap<>();

  @BeforeAll
  static void make() throws Exception {
    files = SampleMedia.make(folder.resolve("samples"), Containment.probe());
    var command = new ArrayList<>(List.of("exiftool", "-q", "-q", "-json", "-n", "-G1"));
    files.stream()
        .filter(file -> !String.valueOf(file.getFileName()).startsWith("broken"))
        .forEach(file -> command.add(file.toString()));
    for (Object each : Json.array(Shell.run(command.toArray(String[]::new)))) {
      var said = (Map<?, ?>) each;
      SAID.put(String.valueOf(said.get("System:FileName")), said);
    }
  }

  @Test
  void nine_good_pictures_and_two_broken_ones_are_made() throws Exception {
    assertThat(files).hasSize(GOOD_ONES + 2).isSorted();
    assertThat(SAID).hasSize(GOOD_ONES);
    assertThat(SAID.values())
        .extracting(said -> (Object) said.get("File:FileType"))
        .contains("JPEG", "PNG", "TIFF");
    try (var all = Files.list(folder.resolve("samples"))) {
      assertThat(all.map(file -> String.valueOf(file.getFileName())))
          .hasSize(GOOD_ONES + 3)
          .contains("LICENSE.txt");
    }
  }

  @Test
  void each_good_picture_can_be_decoded_to_its_end() {
    for (String name : SAID.keySet()) {
      assertThat(Shell.run("vips", "avg", file(name).toString())).as(name).isNotEmpty();
    }
  }

  @Test
  void one_is_turned_by_its_orientation() {
    assertThat(of("dunes-turned.jpg", "IFD0:Orientation")).isEqualTo(6);
    assertThat(of("dunes-turned.jpg", "File:ImageWidth")).isEqualTo(2400);
    assertThat(of("dunes-turned.jpg", "File:ImageHeight")).isEqualTo(1600);
  }

  @Test
  void colours_beyond_srgb_and_inks_carry_their_profiles() {
    // The red of Display P3 has X = 0.515, that of sRGB 0.436.
    assertThat(of("bokeh-display-p3.jpg", "ICC_Profile:RedMatrixColumn"))
        .asString()
        .startsWith("0.515");
    assertThat(of("tulips-cmyk.jpg", "File:ColorComponents")).isEqualTo(4);
    assertThat(of("tulips-cmyk.jpg", "ICC-header:ColorSpaceData")).asString().startsWith("CMYK");
  }

  @Test
  void one_has_24_megapixels_one_16_bits_and_one_transparency() {
    int pixels =
        (Integer) of("mountains-24-megapixels.jpg", "File:ImageWidth")
            * (Integer) of("mountains-24-megapixels.jpg", "File:ImageHeight");
    assertThat(pixels).isBetween(24 * MEGA, 24 * MEGA + MEGA / 2);
    assertThat(of("city-at-night.tif", "IFD0:BitsPerSample")).isEqualTo("16 16 16");
    assertThat(of("spheres-with-alpha.png", "PNG:ColorType")).isEqualTo(6);
  }

  @Test
  void each_good_picture_says_what_it_shows_in_iptc_and_xmp() {
    SAID.forEach(
        (name, said) -> {
          assertThat(String.valueOf(said.get("IPTC:Headline")))
              .as(name)
              .hasSizeGreaterThan(5)
              .isEqualTo(String.valueOf(said.get("XMP-dc:Title")));
          assertThat(said.get("IPTC:Keywords")).isEqualTo(said.get("XMP-dc:Subject"));
          assertThat((List<?>) said.get("IPTC:Keywords")).hasSizeBetween(2, 3);
          assertThat(said.get("IPTC:Caption-Abstract")).isEqualTo(said.get("XMP-dc:Description"));
          assertThat(String.valueOf(said.get("IPTC:DateCreated"))).matches("202[56]:\\d\\d:\\d\\d");
        });
    assertThat(of("sea-at-dusk.jpg", "IPTC:Headline")).isEqualTo("Coucher de soleil à Étretat");
    assertThat(of("sea-at-dusk.jpg", "Composite:GPSLatitude")).asString().startsWith("49.70");
  }

  @Test
  void the_licence_is_in_the_pictures_and_beside_them() throws Exception {
    assertThat(SAID.values())
        .allSatisfy(said -> assertThat(said.get("XMP-dc:Rights")).isEqualTo("CC0-1.0"));
    assertThat(Files.readString(file("LICENSE.txt"))).contains("CC0-1.0");
  }

  @Test
  void of_the_truncated_one_somewhat_more_than_half_can_be_read() throws Exception {
    Path cut = file("broken-truncated.jpg");

    assertThatThrownBy(() -> Shell.run("identify", "-regard-warnings", "-verbose", cut.toString()))
        .hasMessageContaining("Premature end of JPEG file");
    BufferedImage image = ImageIO.read(cut.toFile());
    int rows = image.getHeight();
    while (rows > 0 && isOfOneColour(image.getRaster(), rows - 1)) {
      rows--;
    }
    // The block of rows in which it ends is partly there: it is shown but not whole.
    assertThat(rows).isBetween(59 * image.getHeight() / 100, 63 * image.getHeight() / 100);
  }

  /// As the rows are that a decoder makes up.
  private static boolean isOfOneColour(Raster raster, int row) {
    int[] values = raster.getSamples(0, row, raster.getWidth(), 1, 0, (int[]) null);
    return Arrays.stream(values).distinct().count() == 1;
  }

  @Test
  void the_random_bytes_are_no_picture() {
    assertThatThrownBy(() -> Shell.run("identify", file("broken-random-bytes.jpg").toString()))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void what_is_there_is_not_made_again() throws Exception {
    var before = Files.getLastModifiedTime(file("night-sky.png"));

    List<Path> again = SampleMedia.make(folder.resolve("samples"), Containment.probe());

    assertThat(again).isEqualTo(files);
    assertThat(Files.getLastModifiedTime(file("night-sky.png"))).isEqualTo(before);
  }

  private static Path file(String name) {
    return folder.resolve("samples").resolve(name);
  }

  private static Object of(String name, String tag) {
    Object value = SAID.getOrDefault(name, Map.of()).get(tag);
    if (value == null) {
      throw new AssertionError(name + " says no " + tag);
    }
    return value;
  }
}
