package atelier.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.HandClock;
import atelier.library.BorderRule;
import atelier.library.BorderRule.Check;
import atelier.library.Collection;
import atelier.library.Library.NewDatabox;
import atelier.library.MediaType;
import atelier.library.Quarantine;
import atelier.library.RecordId;
import atelier.store.ApplicationBox;
import atelier.store.StoreSettings;
import atelier.worker.intake.Consignment.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files on their way in, with tools for texts and a library on SQLite.
class IntakeTest {
  private static final String TEMPLATE =
      """
      <record>
        <path>{{datapathnoweb}}{{basename}}/documents</path>
        <subdefs><subdefgroup name="image"/></subdefs>
        <description>
          <Title src="XMP-dc:Title" thumbtitle="1"/>
          <Place src=""/>
          <Number src="Phraseanet:tf-recordid"/>
          <Text src="Phraseanet:pdf-text"/>
          <Waited src="Phraseanet:tf-quarantine"/>
          <Edited src="Phraseanet:tf-editdate"/>
        </description>
      </record>
      """;
  private static final String UUID = "3f2b1c4d-5e6f-4a1b-8c9d-0e1f2a3b4c5d";
  private static final int PLACE = 2;

  @TempDir private Path folder;
  private final HandClock clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
  private ApplicationBox box;
  private Collection collection;

