package atelier.worker.indexing;

import atelier.job.Patrol;
import atelier.library.Databox;
import atelier.library.Library;
import atelier.library.Records;
import atelier.search.IndexDocument;
import atelier.search.IndexDocuments;
import atelier.search.SearchIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings records that ask for it into the index, batch by batch.
///
/// - Effect once: a document replaces the one with its id. A crash leaves records marked as being
///   indexed; they ask again when the next indexer starts.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, work flags.
public final class Indexer implements AutoCloseable {
  private static final int BATCH = 200;

  private final Library library;
  private final SearchIndex index;
  private final IndexDocuments documents;
  private final Patrol patrol;

  /// Only the patrol's thread reads and writes it.
  private boolean begun;

  public Indexer(Library library, SearchIndex index, IndexDocuments documents) {
    this.library = library;
    this.index = index;
    this.documents = documents;
    this.patrol = Patrol.start("indexer", this::round);
  }

  /// Records may ask to be indexed: look now rather than within a second.
  public void nudge() {
    patrol.nudge();
  }

  @Override
  public void close() {
    patrol.close();
  }

  /// After a failure, what was taken and never finished asks again.
  private boolean round() {
    try {
      if (!begun) {
        library.databoxes().forEach(each -> library.records(each.id()).askAgainToIndex());
        begun = true;
      }
      return indexSome();
    } catch (RuntimeException e) {
      begun = false;
      throw e;
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
}
