package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.LibraryException;
import atelier.library.MediaType;
import atelier.library.SubdefSpec;
import atelier.library.SubdefSpec.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationBoxTest {
  @TempDir Path folder;

  @Test
  void a_new_databox_has_what_its_template_says() {
    try (var box = StoreFixture.open(folder)) {
      var databox = box.library().create(StoreFixture.demo());

      assertThat(databox.name()).isEqualTo("demo");
      assertThat(databox.viewName()).isEqualTo("Demo");
      assertThat(databox.structure().documents()).isEqualTo(folder.resolve("files/demo/documents"));
      assertThat(databox.structure().group(MediaType.IMAGE).subdefs())
          .extracting(SubdefSpec::name)
          .containsExactly("preview", "thumbnail", "preview_mobile", "thumbnail_mobile");
      assertThat(databox.structure().group(MediaType.VIDEO).subdefs()).hasSize(7);
      assertThat(databox.structure().group(MediaType.AUDIO).subdefs()).hasSize(3);
      assertThat(databox.structure().group(MediaType.DOCUMENT).subdefs())
          .extracting(SubdefSpec::output)
          .endsWith(new Output.Pdf());
      assertThat(databox.fields()).hasSize(21);
      assertThat(databox.field("Headline").orElseThrow().thumbTitle()).isEqualTo("1");
      assertThat(databox.field("FileName").orElseThrow().readOnly()).isTrue();
      var collection = databox.collections().getFirst();
      assertThat(collection.name()).isEqualTo("Pictures");
      assertThat(box.library().collection(collection.baseId())).contains(collection);
      assertThat(box.library().databoxes()).containsExactly(databox);
    }
  }

  @Test
  void a_name_is_given_once() {
    try (var box = StoreFixture.open(folder)) {
      box.library().create(StoreFixture.demo());

      assertThatThrownBy(() -> box.library().create(StoreFixture.demo()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("demo");
    }
  }

  @Test
  void a_databox_whose_making_was_cut_short_is_taken_in() throws SQLException {
    try (var box = StoreFixture.open(folder)) {
      box.library().create(StoreFixture.demo());
      StoreFixture.execute(folder.resolve("application.sqlite"), "DELETE FROM sbas");
      StoreFixture.execute(folder.resolve("application.sqlite"), "DELETE FROM bas");

      var databox = box.library().create(StoreFixture.demo());

      assertThat(databox.collections()).hasSize(1);
      assertThat(databox.fields()).hasSize(21);
    }
  }

  @Test
  void a_databox_that_is_not_there_has_no_records() {
    try (var box = StoreFixture.open(folder)) {
      assertThat(box.library().databox(3)).isEmpty();
      assertThatThrownBy(() -> box.library().records(3))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_wrong_structure_is_told_with_the_databox() throws SQLException {
    try (var box = StoreFixture.open(folder)) {
      box.library().create(StoreFixture.demo());
      StoreFixture.execute(
          folder.resolve("demo.sqlite"),
          "UPDATE pref SET value = '<record><path>here</path></record>' WHERE prop = 'structure'");

      assertThatThrownBy(() -> box.library().databoxes())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("demo: record/path is here");
    }
  }

  @Test
  void a_wrong_main_path_is_told() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "no folder");

    assertThatThrownBy(() -> StoreFixture.open(file.resolve("below")))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("cannot open");
  }

  @Test
  void several_may_open_a_new_folder_at_the_same_time() throws Exception {
    var opens = new ArrayList<Callable<ApplicationBox>>();
    for (int i = 0; i < 4; i++) {
      opens.add(() -> StoreFixture.open(folder));
    }

    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : pool.invokeAll(opens)) {
        each.get().close();
      }
    }

    assertThat(
            StoreFixture.rows(
                folder.resolve("application.sqlite"),
                "SELECT MAX(version) FROM atelier_schema WHERE success = 1"))
        .containsExactly(Schema.APPLICATION.latest());
  }

  @Test
  void an_administrator_is_found_by_login_in_any_case() throws SQLException {
    try (var box = StoreFixture.open(folder)) {
      box.users().addAdministrator("Ann", "ann@example.org", "secret words");

      assertThat(box.users().find("ANN")).contains(1);
      assertThat(box.users().find("bob")).isEmpty();
      assertThatThrownBy(() -> box.users().addAdministrator("ann", "a@example.org", "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(
            StoreFixture.rows(
                folder.resolve("application.sqlite"),
                "SELECT admin, LENGTH(password) <= 128, password LIKE '$argon2id$%' FROM Users"))
        .containsExactly("1|1|1");
  }
}