  @BeforeEach
  void open() {
    box =
        ApplicationBox.open(
            new StoreSettings(
                folder.resolve("db"), "key", "http://x", folder.resolve("files"), clock));
    collection =
        box.library()
            .create(new NewDatabox("photos", "", "Pictures", TEMPLATE))
            .collections()
            .getFirst();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void a_file_becomes_a_record_with_its_own_number_in_the_caption() throws Exception {
    Taken taken = take("a.jpg", "one", Map.of("XMP-dc:Title", "Sea"), Manner.ONCE);

    assertThat(taken).isEqualTo(new Taken.Added(new RecordId(1, 1)));
    var caption = box.library().records(1).caption(1);
    assertThat(caption.of("Title")).containsExactly("Sea");
    assertThat(caption.of("Number")).containsExactly("1");
    assertThat(caption.of("Edited")).isEmpty();
  }

  @Test
  void the_text_of_a_document_comes_from_whoever_can_read_it() throws Exception {
    take("a.pdf", "one", Map.of(), Manner.ONCE);

    assertThat(box.library().records(1).caption(1).of("Text")).containsExactly("words");
  }

  @Test
  void the_same_content_is_taken_once_or_quarantined_or_forced_as_is_wished() throws Exception {
    var rules = List.of(BorderRule.everywhere(new Check.SameContent()));
    take("a.jpg", "one", Map.of(), Manner.ONCE);

    assertThat(take(rules, "b.jpg", "one", Map.of(), Manner.ONCE))
        .isEqualTo(new Taken.AlreadyThere(new RecordId(1, 1)));
    assertThat(take(rules, "b.jpg", "one", Map.of(), Manner.CHECKED))
        .isEqualTo(new Taken.Quarantined(1, List.of("Sha256")));
    assertThat(take(rules, "b.jpg", "one", Map.of(), Manner.FORCED))
        .isEqualTo(new Taken.Added(new RecordId(1, 2)));
    assertThat(take(List.of(), "c.jpg", "two", Map.of(), Manner.QUARANTINED))
        .isEqualTo(new Taken.Quarantined(2, List.of()));
    assertThat(box.quarantine().find(2).orElseThrow().forced()).isTrue();
  }

  @Test
  void a_quarantined_file_lies_beside_its_picture_with_all_that_was_said() throws Exception {
    var rules = List.of(BorderRule.everywhere(new Check.Dimension(1000, 1)));
    Files.createDirectories(folder.resolve("lazaret"));
    Files.writeString(folder.resolve("lazaret/lzrt_hol_-0.jpg"), "of another");

    Taken taken =
        intake(rules)
            .take(
                said(
                    file(
                        "höl iday.jpg",
                        "one",
                        Map.of("File:ImageWidth", "750", "File:ImageHeight", "1100")),
                    "hol iday.jpg"));

    assertThat(taken).isEqualTo(new Taken.Quarantined(1, List.of("Dimension")));
    Quarantine.Arrival arrival = box.quarantine().find(1).orElseThrow();
    assertThat(arrival.file()).isEqualTo("lzrt_hol_-1.jpg");
    assertThat(arrival.thumbnail()).isEqualTo("lzrt_hol_thumb-0.jpg");
    assertThat(arrival.originalName()).isEqualTo("hol iday.jpg");
    assertThat(folder.resolve("lazaret/lzrt_hol_-1.jpg"))
        .content()
        .startsWith("one\n")
        .contains("XMP-exif:ImageUniqueID=" + arrival.uuid());
    // 750 x 1100 in a frame of 375 x 275 is 187 x 275.
    assertThat(folder.resolve("lazaret/lzrt_hol_thumb-0.jpg")).hasContent("thumbnail 275");
    assertThat(box.library().records(1).count()).isZero();
  }

  @Test
  void what_is_accepted_becomes_a_record_with_what_was_said_and_leaves_the_quarantine()
      throws Exception {
    var rules = List.of(BorderRule.everywhere(new Check.Extension(Set.of("png"))));
    Intake intake = intake(rules);
    intake.take(said(file("a.jpg", "one", Map.of()), "a.jpg"));
    Quarantine.Arrival arrival = box.quarantine().find(1).orElseThrow();

    Taken taken = intake.accept(arrival);

    assertThat(taken).isEqualTo(new Taken.Added(new RecordId(1, 1)));
    var record = box.library().records(1).find(1).orElseThrow();
    assertThat(record.status()).isEqualTo(16);
    assertThat(record.uuid()).contains(arrival.uuid());
    var caption = box.library().records(1).caption(1);
    assertThat(caption.of("Place")).containsExactly("Brest");
    assertThat(caption.of("Waited")).containsExactly("2026/08/07 12:00:00");
    assertThat(box.quarantine().list(0, 10)).isEmpty();
    assertThat(folder.resolve("lazaret")).isEmptyDirectory();
    // As after a crash between the record and the tidying up.
    assertThat(intake.accept(arrival)).isEqualTo(new Taken.AlreadyThere(new RecordId(1, 1)));
    assertThat(box.library().records(1).count()).isEqualTo(1);
  }

  @Test
  void what_is_rejected_is_gone_with_its_files() throws Exception {
    Intake intake = intake(List.of(BorderRule.everywhere(new Check.Extension(Set.of("png")))));
    intake.take(said(file("a.jpg", "one", Map.of()), "a.jpg"));

    intake.reject(box.quarantine().find(1).orElseThrow());

    assertThat(box.quarantine().find(1)).isEmpty();
    assertThat(folder.resolve("lazaret")).isEmptyDirectory();
  }

  @Test
  void a_source_is_taken_once_whatever_became_of_it() throws Exception {
    var rules = List.of(BorderRule.everywhere(new Check.SameContent()));
    var first = said(file("a.jpg", "one", Map.of()), "a.jpg");
    var second = withSource(said(file("b.jpg", "one", Map.of()), "b.jpg"), "other");

    assertThat(intake(rules).take(first)).isEqualTo(new Taken.Added(new RecordId(1, 1)));
    assertThat(intake(rules).take(first)).isEqualTo(new Taken.AlreadyThere(new RecordId(1, 1)));
    assertThat(intake(rules).take(second)).isEqualTo(new Taken.Quarantined(1, List.of("Sha256")));
    assertThat(intake(rules).take(second)).isEqualTo(new Taken.Quarantined(1, List.of()));
    assertThat(box.quarantine().list(0, 10)).hasSize(1);
  }

  @Test
  void each_check_lets_pass_and_holds_back() throws Exception {
    take("first.jpg", "first", Map.of("XMP-exif:ImageUniqueID", UUID), Manner.FORCED);
    Map<String, String> large =
        Map.of("File:ImageWidth", "20", "File:ImageHeight", "10", "File:ColorSpace", "sRGB");

    assertThat(failing(new Check.SameUuid(), "b.jpg", Map.of("XMP-exif:ImageUniqueID", UUID)))
        .containsExactly("UUID");
    assertThat(failing(new Check.SameUuid(), "b.jpg", Map.of())).isEmpty();
    assertThat(failing(new Check.SameName(false), "FIRST.JPG", Map.of()))
        .containsExactly("Filename");
    assertThat(failing(new Check.SameName(true), "FIRST.JPG", Map.of())).isEmpty();
    assertThat(failing(new Check.SameName(true), "first.jpg", Map.of()))
        .containsExactly("Filename");
    assertThat(failing(new Check.Dimension(20, 10), "b.jpg", large)).isEmpty();
    assertThat(failing(new Check.Dimension(20, 11), "b.jpg", large)).containsExactly("Dimension");
    assertThat(failing(new Check.Dimension(1, 1), "b.jpg", Map.of())).containsExactly("Dimension");
    assertThat(failing(colours("rgb"), "b.jpg", large)).isEmpty();
    assertThat(failing(colours("cmyk"), "b.jpg", large)).containsExactly("Colorspace");
    assertThat(failing(colours("cmyk"), "b.pdf", large)).isEmpty();
    assertThat(failing(colours("cmyk"), "b.jpg", Map.of())).containsExactly("Colorspace");
    assertThat(failing(new Check.Extension(Set.of("JPG")), "b.jpg", large)).isEmpty();
    assertThat(failing(new Check.Extension(Set.of()), "b.jpg", large)).isEmpty();
    assertThat(failing(new Check.Extension(Set.of("png")), "b.jpg", large))
        .containsExactly("Extension");
    assertThat(failing(new Check.OfMediaType(Set.of(MediaType.IMAGE)), "b.jpg", large)).isEmpty();
    assertThat(failing(new Check.OfMediaType(Set.of(MediaType.VIDEO)), "b.jpg", large))
        .containsExactly("MediaType");
  }

  @Test
  void a_rule_holds_where_it_is_said_and_passes_over_ignored_collections() throws Exception {
    take("first.jpg", "one", Map.of(), Manner.FORCED);
    var check = new Check.SameContent();
    var elsewhere = new BorderRule(check, Set.of(2), Set.of(), Set.of());
    var otherCollection = new BorderRule(check, Set.of(), Set.of(9), Set.of());
    var here = new BorderRule(check, Set.of(1), Set.of(), Set.of());
    var ignoring = new BorderRule(check, Set.of(), Set.of(1), Set.of(collection.baseId()));

    assertThat(failed(elsewhere)).isEmpty();
    assertThat(failed(otherCollection)).isEmpty();
    assertThat(failed(here)).containsExactly("Sha256");
    assertThat(failed(ignoring)).isEmpty();
  }

  private List<String> failed(BorderRule rule) {
    var databox = box.library().databox(1).orElseThrow();
    var sha256 = box.library().records(1).find(1).orElseThrow().sha256().orElseThrow();
    var facts =
        new BorderControl.Facts("x.jpg", MediaType.IMAGE, sha256, Optional.empty(), Map.of());
    return new BorderControl(List.of(rule))
        .failed(facts, databox, collection, box.library().records(1));
  }

  private static Check colours(String space) {
    return new Check.Colorspace(Set.of(space), Set.of(MediaType.IMAGE));
  }

  private int number;

  private List<String> failing(Check check, String name, Map<String, String> tags)
      throws Exception {
    number++;
    Taken taken =
        take(
            List.of(BorderRule.everywhere(check)), name, "content " + number, tags, Manner.CHECKED);
    return taken instanceof Taken.Quarantined(int _, List<String> checks) ? checks : List.of();
  }

  private Taken take(String name, String content, Map<String, String> tags, Manner manner)
      throws Exception {
    return take(List.of(), name, content, tags, manner);
  }

  private Taken take(
      List<BorderRule> rules, String name, String content, Map<String, String> tags, Manner manner)
      throws Exception {
    return intake(rules).take(Consignment.of(file(name, content, tags), collection, name, manner));
  }

  private Intake intake(List<BorderRule> rules) {
    return PlainTools.intake(box, rules, folder.resolve("lazaret"), clock);
  }

  private Path file(String name, String content, Map<String, String> tags) throws IOException {
    return Files.writeString(folder.resolve("brought-" + name), PlainTools.file(content, tags));
  }

  private Consignment said(Path file, String name) {
    return new Consignment(
        file,
        collection,
        name,
        Map.of(PLACE, List.of("Brest")),
        16,
        Optional.empty(),
        Optional.empty(),
        Optional.of("source"),
        Optional.empty(),
        Manner.CHECKED);
  }

  private static Consignment withSource(Consignment from, String source) {
    return new Consignment(
        from.file(),
        from.collection(),
        from.originalName(),
        from.values(),
        from.status(),
        from.story(),
        from.user(),
        Optional.of(source),
        from.quarantined(),
        from.manner());
  }
}
