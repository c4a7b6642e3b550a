package atelier.search.lucene;

import atelier.library.RecordId;
import atelier.search.IndexDocument;
import atelier.search.SearchException;
import atelier.search.SearchIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;

/// The index as its last commit left it, opened anew for each question.
///
/// - Shape: an index that is not there yet is empty.
/// - Thread-safe: holds nothing.
final class LuceneReader implements SearchIndex {
  private final Path folder;
  private final Analyzer analyzer = Analysis.analyzer();

  LuceneReader(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(List<IndexDocument> documents) {
    throw new IllegalStateException("this index was opened to be read only");
  }

  @Override
  public void delete(List<RecordId> records) {
    throw new IllegalStateException("this index was opened to be read only");
  }

  @Override
  public Hits search(String text, int offset, int limit) {
    return ask(
        reader -> Answers.answer(new IndexSearcher(reader), analyzer, text, offset, limit),
        new Hits(0, List.of()));
  }

  @Override
  public long count() {
    return ask(reader -> (long) reader.numDocs(), 0L);
  }

  /// Nothing is open between two questions.
  @Override
  public void close() {
    analyzer.close();
  }

  private <T> T ask(Asked<T> asked, T whenAbsent) {
    if (!Files.isDirectory(folder)) {
      return whenAbsent;
    }
    try (var directory = FSDirectory.open(folder);
        var reader = DirectoryReader.open(directory)) {
      return asked.of(reader);
    } catch (IndexNotFoundException _) {
      return whenAbsent;
    } catch (IOException e) {
      throw new SearchException("cannot read the index in " + folder, e);
    }
  }

  private interface Asked<T> {
    T of(DirectoryReader reader) throws IOException;
  }
}
