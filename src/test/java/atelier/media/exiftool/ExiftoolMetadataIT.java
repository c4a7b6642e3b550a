package atelier.media.exiftool;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.media.Containment;
import atelier.media.FileUuid;
import atelier.media.MediaException;
import atelier.media.MetadataTool.Written;
import atelier.media.TagChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Metadata through the real exiftool, on real files.
class ExiftoolMetadataIT {
  private static final ExiftoolMetadata TOOL =
      new ExiftoolMetadata(
          ExiftoolMetadata.Settings.of(2),
          Containment.probe(),
          Path.of(System.getProperty("java.io.tmpdir")));

  @TempDir Path folder;
  private Path picture = Path.of("");

  @AfterAll
  static void close() {
    TOOL.close();
  }

  @BeforeEach
  void makePicture() {
    picture = folder.resolve("p.jpg");
    Path raw = folder.resolve("p.ppm");
    Shell.run("convert", "-size", "120x80", "gradient:red-blue", raw.toString());
    Shell.run(
        "vips", "icc_transform", raw.toString(), picture.toString(), "p3", "--input-profile", "p3");
  }

  @Test
  void a_format_that_takes_no_metadata_is_refused_once_and_for_all() throws Exception {
    Path sound = folder.resolve("s.wav");
    Shell.run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=1", sound.toString());

    Written written =
        TOOL.write(sound, new TagChanges(Map.of("XMP-dc:Title", List.of("x")), false, 0));

    assertThat(written)
        .isInstanceOfSatisfying(
            Written.Refused.class,
            refused -> assertThat(refused.cause()).contains("Can't currently write"));
  }

  @Test
  void documents_in_xml_are_left_as_they_are_and_told_apart() throws Exception {
    String begin = "<?xml version='1.0'?>\n<office:document xmlns:office='urn:o'>";
    Path one =
        Files.writeString(folder.resolve("one.fodt"), "\ufeff" + begin + "1</office:document>");
    Path two = Files.writeString(folder.resolve("two.fodt"), begin + "2</office:document>");
    byte[] before = Files.readAllBytes(one);

    Written written =
        TOOL.write(one, new TagChanges(Map.of("XMP-dc:Title", List.of("x")), false, 0));

    assertThat(written)
        .isEqualTo(new Written.Refused("metadata cannot be written: it is text in XML or HTML"));
    assertThat(one).hasBinaryContent(before);
    assertThat(TOOL.strippedSha256(one)).isNotEqualTo(TOOL.strippedSha256(two));
  }

  @Test
  void every_text_comes_back_as_it_was() throws Exception {
    String odd = "  two\nlines\ttab \"q\" & <b> $x @y #z \\n é 😀 -x  ";
    write(
        Map.of(
            "IPTC:Headline",
            List.of(odd),
            "XMP-dc:Title",
            List.of("<file"),
            "IPTC:Keywords",
            List.of("-a", "=b", "#c")),
        false,
        0);

    var read = TOOL.read(picture);

    assertThat(read.all("IPTC:Headline")).containsExactly(odd);
    assertThat(read.all("XMP-dc:Title")).containsExactly("<file");
    assertThat(read.all("IPTC:Keywords")).containsExactly("-a", "=b", "#c");
  }

  @Test
  void numbers_stay_the_texts_they_were() throws Exception {
    write(Map.of("IPTC:Headline", List.of("12.50"), "XMP-dc:Title", List.of("007")), false, 0);

    assertThat(TOOL.read(picture).all("IPTC:Headline")).containsExactly("12.50");
    assertThat(TOOL.read(picture).all("XMP-dc:Title")).containsExactly("007");
  }

  @Test
  void pixels_and_profile_stay_when_all_else_is_erased() throws Exception {
    String pixels = Shell.run("identify", "-format", "%#", picture.toString());
    write(Map.of("XMP-dc:Title", List.of("old")), false, 0);

    write(Map.of("IPTC:Headline", List.of("new")), true, 300);

    assertThat(Shell.run("identify", "-format", "%#", picture.toString())).isEqualTo(pixels);
    var read = TOOL.read(picture);
    assertThat(read.all("XMP-dc:Title")).isEmpty();
    assertThat(read.all("IPTC:Headline")).containsExactly("new");
    assertThat(read.first("ICC_Profile:ProfileDescription")).isPresent();
    assertThat(read.all("IFD0:XResolution")).containsExactly("300");
    assertThat(read.all("JFIF:XResolution")).containsExactly("300");
  }

  @Test
  void a_list_is_replaced_and_an_empty_value_erases() throws Exception {
    write(Map.of("IPTC:Keywords", List.of("a", "b"), "IPTC:City", List.of("Paris")), false, 0);

    write(Map.of("IPTC:Keywords", List.of("c"), "IPTC:City", List.of()), false, 0);

    assertThat(TOOL.read(picture).all("IPTC:Keywords")).containsExactly("c");
    assertThat(TOOL.read(picture).all("IPTC:City")).isEmpty();
  }

  @Test
  void old_latin_iptc_survives_the_change_to_utf8() throws Exception {
    Shell.run(
        "exiftool",
        "-q",
        "-overwrite_original",
        "-charset",
        "iptc=latin",
        "-IPTC:Credit=café",
        picture.toString());

    write(Map.of("IPTC:City", List.of("Köln")), false, 0);

    assertThat(TOOL.read(picture).all("IPTC:Credit")).containsExactly("café");
    assertThat(TOOL.read(picture).all("IPTC:City")).containsExactly("Köln");
  }

