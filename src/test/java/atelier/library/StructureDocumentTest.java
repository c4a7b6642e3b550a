package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureDocumentTest {
  private static String structure(String subdefAttributes, String options) {
    return """
        <record><path>/data/documents/</path><subdefs><subdefgroup name="Image">
          <subdef name="Preview" class="preview" %s><path>/data/subdefs</path>%s</subdef>
        </subdefgroup></subdefs></record>
        """
        .formatted(subdefAttributes, options);
  }

  private static SubdefSpec only(String attributes, String options) {
    return StructureDocument.parse(structure(attributes, options))
        .structure()
        .group(MediaType.IMAGE)
        .subdefs()
        .getFirst();
  }

  @Test
  void what_is_not_said_has_its_usual_value() {
    var spec = only("", "");

    assertThat(spec)
        .isEqualTo(
            new SubdefSpec(
                "preview",
                SubdefSpec.AccessClass.PREVIEW,
                Path.of("/data/subdefs"),
                false,
                true,
                false,
                false,
                new Output.Image(800, 72, false, true, 75, ImageCodec.JPEG)));
  }

  @Test
  void a_film_has_its_options() {
    var spec =
        only(
            "tobuild='no' downloadable='oui'",
            "<mediatype>video</mediatype><size>748</size><vcodec>libvpx</vcodec>"
                + "<acodec>libvorbis</acodec><bitrate>1000</bitrate><fps>25</fps>"
                + "<GOPsize>25</GOPsize><audiosamplerate>48000</audiosamplerate>");

    assertThat(spec.output())
        .isEqualTo(
            new Output.Video(748, "libvpx", "libvorbis", 1000, 25, 25, 128, OptionalInt.of(48000)));
    assertThat(spec.built()).isFalse();
    assertThat(spec.downloadable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"5,20", "99999,10000", "0,800", "'',800", "640,640"})
  void sizes_are_moved_into_their_range(String written, int read) {
    var output = (Output.Image) only("", "<size>" + written + "</size>").output();

    assertThat(output.sizePixels()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<size>big</size>|/size is big, allowed: a whole number from 20 to 10000",
        "<icodec>bmp</icodec>|/icodec is bmp, allowed: jpeg, png, tiff",
        "<strip>maybe</strip>|/strip is maybe, allowed: yes or no",
        "<mediatype>audio</mediatype><audiosamplerate>7</audiosamplerate>|/audiosamplerate is 7",
      })
  void a_wrong_value_is_named_with_its_path(String options, String message) {
    assertThatThrownBy(() -> only("", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "record/subdefs/subdefgroup[@name='Image']/subdef[@name='Preview']" + message);
  }

  @ParameterizedTest
  @CsvSource({
    "<record/>,record/path is missing",
    "<record><path> </path></record>,record/path is missing",
    "<record><path>data</path></record>,record/path is data",
    "<structure/>,root is <structure>",
    "<record>,line 1",
  })
  void a_wrong_main_path_or_root_is_refused(String xml, String message) {
    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_name_that_could_leave_the_folder_is_refused() {
    String xml = structure("", "").replace("Preview", "../preview");

    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/@name is ../preview");
  }

  @Test
  void no_document_type_and_no_entity_is_read() {
    String xml =
        "<!DOCTYPE record [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
            + "<record><path>/&x;</path></record>";

    assertThatThrownBy(() -> StructureDocument.parse(xml))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groups_of_unknown_types_are_passed_over() {
    var structure =
        StructureDocument.parse(structure("", "").replace("Image", "hologram")).structure();

    assertThat(structure.groups()).isEmpty();
  }

  @Test
  void fields_without_number_are_new_and_get_theirs() {
    var document =
        StructureDocument.parse(
            """
            <record><path>/data</path><description>
              <Titel src="/rdf:RDF/rdf:Description/IPTC:Headline" thumbTitle="1" meta_id="4"/>
              <Mots-cl&#233;s src="IPTC:Keywords" multi="1" separator="," business="1" index="0"/>
              <Höhe type="number"/>
            </description></record>
            """
                .replace("&#233;", "é"));

    assertThat(document.newFields())
        .extracting(element -> element.field().name())
        .containsExactly("Motscles", "Hohe");
    var keywords = document.newFields().getFirst().field();
    assertThat(keywords.separator()).isEqualTo(",;");
    assertThat(keywords.business()).isTrue();
    assertThat(keywords.indexable()).isFalse();
    assertThat(keywords.sorter()).isEqualTo(2);
    assertThat(document.newFields().getLast().field().type()).isEqualTo(Field.Type.NUMBER);

    String numbered =
        document.withFieldIds(
            Map.of("Motscles", 5, "Hohe", 6), Instant.parse("2026-03-01T12:00:00Z"));

    assertThat(numbered).contains("meta_id=\"5\"", "modification_date=\"20260301120000\"");
    assertThat(StructureDocument.parse(numbered).newFields()).isEmpty();
  }
}
