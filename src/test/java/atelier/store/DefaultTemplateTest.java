package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Field;
import atelier.library.FieldElement;
import atelier.library.MediaType;
import atelier.library.StructureDocument;
import atelier.library.SubdefGroup;
import atelier.library.SubdefSpec;
import atelier.library.SubdefSpec.AccessClass;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The structure that a new databox gets: what the reference's table of defaults says.
class DefaultTemplateTest {
  private static final OptionalInt NONE = OptionalInt.empty();
  private static final boolean DOWNLOADABLE = true;
  private static final boolean NOT_DOWNLOADABLE = false;
  private static final boolean METADATA = true;
  private static final boolean NO_METADATA = false;

  @Test
  void pictures() {
    assertThat(subdefs(MediaType.IMAGE))
        .containsExactly(
            preview("preview", DOWNLOADABLE, METADATA, jpeg(1280, 300, true, 75)),
            thumbnail("thumbnail", DOWNLOADABLE, jpeg(384, 72, true, 50)),
            preview("preview_mobile", NOT_DOWNLOADABLE, NO_METADATA, jpeg(640, 72, true, 75)),
            thumbnail("thumbnail_mobile", NOT_DOWNLOADABLE, jpeg(192, 72, true, 50)));
  }

  @Test
  void films() {
    assertThat(subdefs(MediaType.VIDEO))
        .containsExactly(
            thumbnail("thumbnail", NOT_DOWNLOADABLE, jpeg(384, 72, false, 75)),
            thumbnail("thumbnailgif", NOT_DOWNLOADABLE, new Output.AnimatedGif(250, 150)),
            preview(
                "preview",
                DOWNLOADABLE,
                NO_METADATA,
                new Output.Video(
                    748, "libx264", "libfdk_aac", 1000, 25, 25, 128, OptionalInt.of(48_000))),
            preview("poster", DOWNLOADABLE, METADATA, jpeg(1280, 72, true, 75)),
            preview(
                "preview_webm",
                NOT_DOWNLOADABLE,
                NO_METADATA,
                new Output.Video(
                    748, "libvpx", "libvorbis", 1000, 25, 25, 128, OptionalInt.of(48_000))),
            preview(
                "audiovideowav",
                DOWNLOADABLE,
                NO_METADATA,
                new Output.Audio("pcm_s16le", 128, OptionalInt.of(8000), OptionalInt.of(1))),
            preview(
                "audiovideomp3",
                DOWNLOADABLE,
                NO_METADATA,
                new Output.Audio("libmp3lame", 180, OptionalInt.of(44_100), NONE)));
  }

  @Test
  void sound() {
    assertThat(subdefs(MediaType.AUDIO))
        .containsExactly(
            thumbnail("thumbnail", DOWNLOADABLE, jpeg(384, 72, false, 75)),
            preview(
                "preview",
                DOWNLOADABLE,
                NO_METADATA,
                new Output.Audio("libmp3lame", 128, OptionalInt.of(48_000), NONE)),
            preview(
                "preview_mobile",
                NOT_DOWNLOADABLE,
                NO_METADATA,
                new Output.Audio("libmp3lame", 128, NONE, NONE)));
  }

  @Test
  void papers() {
    assertThat(subdefs(MediaType.DOCUMENT))
        .containsExactly(
            thumbnail("thumbnail", NOT_DOWNLOADABLE, jpeg(380, 72, false, 75)),
            preview("preview", NOT_DOWNLOADABLE, NO_METADATA, new Output.Pdf()));
  }

  @Test
  void groups_and_folders() {
    var structure = template().structure();

    assertThat(structure.documents()).isEqualTo(Path.of("/storage/photos/documents"));
    assertThat(structure.groups())
        .extracting(SubdefGroup::type)
        .containsExactly(MediaType.IMAGE, MediaType.VIDEO, MediaType.AUDIO, MediaType.DOCUMENT);
    assertThat(structure.groups()).allMatch(SubdefGroup::writeMetadataIntoDocument);
  }

  @Test
  void fields() {
    var fields = template().newFields().stream().map(FieldElement::field).toList();

    assertThat(fields)
        .extracting(Field::source)
        .containsExactlyInAnyOrder(
            "IPTC:ObjectName",
            "IPTC:Category",
            "IPTC:SupplementalCategories",
            "IPTC:Keywords",
            "IPTC:SpecialInstructions",
            "IPTC:DateCreated",
            "IPTC:By-line",
            "IPTC:By-lineTitle",
            "IPTC:City",
            "IPTC:Province-State",
            "IPTC:Country-PrimaryLocationName",
            "IPTC:OriginalTransmissionReference",
            "IPTC:Headline",
            "IPTC:Credit",
            "IPTC:Source",
            "IPTC:Caption-Abstract",
            "IPTC:Writer-Editor",
            "Composite:GPSLongitude",
            "Composite:GPSLatitude",
            "IFD0:Model",
            "Phraseanet:tf-basename");
    assertThat(fields)
        .filteredOn(field -> field.thumbTitle().equals("1"))
        .extracting(Field::name)
        .containsExactly("Headline");
    assertThat(fields)
        .filteredOn(Field::multi)
        .extracting(Field::name)
        .containsExactly("SupplementalCategories", "Keywords");
    assertThat(fields)
        .filteredOn(field -> field.type() == Field.Type.NUMBER)
        .extracting(Field::name)
        .containsExactly("Longitude", "Latitude");
    assertThat(fields)
        .filteredOn(Field::readOnly)
        .extracting(Field::name)
        .containsExactly("FileName");
  }

  private static StructureDocument template() {
    return StructureDocument.parse(
        TestFolder.template()
            .replace("{{datapathnoweb}}", "/storage/")
            .replace("{{basename}}", "photos"));
  }

  private static List<SubdefSpec> subdefs(MediaType type) {
    return template().structure().group(type).subdefs();
  }

  private static SubdefSpec preview(
      String name, boolean downloadable, boolean metadata, Output output) {
    return spec(name, AccessClass.PREVIEW, downloadable, metadata, output);
  }

  private static SubdefSpec thumbnail(String name, boolean downloadable, Output output) {
    return spec(name, AccessClass.THUMBNAIL, downloadable, NO_METADATA, output);
  }

  private static SubdefSpec spec(
      String name, AccessClass access, boolean downloadable, boolean metadata, Output output) {
    return new SubdefSpec(
        name,
        access,
        Path.of("/storage/photos/subdefs"),
        downloadable,
        true,
        false,
        metadata,
        output);
  }

  private static Output.Image jpeg(int size, int dpi, boolean strip, int quality) {
    return new Output.Image(size, dpi, strip, true, quality, ImageCodec.JPEG);
  }
}
