package atelier.worker.indexing;

import atelier.OutsideException;
import atelier.library.Databox;
import atelier.library.Library;
import atelier.library.Records;
import atelier.search.IndexDocument;
import atelier.search.IndexDocuments;
import atelier.search.SearchIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings records that ask for it into the index, batch by batch.
///
/// - Effect once: a document replaces the one with its id. A crash leaves records marked as being
///   indexed; they ask again when the next indexer starts.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, work flags.
public final class Indexer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Indexer.class);
  private static final int BATCH = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Library library;
  private final SearchIndex index;
  private final IndexDocuments documents;
  private final Semaphore nudges = new Semaphore(0);
  private final Thread thread;

  public Indexer(Library library, SearchIndex index, IndexDocuments documents) {
    this.library = library;
    this.index = index;
    this.documents = documents;
    this.thread = Thread.ofVirtual().name("indexer").start(this::run);
  }

  /// Records may ask to be indexed: look now rather than within a second.
  public void nudge() {
    nudges.release();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean begun = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!begun) {
          library.databoxes().forEach(each -> library.records(each.id()).askAgainToIndex());
          begun = true;
        }
        if (!indexSome() && nudges.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      } catch (OutsideException e) {
        log.warn("the index cannot be brought up to date just now; tried again in a second", e);
        begun = false;
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.error("indexing failed; tried again in a second", e);
        begun = false;
        pause();
      }
    }
  }

  /// Indexes one batch of each databox; true when there may be more.
  private boolean indexSome() {
    boolean more = false;
    for (Databox databox : library.databoxes()) {
      Records records = library.records(databox.id());
      List<Integer> taken = records.takeToIndex(BATCH);
      if (!taken.isEmpty()) {
        var batch = new ArrayList<IndexDocument>();
        for (int record : taken) {
          document(databox, records, record).ifPresent(batch::add);
        }
        index.put(batch);
        records.indexed(taken);
        more |= taken.size() >= BATCH;
      }
    }
    return more;
  }

  private Optional<IndexDocument> document(Databox databox, Records records, int record) {
    return records
        .find(record)
        .flatMap(
            found ->
                documents.of(
                    databox,
                    found,
                    records.subdefs(record),
                    records.caption(record),
                    records.technicalData(record)));
  }

  private static void pause() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