  @Test
  void iptc_that_is_utf8_without_saying_so_is_read_and_kept_as_it_is() throws Exception {
    Path latin = folder.resolve("latin.jpg");
    Files.copy(picture, latin);
    iptc(picture, "UTF8", "café – 東京");
    iptc(latin, "latin", "café – Ž");

    assertThat(TOOL.read(picture).all("IPTC:CodedCharacterSet")).isEmpty();
    assertThat(TOOL.read(picture).all("IPTC:Credit")).containsExactly("café – 東京");
    write(Map.of("IPTC:City", List.of("Köln")), false, 0);

    assertThat(TOOL.read(picture).all("IPTC:Credit")).containsExactly("café – 東京");
    assertThat(TOOL.read(picture).all("IPTC:City")).containsExactly("Köln");
    assertThat(TOOL.read(latin).all("IPTC:Credit")).containsExactly("café – Ž");
    TOOL.write(latin, new TagChanges(Map.of("IPTC:City", List.of("Köln")), false, 0));
    assertThat(TOOL.read(latin).all("IPTC:Credit")).containsExactly("café – Ž");
  }

  private static void iptc(Path file, String characters, String credit) {
    Shell.run(
        "exiftool",
        "-q",
        "-overwrite_original",
        "-charset",
        "iptc=" + characters,
        "-IPTC:Credit=" + credit,
        file.toString());
  }

  @Test
  void by_the_rules_of_the_working_group_texts_come_back_too() throws Exception {
    Written written =
        TOOL.write(
            picture,
            new TagChanges(
                Map.of("IPTC:Headline", List.of("é"), "XMP-dc:Subject", List.of("a", "b")),
                false,
                0,
                true));

    assertThat(written).isInstanceOf(Written.Good.class);
    assertThat(TOOL.read(picture).all("IPTC:Headline")).containsExactly("é");
    assertThat(TOOL.read(picture).all("XMP-dc:Subject")).containsExactly("a", "b");
  }

  @Test
  void a_file_under_the_ending_of_another_format_is_written_as_what_it_is() throws Exception {
    Path png = folder.resolve("really.png");
    Shell.run("convert", "-size", "8x8", "xc:red", png.toString());
    Path wrong = folder.resolve("wrong.jpg");
    Files.move(png, wrong);

    Written written =
        TOOL.write(wrong, new TagChanges(Map.of("IPTC:City", List.of("x")), false, 0));

    assertThat(written).isInstanceOf(Written.Good.class);
    assertThat(TOOL.read(wrong).all("IPTC:City")).containsExactly("x");
    assertThat(Shell.run("identify", "-format", "%m", "png:" + wrong)).isEqualTo("PNG");
  }

  @Test
  void the_stripped_hash_does_not_depend_on_metadata() throws Exception {
    String before = TOOL.strippedSha256(picture);
    write(FileUuid.writtenAtFirst("3f2b1c4d-5e6f-4a1b-8c9d-0e1f2a3b4c5d"), false, 0);
    write(Map.of("IPTC:Headline", List.of("x")), false, 0);

    assertThat(TOOL.strippedSha256(picture)).isEqualTo(before);
    assertThat(FileUuid.of(TOOL.read(picture))).contains("3f2b1c4d-5e6f-4a1b-8c9d-0e1f2a3b4c5d");
  }

  @Test
  void what_is_no_picture_is_refused_and_untouched() throws Exception {
    Path text = Files.writeString(folder.resolve("t.jpg"), "no picture at all");

    Written written = TOOL.write(text, new TagChanges(Map.of("IPTC:City", List.of("x")), false, 0));

    assertThat(written).isInstanceOf(Written.Refused.class);
    assertThat(text).hasContent("no picture at all");
    assertThat(TOOL.strippedSha256(text)).hasSize(64);
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(".atelier")))
          .isEmpty();
    }
  }

  @Test
  void only_writable_tags_are_named() throws Exception {
    Set<String> tags =
        Set.of("IPTC:Headline", "XMP-dc:Title", "Composite:GPSLatitude", "Nope:Nothing", "no tag");

    assertThat(TOOL.writable(tags)).containsExactlyInAnyOrder("IPTC:Headline", "XMP-dc:Title");
  }

  @Test
  void odd_file_names_are_only_names() throws Exception {
    for (String name : new String[] {"-rf.jpg", "new\nline.jpg", "#c.jpg", "@.jpg", "per%d.jpg"}) {
      Path odd = folder.resolve(name);
      Files.copy(picture, odd);

      Written written =
          TOOL.write(odd, new TagChanges(Map.of("IPTC:City", List.of("x")), false, 0));

      assertThat(written).as(name).isInstanceOf(Written.Good.class);
      assertThat(TOOL.read(odd).all("IPTC:City")).containsExactly("x");
    }
  }

  @Test
  void a_killed_process_costs_one_try() throws Exception {
    TOOL.read(picture);
    TOOL.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

    try {
      TOOL.read(picture);
    } catch (MediaException e) {
      assertThat(e).hasMessageContaining("exiftool");
    }

    assertThat(TOOL.read(picture).all("File:MIMEType")).containsExactly("image/jpeg");
  }

  private void write(Map<String, List<String>> tags, boolean erase, int dpi)
      throws InterruptedException {
    assertThat(TOOL.write(picture, new TagChanges(tags, erase, dpi)))
        .isInstanceOf(Written.Good.class);
  }
}
