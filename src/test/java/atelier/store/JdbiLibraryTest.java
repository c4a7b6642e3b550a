package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.Library;
import atelier.library.LibraryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library on SQLite.
final class JdbiLibraryTest extends LibraryContract {
  private TestFolder folder;
  private ApplicationBox box;
  private ApplicationBox elsewhere;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = new TestFolder(root);
    box = folder.open();
    elsewhere = folder.open();
  }

  @AfterEach
  void close() {
    elsewhere.close();
    box.close();
  }

  @Override
  protected Library library() {
    return box.library();
  }

  @Override
  protected Library sameLibraryElsewhere() {
    return elsewhere.library();
  }

  @Test
  void files_lie_in_the_storage_below_the_databox_name() {
    var structure = library().create(aWish("photos")).structure();

    assertThat(structure.documents()).isEqualTo(folder.storage().resolve("photos/documents"));
  }

  @Test
  void a_databox_whose_making_was_cut_short_is_taken_in() {
    library().create(aWish("photos"));
    folder.change("application", "DELETE FROM sbas");
    folder.change("application", "DELETE FROM bas");
    folder.change("photos", "INSERT INTO record (xml) VALUES ('')");

    var made = library().create(aWish("photos"));

    assertThat(made.fields()).hasSize(2);
    assertThat(made.collections()).hasSize(1);
    assertThat(library().records(made.id()).count()).isEqualTo(1);
    assertThat(folder.count("photos", "coll")).isEqualTo(1);
  }

  @Test
  void the_structure_document_gets_the_numbers_of_its_fields() {
    library().create(aWish("photos"));

    assertThat(folder.row("photos", "SELECT value FROM pref WHERE prop = 'structure'"))
        .extractingByKey("value")
        .asString()
        .contains("modification_date=\"20260807120000\"")
        .contains("meta_id=\"1\"")
        .contains("meta_id=\"2\"")
        .contains("sorter=\"2\"");
  }

  @Test
  void a_collection_that_is_not_mounted_is_not_seen() {
    library().create(aWish("photos"));
    folder.change("application", "UPDATE bas SET active = 0");

    assertThat(library().databox(1).orElseThrow().collections()).isEmpty();
    assertThat(library().collection(1)).isEmpty();
  }

  @Test
  void a_broken_structure_says_where() {
    library().create(aWish("photos"));
    folder.change(
        "photos",
        "UPDATE pref SET value = REPLACE(value, 'class=\"preview\"', 'class=\"big\"')"
            + " WHERE prop = 'structure'");

    assertThatThrownBy(() -> library().databoxes())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the structure of photos: record/subdefs/subdefgroup[@name='image']"
                + "/subdef[@name='preview']/@class is big, allowed: document, preview, thumbnail");
  }
}
