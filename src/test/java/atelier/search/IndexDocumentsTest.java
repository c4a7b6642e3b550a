package atelier.search;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Caption;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Field;
import atelier.library.MediaType;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Structure;
import atelier.library.Subdef;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexDocumentsTest {
  private static final RecordId ID = new RecordId(3, 12);
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
  private static final String SHA256 = "ab".repeat(32);

  private static final Databox DATABOX =
      new Databox(
          3,
          "db_photos",
          "Photos",
          new Structure(Path.of("/data"), List.of()),
          List.of(),
          List.of(new Collection(7, 3, 2, "Alps")));

  private final IndexDocuments documents = new IndexDocuments(ZoneId.of("Europe/Paris"));

  @Test
  void a_whole_record_fills_every_key() {
    var caption =
        caption(
            Map.entry(field("Headline").title("1").build(), List.of("Été à Chamonix")),
            Map.entry(field("Keywords").build(), List.of("  glacier ", "", "séracs\r\nbleus")),
            Map.entry(
                field("Taken").type(Field.Type.DATE).build(), List.of("2026:06:30 08:05:09.25")),
            Map.entry(field("Height").type(Field.Type.NUMBER).build(), List.of("3842 m")),
            Map.entry(field("Price").business().type(Field.Type.NUMBER).build(), List.of("12.50")));
    var technicalData =
        Map.of(
            "Width", "6000",
            "FocalLength", "35",
            "FlashFired", "0",
            "ColorSpace", "sRGB",
            "CameraModel", "X-T5",
            "Latitude", "45.8789",
            "Longitude", "6.8873",
            "LongitudeRef", "E");
    var subdefs =
        List.of(
            subdef("document", "12_document.jpg", 6000, 4000, 9_000_000),
            subdef("thumbnail", "12_thumbnail.jpg", 200, 133, 9_100));

    var document =
        documents.of(DATABOX, aRecord(false), subdefs, caption, technicalData).orElseThrow();

    assertThat(document.record()).isEqualTo(ID);
    var expected = new LinkedHashMap<String, Object>();
    expected.put("record_id", 12);
    expected.put("databox_id", 3);
    expected.put("databox_name", "Photos");
    expected.put("base_id", "7");
    expected.put("collection_id", 2);
    expected.put("coll_id", "2");
    expected.put("collection_name", "Alps");
    expected.put("uuid", "550e8400-e29b-41d4-a716-446655440000");
    expected.put("sha256", SHA256);
    expected.put("original_name", "DSC_0042.jpg");
    expected.put("mime", "image/jpeg");
    expected.put("type", "image");
    expected.put("record_type", "record");
    expected.put("created_on", "2026-07-01 14:00:00");
    expected.put("updated_on", "2026-07-01 14:01:00");
    expected.put("flags_bitfield", 21L);
    expected.put("title", Map.of("default", "Été à Chamonix"));
    expected.put(
        "caption",
        Map.of(
            "Headline", List.of("Été à Chamonix"),
            "Keywords", List.of("glacier", "séracs\nbleus"),
            "Taken", List.of("2026-06-30 08:05:09"),
            "Height", List.of(3842.0)));
    expected.put(
        "caption_all",
        List.of("Été à Chamonix", "glacier", "séracs\nbleus", "2026-06-30 08:05:09", 3842.0));
    expected.put("private_caption", Map.of("Price", List.of(12.5)));
    expected.put("private_caption_all", List.of(12.5));
    expected.put("location", Map.of("lat", 45.8789, "lon", 6.8873));
    expected.put(
        "metadata_tags",
        Map.of(
            "Width",
            6000L,
            "FocalLength",
            35.0,
            "FlashFired",
            false,
            "ColorSpace",
            "sRGB",
            "CameraModel",
            "X-T5",
            "ThumbnailOrientation",
            "L",
            "Longitude",
            6.8873,
            "Latitude",
            45.8789));
    expected.put("width", 6000);
    expected.put("height", 4000);
    expected.put("size", 9_000_000L);
    expected.put(
        "subdefs",
        Map.of(
            "document",
            Map.of(
                "path",
                "/data/12_document.jpg",
                "width",
                6000,
                "height",
                4000,
                "size",
                9_000_000L,
                "mime",
                "image/jpeg"),
            "thumbnail",
            Map.of(
                "path",
                "/data/12_thumbnail.jpg",
                "width",
                200,
                "height",
                133,
                "size",
                9_100L,
                "mime",
                "image/jpeg")));
    assertThat(document.body()).containsExactlyEntriesOf(expected);
  }

  @Test
  void a_story_has_no_file_and_says_so() {
    var document =
        documents.of(DATABOX, aRecord(true), List.of(), Caption.EMPTY, Map.of()).orElseThrow();

    assertThat(document.body())
        .containsEntry("record_type", "story")
        .containsEntry("mime", "regroup_doc")
        .containsEntry("size", 0L)
        .doesNotContainKeys(
            "sha256",
            "original_name",
            "title",
            "caption",
            "caption_all",
            "metadata_tags",
            "location",
            "subdefs");
  }

  @Test
  void a_record_of_an_unknown_collection_is_not_indexed() {
    var elsewhere = new Databox(3, "db", "Photos", DATABOX.structure(), List.of(), List.of());

    assertThat(documents.of(elsewhere, aRecord(false), List.of(), Caption.EMPTY, Map.of()))
        .isEmpty();
  }

  @Test
  void titles_come_by_language_and_the_file_name_stands_in() {
    var caption =
        caption(
            Map.entry(field("Titre").title("fr").build(), List.of("Montagne", "Neige")),
            Map.entry(field("City").title("0").build(), List.of("Chamonix")));

    var document =
        documents.of(DATABOX, aRecord(false), List.of(), caption, Map.of()).orElseThrow();

    assertThat(document.body())
        .containsEntry("title", Map.of("fr", "Montagne - Neige", "default", "DSC_0042.jpg"));
  }

  @Test
  void half_a_place_is_no_place() {
    var technicalData = Map.of("Latitude", "45.8", "Longitude", "586");

    var document =
        documents
            .of(DATABOX, aRecord(false), List.of(), Caption.EMPTY, technicalData)
            .orElseThrow();

    assertThat(document.body()).doesNotContainKeys("location", "metadata_tags");
  }

  @Test
  void dates_are_read_by_their_digits() {
    assertThat(IndexValues.date("2026")).contains("2026");
    assertThat(IndexValues.date("2026/7")).contains("2026-07");
    assertThat(IndexValues.date("on 2026.07.01")).contains("2026-07-01");
    assertThat(IndexValues.date("2026-07-01T12:30")).contains("2026-07-01 12:30:00");
    assertThat(IndexValues.date("2026:07:01 12:30:15+02:00")).contains("2026-07-01 12:30:15");
    assertThat(IndexValues.date("01/07/2026")).isEmpty();
    assertThat(IndexValues.date("2026-02-30")).isEmpty();
    assertThat(IndexValues.date("20260701")).isEmpty();
    assertThat(IndexValues.date("0000-00-00 00:00:00")).isEmpty();
    assertThat(IndexValues.date("last summer")).isEmpty();
  }

  @Test
  void long_texts_are_cut_between_characters() {
    assertThat(IndexValues.text("a\0b\r\nc\rd")).isEqualTo("ab\nc\nd");
    assertThat(IndexValues.text("x".repeat(40_000))).isEqualTo("x".repeat(32_766));
    assertThat(IndexValues.text("x" + "é".repeat(20_000))).isEqualTo("x" + "é".repeat(16_382));
    assertThat(IndexValues.text("é".repeat(16_383))).isEqualTo("é".repeat(16_383));
  }

  private static Record aRecord(boolean story) {
    return new Record(
        ID,
        2,
        story,
        story ? MediaType.UNKNOWN : MediaType.IMAGE,
        unlessStory(story, "image/jpeg"),
        unlessStory(story, SHA256),
        "550e8400-e29b-41d4-a716-446655440000",
        unlessStory(story, "DSC_0042.jpg"),
        21,
        0,
        NOON,
        NOON.plusSeconds(60));
  }

  private static @Nullable String unlessStory(boolean story, String value) {
    return story ? null : value;
  }

  private static Subdef subdef(String name, String file, int width, int height, long size) {
    return new Subdef(
        ID, name, Path.of("/data"), file, width, height, "image/jpeg", size, false, NOON);
  }

  @SafeVarargs
  private static Caption caption(Map.Entry<Field, List<String>>... entries) {
    var values = new LinkedHashMap<Field, List<String>>();
    for (var entry : entries) {
      values.put(entry.getKey(), entry.getValue());
    }
    return new Caption(values);
  }

  private static FieldBuilder field(String name) {
    return new FieldBuilder(name, Field.Type.STRING, "0", false);
  }

  private record FieldBuilder(String name, Field.Type type, String thumbTitle, boolean isBusiness) {
    FieldBuilder type(Field.Type value) {
      return new FieldBuilder(name, value, thumbTitle, isBusiness);
    }

    FieldBuilder title(String value) {
      return new FieldBuilder(name, type, value, isBusiness);
    }

    FieldBuilder business() {
      return new FieldBuilder(name, type, thumbTitle, true);
    }

    Field build() {
      return new Field(
          1, name, "", type, true, ";", false, false, isBusiness, true, 0, thumbTitle, 1);
    }
  }
}
