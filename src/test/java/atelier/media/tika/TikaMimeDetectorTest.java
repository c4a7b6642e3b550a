package atelier.media.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.media.MediaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikaMimeDetectorTest {
  private static final String PNG = "89504e470d0a1a0a0000000d49484452";
  private static final String JPEG = "ffd8ffe000104a46494600010100000100010000";

  private static final String OLE = "d0cf11e0a1b11ae10000000000000000";
  private static final String ZIP = "504b0304140000000000000000000000";

  private static final String MATROSKA =
      "1a45dfa3a3428681014286810142f7810142f2810442f381084282886d6174726f736b61";
  private static final String ASF = "3026b2758e66cf11a6d900aa0062ce6c0000000000000000";
  private static final String OGG = "4f67675300020000000000000000000000000000";
  private static final String NOISE = "4740001000000000ffffffff80907f";

  private final TikaMimeDetector detector = new TikaMimeDetector(Map.of("xyz", "image/xyz"));
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    PNG + ", picture.png, image/png",
    PNG + ", picture.jpg, image/png",
    PNG + ", picture, image/png",
    JPEG + ", picture.PNG, image/jpeg",
    JPEG + ", picture.xyz, image/xyz",
    JPEG + ", picture.NEF, image/x-tika-nikon",
    JPEG + ", film.MOV, video/quicktime",
  })
  void the_content_counts_unless_the_name_is_ruled(String bytes, String name, String mime)
      throws Exception {
    Path file = Files.write(folder.resolve("file"), HexFormat.of().parseHex(bytes));

    assertThat(detector.detect(file, name)).isEqualTo(mime);
  }

  @ParameterizedTest
  @CsvSource({
    MATROSKA + ", film.mkv, video/x-matroska",
    MATROSKA + ", film, video/x-matroska",
    MATROSKA + ", sound.mka, audio/x-matroska",
    ASF + ", film.wmv, video/x-ms-wmv",
    ASF + ", sound.wma, audio/x-ms-wma",
    OGG + ", voice.opus, audio/ogg",
    OGG + ", voice, audio/ogg",
    NOISE + ", air.TS, video/mp2t",
    NOISE + ", studio.mxf, application/mxf",
    NOISE + ", screen.sgi, image/x-sgi",
    NOISE + ", noise, application/octet-stream",
  })
  void film_and_sound_that_look_alike_are_told_apart_by_their_names(
      String bytes, String name, String mime) throws Exception {
    Path file = Files.write(folder.resolve("file"), HexFormat.of().parseHex(bytes));

    assertThat(detector.detect(file, name)).isEqualTo(mime);
  }

  @Test
  void a_program_is_no_film_for_its_name() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "export const answer = 42;\n");

    assertThat(detector.detect(file, "answer.ts")).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource({"a.jpg, image/jpeg", "a.TIFF, image/tiff", "a, application/octet-stream"})
  void an_empty_file_is_what_its_name_says(String name, String mime) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(detector.detect(file, name)).isEqualTo(mime);
  }

  @ParameterizedTest
  @CsvSource({
    OLE + ", letter.doc, application/msword",
    OLE + ", table.xls, application/vnd.ms-excel",
    OLE + ", slides.ppt, application/vnd.ms-powerpoint",
    OLE + ", letter, application/x-tika-msoffice",
    ZIP + ", table.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ZIP + ", text.odt, application/vnd.oasis.opendocument.text",
    ZIP + ", pictures.zip, application/zip",
    ZIP + ", program.jar, application/zip",
    "7b5c727466312068616c6c6f7d, letter.rtf, text/rtf",
    "6e616d652c616765, table.csv, text/csv",
  })
  void a_document_is_told_from_its_fellows_by_name(String bytes, String name, String mime)
      throws Exception {
    Path file = Files.write(folder.resolve("file"), HexFormat.of().parseHex(bytes));

    assertThat(detector.detect(file, name)).isEqualTo(mime);
  }

  @Test
  void a_text_is_a_text_unless_it_should_be_a_picture() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "hello", StandardCharsets.UTF_8);

    assertThat(detector.detect(file, "a.txt")).isEqualTo("text/plain");
    assertThat(detector.detect(file, "a.jpg")).isEqualTo("image/jpeg");
  }

  @Test
  void a_file_that_is_not_there_is_said() {
    Path file = folder.resolve("none");

    assertThatThrownBy(() -> detector.detect(file, "a.txt"))
        .isInstanceOf(MediaException.class)
        .hasMessage("the file cannot be read: " + file);
  }
}
