package atelier.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import atelier.library.RecordId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every kind of index must do.
public abstract class SearchIndexContract {
  private static final IndexDocument LAKE =
      document(
          1,
          "Lac d'Annecy, l'été",
          "DSC_0042.jpg",
          Map.of(
              "City", List.of("Annecy"), "Keywords", List.of("lake", "Saint-Jorioz", "red boat")),
          Map.of("Rights", List.of("secret contract")));
  private static final IndexDocument HARBOUR =
      document(
          2,
          "The old harbour at dusk",
          "IMG4711 Kopie.TIF",
          Map.of("City", List.of("Saint-Malo"), "Keywords", List.of("sea", "boat", "blue hour")),
          Map.of());
  private static final IndexDocument FOG =
      document(
          3,
          "Mountains in fog",
          "annecy_final-v2.png",
          Map.of("City", List.of("Chamonix"), "Height", List.of(3842.0)),
          Map.of());

  private SearchIndex index;

  /// A new and empty index.
  protected abstract SearchIndex open();

  @BeforeEach
  void fill() {
    index = open();
    index.put(List.of(LAKE, HARBOUR, FOG));
  }

  @AfterEach
  void close() {
    index.close();
  }

  /// What a person types, and the records that are meant.
  private static final String MEANINGS =
      """
      HARBOUR                | 2
      ete                    | 1
      été                    | 1
      l'Été                  | 1
      boat                   | 2 1
      boat lake              | 1
      boat -lake             | 2
      -boat                  | 3
      "blue hour"            | 2
      "hour blue"            |
      "boat blue"            |
      saint-malo             | 2
      harb*                  | 2
      saint-ma*              | 2
      city:saint*            | 2
      City:Annecy            | 1
      CITY:"saint malo"      | 2
      title:annecy           | 1
      fog OR dusk            | 3 2
      boat red OR blue       | 2 1
      nothing OR fog         | 3
      dsc_0042.jpg           | 1
      DSC_0042               | 1
      0042                   | 1
      dsc                    | 1
      dsc_00*                | 1
      4711                   | 2
      img                    | 2
      original_name:annecy   | 3
      original_name:final*   | 3
      3842                   | 3
      height:3842            | 3
      mime:image/jpeg        | 3 2 1
      type:IMAGE             | 3 2 1
      collection:alps        | 3 2 1
      databox:photos fog     | 3
      id:1_2                 | 2
      1_2                    | 2
      uuid:00000000-0000-0000-0000-000000000003 | 3
      sha256:aaa2            | 2
      cameramodel:x-t5       | 3 2 1
      """;

  @Test
  void finds_what_a_person_means() {
    MEANINGS
        .lines()
        .forEach(
            line -> {
              String[] meaning = line.split("\\|", 2);
              assertThat(found(meaning[0].strip()))
                  .as(meaning[0])
                  .containsExactlyInAnyOrder(numbers(meaning[1].strip()));
            });
  }

  @Test
  void what_people_wrote_counts_more_than_a_file_name() {
    assertThat(found("annecy")).containsExactly(1, 3);
  }

  @Test
  void private_captions_are_not_searched() {
    for (String text : List.of("secret", "rights:secret", "private_caption:secret", "secr*")) {
      assertThat(found(text)).as(text).isEmpty();
    }
  }

  @Test
  void what_cannot_be_understood_is_searched_as_words() {
    for (String text :
        List.of(
            "\"old harbour", "old:harbour", "(harbour) [old]", "old && harbour!", "old/harbour~")) {
      assertThat(found(text)).as(text).containsExactly(2);
    }
  }

  @Test
  void no_text_is_refused() {
    for (String text :
        List.of(
            "a:b:c",
            "AND OR",
            "NOT",
            "a AND",
            "\\",
            "title:",
            "title:\"",
            "-",
            "[a TO",
            "{a TO b}",
            "/re(gex/",
            "?",
            "a*b*c*",
            "~~~",
            "^4",
            "fo\0g",
            "\uD83D",
            "👩‍🚀 OR",
            "id:zzz",
            "height:high")) {
      assertThatCode(() -> index.search(text, 0, 10)).as(text).doesNotThrowAnyException();
    }
  }

