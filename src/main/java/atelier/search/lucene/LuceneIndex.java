package atelier.search.lucene;

import atelier.library.RecordId;
import atelier.search.IndexDocument;
import atelier.search.SearchException;
import atelier.search.SearchIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NativeFSLockFactory;
import org.apache.lucene.util.ThreadInterruptedException;
import org.jspecify.annotations.Nullable;

/// The index in a folder, written by one process.
///
/// - Shape: each change is one commit, on the disk when the call returns, and found from then on.
///   Other processes read with [#openToRead].
/// - Errors: [SearchException]; the change is taken back, and the next one starts afresh.
/// - Thread-safe: `writer` and `closed` are guarded by `writing`, which lets one change go after
///   the other; searches do not wait for changes.
/// - Source: the lock is the operating system's, so it is gone with the process that held it,
///   however that ended;
///   <https://lucene.apache.org/core/10_6_0/core/org/apache/lucene/store/NativeFSLockFactory.html>.
public final class LuceneIndex implements SearchIndex {
  // Lucene warns on the console that vector search would be slow without an incubator module; there
  // is no vector search here. Held, for the logging system forgets a level with its logger.
  private static final Logger VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    VECTORS.setLevel(Level.SEVERE);
  }

  private final Path folder;
  private final Directory directory;
  private final Analyzer analyzer;
  private final SearcherManager searchers;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable IndexWriter writer;
  private boolean closed;

  private LuceneIndex(
      Path folder,
      Directory directory,
      Analyzer analyzer,
      SearcherManager searchers,
      IndexWriter writer) {
    this.folder = folder;
    this.directory = directory;
    this.analyzer = analyzer;
    this.searchers = searchers;
    this.writer = writer;
  }

  /// Opens the index to write and read; makes an empty one when there is none.
  ///
  /// - Errors: [SearchException] when another process writes it, or the folder cannot be used.
  public static LuceneIndex open(Path folder) {
    Directory directory = null;
    IndexWriter writer = null;
    try {
      Files.createDirectories(folder);
      directory = FSDirectory.open(folder, NativeFSLockFactory.INSTANCE);
      Analyzer analyzer = Analysis.analyzer();
      writer = writer(directory, analyzer);
      writer.commit();
      return new LuceneIndex(
          folder, directory, analyzer, new SearcherManager(directory, null), writer);
    } catch (IOException e) {
      closeQuietly(writer, e);
      closeQuietly(directory, e);
      throw failure(folder, "open", e);
    }
  }

  /// Opens the index for a short command: the last commit, nothing when there is no index yet.
  ///
  /// - Errors: `put` and `delete` throw [IllegalStateException].
  public static SearchIndex openToRead(Path folder) {
    return new LuceneReader(folder);
  }

  @Override
  public void put(List<IndexDocument> documents) {
    change(
        writer -> {
          for (IndexDocument document : documents) {
            writer.updateDocument(idTerm(document.record()), IndexFields.fill(document));
          }
        });
  }

  @Override
  public void delete(List<RecordId> records) {
    change(
        writer ->
            writer.deleteDocuments(records.stream().map(LuceneIndex::idTerm).toArray(Term[]::new)));
  }

  @Override
  public Hits search(String text, int offset, int limit) {
    try {
      var searcher = searchers.acquire();
      try {
        return Answers.answer(searcher, analyzer, text, offset, limit);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw failure(folder, "read", e);
    }
  }

  @Override
  public long count() {
    try {
      var searcher = searchers.acquire();
      try {
        return searcher.getIndexReader().numDocs();
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw failure(folder, "read", e);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try (var _ = directory;
        var _ = analyzer;
        var _ = searchers;
        var _ = writer) {
      closed = true;
      writer = null;
    } catch (IOException e) {
      throw failure(folder, "close", e);
    } finally {
      writing.unlock();
    }
  }

  private void change(Change change) {
    writing.lock();
    try {
      commit(change);
      searchers.maybeRefreshBlocking();
    } catch (ThreadInterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(folder, "write", e);
    } catch (IOException | AlreadyClosedException e) {
      throw failure(folder, "write", e);
    } finally {
      writing.unlock();
    }
  }

  /// Whatever goes wrong, an interrupt in the middle of a write among it, the half change must not
  /// go out with the next commit; a rollback closes the writer, so the next change opens another.
  private void commit(Change change) throws IOException {
    if (closed) {
      throw new IllegalStateException("the index is closed");
    }
    IndexWriter current = writer == null ? writer(directory, analyzer) : writer;
    writer = null;
    try {
      change.apply(current);
      current.commit();
      writer = current;
    } finally {
      if (writer == null) {
        current.rollback();
      }
    }
  }

  private static IndexWriter writer(Directory directory, Analyzer analyzer) throws IOException {
    return new IndexWriter(directory, new IndexWriterConfig(analyzer));
  }

  private static Term idTerm(RecordId record) {
    return new Term(IndexFields.ID, record.toString());
  }

  private static void closeQuietly(@Nullable AutoCloseable open, Exception reason) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }

  private static SearchException failure(Path folder, String wish, Exception cause) {
    return cause instanceof LockObtainFailedException
        ? new SearchException(
            "another process writes the index in "
                + folder
                + "; stop it, or search without writing",
            cause)
        : new SearchException("cannot " + wish + " the index in " + folder, cause);
  }

  private interface Change {
    void apply(IndexWriter writer) throws IOException;
  }
}
