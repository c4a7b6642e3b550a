package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.console.LibraryContent.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a databox's structure asks for beyond the usual, through the whole program.
@Timeout(600)
class StructureOptionsIT {
  @TempDir private Path folder;

  @BeforeEach
  void makeALibraryWithAMark() throws Exception {
    Path mark = folder.resolve("mark.png");
    Shell.run("convert", "-size", "90x60", "xc:#20C020", "PNG24:" + mark);
    console("record:add", mark.toString());
  }

  @Test
  void a_picture_gets_the_mark_of_a_record_where_the_structure_says_so() throws Exception {
    structure(
        "replace(value, '<size>384</size>',"
            + " '<size>384</size><watermark>yes</watermark><watermarkrid>1</watermarkrid>')");
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Shell.run("convert", "-size", "900x600", "xc:white", pictures.resolve("white.jpg").toString());

    console("demo", pictures.toString(), "--exit");

    Item item = item("white.jpg");
    assertThat(item.failures()).isEmpty();
    int[] marked = middle(item, "thumbnail");
    assertThat(marked[1]).as("green").isBetween(170, 215);
    assertThat(marked[0]).as("red").isLessThan(80);
    assertThat(middle(item, "preview")).containsExactly(255, 255, 255);
  }

  @Test
  void the_words_of_a_document_are_its_caption_where_a_field_is_of_that_source() throws Exception {
    change("UPDATE metadatas_structure SET src = 'Phraseanet:pdf-text' WHERE name = 'Caption'");
    Path papers = Files.createDirectory(folder.resolve("papers"));
    Files.writeString(papers.resolve("letter.txt"), "Liebe Grüße aus Łódź\n");

    console("demo", papers.toString(), "--exit");

    assertThat(item("letter.txt").caption())
        .containsEntry("Caption", List.of("Liebe Grüße aus Łódź"));
    assertThat(console("record:search", "lodz")).contains("letter.txt");
  }

  private static int[] middle(Item item, String name) {
    Pixels pixels = Pixels.of(item.file(name).path());
    int side = Math.min(pixels.width(), pixels.height()) / 3;
    return pixels.middle((pixels.width() - side) / 2, (pixels.height() - side) / 2, side);
  }

  private Item item(String originalName) {
    return LibraryContent.of(home()).stream()
        .filter(item -> item.originalName().equals(originalName))
        .findFirst()
        .orElseThrow();
  }

  private void structure(String value) throws SQLException {
    change("UPDATE pref SET value = " + value + " WHERE prop = 'structure'");
  }

  private void change(String statement) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + home().resolve("db/db_atelier.sqlite"));
        var change = database.createStatement()) {
      assertThat(change.executeUpdate(statement)).isEqualTo(1);
    }
  }

  private Path home() {
    return folder.resolve("home");
  }

  private String console(String... arguments) throws Exception {
    return ConsoleProcess.at(home()).run(arguments);
  }
}
