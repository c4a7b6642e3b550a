package atelier.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import atelier.library.RecordId;
import atelier.search.IndexDocument;
import atelier.search.SearchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The index against the death of the process that writes it.
class LuceneIndexIT {
  @TempDir private Path temp;

  @Test
  @Timeout(60)
  void what_put_returned_for_outlives_a_killed_writer() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int confirmed = 0;
    try (var lines = writer.inputReader()) {
      while (confirmed < 20) {
        confirmed = Integer.parseInt(lines.readLine());
      }
      assertThatExceptionOfType(SearchException.class)
          .isThrownBy(() -> LuceneIndex.open(temp))
          .withMessageContaining("another process");
    } finally {
      writer.destroyForcibly();
    }
    assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();

    try (var index = LuceneIndex.open(temp)) {
      assertThat(index.count()).isGreaterThanOrEqualTo(confirmed);
      assertThat(index.search("id:1_" + confirmed, 0, 1).total()).isEqualTo(1);
    }
  }

  /// Puts document after document, and says which are in, until it is killed.
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      try (var index = LuceneIndex.open(Path.of(arguments[0]))) {
        for (int i = 1; i > 0; i++) {
          index.put(List.of(new IndexDocument(new RecordId(1, i), Map.of("title", Map.of()))));
          System.out.println(i);
        }
      }
    }
  }
}
