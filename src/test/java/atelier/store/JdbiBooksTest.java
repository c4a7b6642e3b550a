package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Books;
import atelier.job.BooksContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The books on SQLite.
final class JdbiBooksTest extends BooksContract {
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path root) {
    box = new TestFolder(root).open();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Books books() {
    return box.books();
  }

  @Test
  void a_new_application_box_wishes_nothing() {
    assertThat(books().wishes().pauses()).isEmpty();
    assertThat(books().wishes().overlays()).isEmpty();
  }
}