  @Test
  void long_and_deep_texts_are_not_refused() {
    for (String part : List.of("(", "\"a\" ", "-x ", "a OR ", "fo* ", "city:a.b.c* ")) {
      assertThatCode(() -> index.search(part.repeat(20_000), 0, 10)).doesNotThrowAnyException();
    }
  }

  @Test
  void text_without_words_finds_all_the_newest_first() {
    for (String text : List.of("", "   ", "*", "(((")) {
      assertThat(found(text)).as(text).containsExactly(3, 2, 1);
    }
  }

  @Test
  void pages_follow_each_other() {
    index.put(
        IntStream.rangeClosed(10, 34)
            .mapToObj(i -> document(i, "Dune " + i, "d.jpg", Map.of(), Map.of()))
            .toList());

    var first = index.search("dune", 0, 10);
    var last = index.search("dune", 20, 10);
    var beyond = index.search("dune", Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertThat(first.total()).isEqualTo(25);
    assertThat(first.hits()).hasSize(10);
    assertThat(last.hits()).hasSize(5).doesNotContainAnyElementsOf(first.hits());
    assertThat(beyond.total()).isEqualTo(25);
    assertThat(beyond.hits()).isEmpty();
    assertThat(index.search("dune", 0, 0).total()).isEqualTo(25);
  }

  @Test
  void a_hit_shows_the_title_or_the_file_name() {
    index.put(
        List.of(new IndexDocument(new RecordId(1, 9), Map.of("original_name", "no title.jpg"))));

    assertThat(index.search("harbour", 0, 1).hits().getFirst().title())
        .isEqualTo("The old harbour at dusk");
    assertThat(index.search("id:1_9", 0, 1).hits().getFirst().title()).isEqualTo("no title.jpg");
  }

  @Test
  void a_document_takes_the_place_of_the_one_before() {
    index.put(List.of(document(2, "A quay", "IMG.tif", Map.of(), Map.of())));

    assertThat(found("harbour")).isEmpty();
    assertThat(found("quay")).containsExactly(2);
    assertThat(index.count()).isEqualTo(3);
  }

  @Test
  void deleted_records_are_not_found() {
    index.delete(List.of(new RecordId(1, 2), new RecordId(1, 999), new RecordId(2, 1)));

    assertThat(found("*")).containsExactly(3, 1);
    assertThat(index.count()).isEqualTo(2);
  }

  @Test
  void putting_and_deleting_nothing_changes_nothing() {
    index.put(List.of());
    index.delete(List.of());

    assertThat(index.count()).isEqualTo(3);
  }

  /// A document as a record of databox 1 gives it.
  protected static IndexDocument document(
      int record,
      String title,
      String name,
      Map<String, ? extends List<?>> caption,
      Map<String, ? extends List<?>> privateCaption) {
    return new IndexDocument(
        new RecordId(1, record),
        Map.ofEntries(
            Map.entry("title", Map.of("default", title)),
            Map.entry("original_name", name),
            Map.entry("caption", caption),
            Map.entry("caption_all", caption.values().stream().flatMap(List::stream).toList()),
            Map.entry("private_caption", privateCaption),
            Map.entry(
                "private_caption_all",
                privateCaption.values().stream().flatMap(List::stream).toList()),
            Map.entry("metadata_tags", Map.of("CameraModel", "X-T5")),
            Map.entry("mime", "image/jpeg"),
            Map.entry("type", "image"),
            Map.entry("collection_name", "Alps 2026"),
            Map.entry("databox_name", "Photos"),
            Map.entry("uuid", "00000000-0000-0000-0000-00000000000" + record % 10),
            Map.entry("sha256", "aaa" + record),
            Map.entry("created_on", "2026-07-01 12:00:%02d".formatted(record))));
  }

  private List<Integer> found(String text) {
    return index.search(text, 0, 100).hits().stream().map(hit -> hit.record().record()).toList();
  }

  private static Integer[] numbers(String text) {
    return text.isEmpty()
        ? new Integer[0]
        : List.of(text.split(" ")).stream().map(Integer::valueOf).toArray(Integer[]::new);
  }
}
