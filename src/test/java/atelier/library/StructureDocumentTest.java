package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.SubdefSpec.AccessClass;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.library.SubdefSpec.Watermark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureDocumentTest {
  @Test
  void a_subdef_that_says_nothing_gets_the_usual_values() {
    var spec = subdef("");

    assertThat(spec)
        .isEqualTo(
            new SubdefSpec(
                "some",
                AccessClass.PREVIEW,
                Path.of("/data/subdefs"),
                false,
                true,
                false,
                false,
                new Output.Image(800, 72, false, true, 75, ImageCodec.JPEG)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<size/>", "<size>0</size>", "<size> </size>"})
  void empty_and_nought_stand_for_the_usual_value(String option) {
    assertThat(image(option).sizePixels()).isEqualTo(800);
  }

  @ParameterizedTest
  @CsvSource({
    "size,    19,    20",
    "size,    10001, 10000",
    "size,    -5,    20",
    "dpi,     10,    50",
    "dpi,     2000,  1000",
    "quality, 101,   100",
  })
  void numbers_of_a_picture_are_moved_into_their_range(String option, int text, int read) {
    var image = image("<" + option + ">" + text + "</" + option + ">");

    assertThat(
            switch (option) {
              case "size" -> image.sizePixels();
              case "dpi" -> image.dpi();
              default -> image.quality();
            })
        .isEqualTo(read);
  }

  @Test
  void a_film_has_its_own_usual_values_and_ranges() {
    assertThat(subdef("<mediatype>video</mediatype>").output())
        .isEqualTo(
            new Output.Video(600, "libx264", "libmp3lame", 800, 20, 10, 128, OptionalInt.empty()));
    assertThat(
            subdef(
                    """
                    <mediatype>VIDEO</mediatype><size>5000</size><vcodec>libvpx</vcodec>
                    <acodec>LibVorbis</acodec><bitrate>20000</bitrate><fps>500</fps>
                    <GOPsize>301</GOPsize><audiobitrate>1</audiobitrate>
                    <audiosamplerate>44100</audiosamplerate>
                    """)
                .output())
        .isEqualTo(
            new Output.Video(
                2000, "libvpx", "libvorbis", 12_000, 200, 300, 32, OptionalInt.of(44_100)));
  }

  @Test
  void sound_a_small_film_and_papers_have_theirs() {
    assertThat(subdef("<mediatype>audio</mediatype>").output())
        .isEqualTo(new Output.Audio("libmp3lame", 128, OptionalInt.empty(), OptionalInt.empty()));
    assertThat(subdef("<mediatype>audio</mediatype><audiochannel>stereo</audiochannel>").output())
        .isEqualTo(new Output.Audio("libmp3lame", 128, OptionalInt.empty(), OptionalInt.of(2)));
    assertThat(
            subdef("<mediatype>audio</mediatype><acodec>libvorbis</acodec>").output().extension())
        .isEqualTo("ogg");
    assertThat(
            subdef("<mediatype>audio</mediatype><acodec>libfdk_aac</acodec>").output().extension())
        .isEqualTo("m4a");
    assertThat(subdef("<mediatype>gif</mediatype><delay>9</delay>").output())
        .isEqualTo(new Output.AnimatedGif(800, 50));
    assertThat(subdef("<mediatype>pdf</mediatype>").output()).isEqualTo(new Output.Pdf());
    assertThat(subdef("<mediatype>flexpaper</mediatype>").output())
        .isEqualTo(new Output.Flexpaper());
    assertThat(subdef("<mediatype>hologram</mediatype>").output()).isInstanceOf(Output.Image.class);
  }

  @Test
  void a_watermark_is_read_when_it_is_switched_on() {
    String marks = "<watermarktext>DRAFT</watermarktext><watermarkrid>12</watermarkrid>";

    assertThat(watermark("<watermark>yes</watermark>" + marks))
        .isEqualTo(new Watermark("DRAFT", OptionalInt.of(12)));
    assertThat(watermark("<watermark>yes</watermark><watermarkrid>x</watermarkrid>"))
        .isEqualTo(Watermark.NONE);
    assertThat(watermark("<watermark>no</watermark>" + marks)).isEqualTo(Watermark.NONE);
    assertThat(watermark(marks)).isEqualTo(Watermark.NONE);
  }

  private static Watermark watermark(String options) {
    return ((Output.Image) subdef(options).output()).watermark();
  }

  @ParameterizedTest
  @CsvSource({"jpeg, jpg", "png, png", "TIFF, tif"})
  void the_codec_of_a_picture_makes_the_extension(String codec, String extension) {
    var spec = subdef("<icodec>" + codec + "</icodec>");

    assertThat(spec.fileNameFor(12)).isEqualTo("12_some." + extension);
  }

  @ParameterizedTest
  @CsvSource({
    "<size>wide</size>,                       size is wide",
    "<quality>1e9</quality>,                  quality is 1e9",
    "<icodec>bmp</icodec>,                    'icodec is bmp, allowed: jpeg, png, tiff'",
    "<meta>perhaps</meta>,                    meta is perhaps",
    "<mediatype>audio</mediatype><audiosamplerate>7</audiosamplerate>, audiosamplerate is 7",
    "<mediatype>video</mediatype><vcodec>x</vcodec>,                   vcodec is x",
  })
  void a_wrong_option_is_named_with_its_path(String options, String message) {
    assertThatThrownBy(() -> subdef(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "record/subdefs/subdefgroup[@name='image']/subdef[@name='some']/" + message)
        .hasMessageContaining(", allowed: ");
  }

  @ParameterizedTest
  @CsvSource({
    "name='' class='preview',          /@name is missing",
    "name='document' class='preview',  /@name is document",
    "name='a/b' class='preview',       /@name is a/b",
    "name='x',                         /@class is missing",
    "name='x' class='huge',            /@class is huge",
    "name='x' class='preview' tobuild='maybe', /@tobuild is maybe",
  })
  void a_wrong_attribute_is_named_with_its_path(String attributes, String message) {
    String xml = group("<subdef " + attributes + "><path>/data</path></subdef>");

    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("record/subdefs/subdefgroup[@name='image']/subdef[@name='")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "<record/>,                                 record/path is missing",
    "<record><path/></record>,                  record/path is missing",
    "<record><path>data/files</path></record>,  record/path is data/files",
  })
  void a_wrong_folder_is_named(String xml, String message) {
    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_subdef_needs_a_folder() {
    String xml = group("<subdef name='some' class='preview'/>");

    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "record/subdefs/subdefgroup[@name='image']/subdef[@name='some']/path is missing,"
                + " allowed: a folder");
  }

  @Test
  void names_are_lower_case_and_unique_in_their_group() {
    String one = "<subdef name='Some' class='preview'><path>/data</path></subdef>";
    String two = "<subdef name='some' class='preview'><path>/data</path></subdef>";

    assertThat(structure(group(one)).group(MediaType.IMAGE).subdef("SOME")).isPresent();
    assertThatThrownBy(() -> StructureDocument.parse(group(one + two)))
        .hasMessageContaining("subdef[@name='some'] is there twice");
  }

  @Test
  void groups_of_unknown_media_types_are_passed_over() {
    var structure =
        structure(
            """
            <record><path>/data</path><subdefs>
              <subdefgroup name="hologram"><subdef name="even this may be wrong"/></subdefgroup>
              <subdefgroup name="Video" writemetaoriginaldocument="no"/>
            </subdefs></record>
            """);

    assertThat(structure.groups()).extracting(SubdefGroup::type).containsExactly(MediaType.VIDEO);
    assertThat(structure.group(MediaType.VIDEO).writeMetadataIntoDocument()).isFalse();
    assertThat(structure.group(MediaType.IMAGE).subdefs()).isEmpty();
    assertThat(structure.group(MediaType.IMAGE).writeMetadataIntoDocument()).isTrue();
  }

  @Test
  void a_group_is_there_once() {
    String xml =
        """
        <record><path>/data</path><subdefs>
          <subdefgroup name="image"/><subdefgroup name="IMAGE"/>
        </subdefs></record>
        """;

    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .hasMessageContaining("subdefgroup[@name='IMAGE'] is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE record><record><path>/data</path></record>",
        "<!DOCTYPE record [<!ENTITY e SYSTEM 'file:secret'>]><record><path>&e;</path></record>",
        "<!DOCTYPE record SYSTEM 'http://example.invalid/record.dtd'><record/>",
        "<record><path>/data</path>",
        "<record>&unknown;</record>",
        "",
      })
  void neither_document_types_nor_broken_xml_are_read(String xml) {
    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the structure is no XML that may be read");
  }

  @Test
  void the_root_is_a_record() {
    assertThatThrownBy(() -> StructureDocument.parse("<databox/>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the structure's root is <databox>, allowed: <record>");
  }

  @Test
  void a_field_that_says_nothing_gets_the_usual_values() {
    assertThat(fields("<Headline/>"))
        .containsExactly(
            new FieldElement(
                new Field(
                    0,
                    "Headline",
                    "",
                    Field.Type.STRING,
                    false,
                    "",
                    false,
                    false,
                    false,
                    true,
                    0,
                    "0",
                    1),
                "",
                true,
                false,
                true,
                true,
                true,
                false));
  }

  @Test
  void a_field_may_say_everything() {
    assertThat(
            fields(
                """
                <A meta_id="1"/>
                <Sujets src="/rdf:RDF/rdf:Description/XMP-dc:Subject" index="0" readonly="1"
                  required="1" multi="1" separator="|" business="1" aggregable="-1" type="Number"
                  tbranch="/t/a" generate_cterms="1" gui_editable="0" gui_visible="0"
                  printable="0" input_disable="1" thumbTitle="fr" report="0"/>
                """))
        .containsExactly(
            new FieldElement(
                new Field(
                    0,
                    "Sujets",
                    "XMP-dc:Subject",
                    Field.Type.NUMBER,
                    true,
                    "|;",
                    true,
                    true,
                    true,
                    false,
                    -1,
                    "fr",
                    2),
                "/t/a",
                false,
                true,
                false,
                false,
                false,
                true));
  }

  @ParameterizedTest
  @CsvSource({"Légende, Legende", "By-line_2, Byline2", "_1st, st"})
  void the_name_of_a_field_is_made_of_plain_letters(String element, String name) {
    assertThat(fields("<" + element + "/>"))
        .extracting(each -> each.field().name())
        .containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "<_1/>,                 record/description/_1 cannot name a field",
    "<A/><A/>,              record/description/A is there twice",
    "<Été/><Ete/>,          record/description/Ete is there twice",
    "<A type='blob'/>,      record/description/A/@type is blob",
    "<A aggregable='x'/>,   record/description/A/@aggregable is x",
    "<A multi='some'/>,     record/description/A/@multi is some",
  })
  void a_wrong_field_is_named_with_its_path(String fields, String message) {
    assertThatThrownBy(() -> fields(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void numbers_are_written_into_the_fields_that_have_none() {
    String xml =
        "<record><path>/data</path><description><A meta_id='7' sorter='9'/><B/></description>"
            + "</record>";

    String written =
        StructureDocument.parse(xml)
            .withFieldIds(Map.of("A", 1, "B", 8), Instant.parse("2026-08-07T13:49:46Z"));

    assertThat(written)
        .contains("modification_date=\"20260807134946\"")
        .contains("<A meta_id=\"7\" sorter=\"9\"/>")
        .contains("<B meta_id=\"8\" sorter=\"2\"/>");
    assertThat(StructureDocument.parse(written).newFields()).isEmpty();
  }

  private static Structure structure(String xml) {
    return StructureDocument.parse(xml).structure();
  }

  private static SubdefSpec subdef(String options) {
    return structure(
            group(
                "<subdef name='some' class='preview'><path>/data/x/../subdefs/</path>"
                    + options
                    + "</subdef>"))
        .group(MediaType.IMAGE)
        .subdef("some")
        .orElseThrow();
  }

  private static Output.Image image(String options) {
    return (Output.Image) subdef(options).output();
  }

  private static List<FieldElement> fields(String elements) {
    return StructureDocument.parse(
            "<record><path>/data</path><description>" + elements + "</description></record>")
        .newFields();
  }

  private static String group(String subdefs) {
    return "<record><path>/data/documents</path><subdefs><subdefgroup name='image'>"
        + subdefs
        + "</subdefgroup></subdefs></record>";
  }
}
