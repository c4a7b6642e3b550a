package atelier.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import atelier.search.IndexDocument;
import atelier.search.SearchException;
import atelier.search.SearchIndex;
import atelier.search.SearchIndexContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends SearchIndexContract {
  private static final List<IndexDocument> ONE =
      List.of(document(1, "Dunes", "d.jpg", Map.of(), Map.of()));

  @TempDir private Path temp;

  @Override
  protected SearchIndex open() {
    return LuceneIndex.open(temp.resolve("contract"));
  }

  @Test
  void only_one_writes() {
    try (var _ = LuceneIndex.open(temp.resolve("index"))) {
      assertThatExceptionOfType(SearchException.class)
          .isThrownBy(() -> LuceneIndex.open(temp.resolve("index")))
          .withMessageContaining("another process writes the index");
    }
  }

  @Test
  void a_folder_that_cannot_be_used_is_named() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "not a folder");

    assertThatExceptionOfType(SearchException.class)
        .isThrownBy(() -> LuceneIndex.open(file))
        .withMessage("cannot open the index in " + file);
  }

  @Test
  void a_reader_sees_each_commit_beside_the_writer() {
    try (var index = LuceneIndex.open(temp.resolve("index"));
        var reader = LuceneIndex.openToRead(temp.resolve("index"))) {
      assertThat(reader.count()).isZero();

      index.put(ONE);

      assertThat(reader.count()).isEqualTo(1);
      assertThat(reader.search("dunes", 0, 10).hits()).hasSize(1);
    }
  }

  @Test
  void a_reader_finds_nothing_where_no_index_is_and_makes_none() throws IOException {
    Path empty = Files.createDirectory(temp.resolve("empty"));
    for (Path folder : List.of(temp.resolve("absent"), empty)) {
      try (var reader = LuceneIndex.openToRead(folder)) {
        assertThat(reader.count()).isZero();
        assertThat(reader.search("", 0, 10).total()).isZero();
      }
    }
    assertThat(temp.resolve("absent")).doesNotExist();
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void a_reader_does_not_write() {
    try (var reader = LuceneIndex.openToRead(temp.resolve("index"))) {
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> reader.put(ONE));
    }
  }

  @Test
  void an_interrupted_change_is_taken_back_and_the_next_one_works() {
    try (var index = LuceneIndex.open(temp.resolve("index"))) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(SearchException.class).isThrownBy(() -> index.put(ONE));
      assertThat(Thread.interrupted()).isTrue();

      index.put(List.of(document(2, "Tulips", "t.jpg", Map.of(), Map.of())));

      assertThat(index.search("dunes OR tulips", 0, 10).hits())
          .extracting(hit -> hit.record().record())
          .containsExactly(2);
    }
  }

  @Test
  void many_may_write_and_read_at_once() throws Exception {
    try (var index = LuceneIndex.open(temp.resolve("index"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> puts =
          IntStream.rangeClosed(1, 20)
              .<Callable<Long>>mapToObj(
                  i ->
                      () -> {
                        index.put(List.of(document(i, "Dune " + i, "d.jpg", Map.of(), Map.of())));
                        return index.search("\"dune " + i + "\"", 0, 10).total();
                      })
              .toList();

      for (var found : threads.invokeAll(puts)) {
        assertThat(found.get()).isEqualTo(1);
      }
      assertThat(index.count()).isEqualTo(20);
    }
  }
}
