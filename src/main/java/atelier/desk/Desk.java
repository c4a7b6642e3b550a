package atelier.desk;

import atelier.job.Books;
import atelier.job.JobKey;
import atelier.job.JobStore;
import atelier.job.JobStore.AttemptLine;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.job.Liveness;
import atelier.job.ProcessIdentity;
import atelier.job.Roster;
import atelier.job.Wishes.CancelAnswer;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Library;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Records;
import atelier.library.Subdef;
import atelier.search.SearchIndex;
import atelier.worker.intake.Consignment;
import atelier.worker.intake.Consignment.Manner;
import atelier.worker.intake.Intake;
import atelier.worker.intake.Taken;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The operator's desk.
///
/// - Errors: [NotFoundException] for what does not exist; [atelier.OutsideException] when a part of
///   the outside is away.
/// - Thread-safe.
public final class Desk {
  private static final int MAX_JOBS_OF_RECORD = 200;

  private final Library library;
  private final Books books;
  private final JobStore jobs;
  private final SearchIndex index;
  private final Supplier<Intake> intake;

  public Desk(Library library, Books books, SearchIndex index, Supplier<Intake> intake) {
    this.library = library;
    this.books = books;
    this.jobs = books.jobs();
    this.index = index;
    this.intake = intake;
  }

  /// All databoxes with their numbers of records.
  public List<DataboxSummary> databoxes() {
    return library.databoxes().stream()
        .map(databox -> new DataboxSummary(databox, library.records(databox.id()).count()))
        .toList();
  }

  /// Finds a collection by its number in the whole site.
  public Collection collection(int baseId) {
    return library
        .collection(baseId)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "there is no collection " + baseId + "; databox:list shows those there are"));
  }

  /// The first collection of the first databox: where things go when nobody says otherwise.
  public Collection firstCollection() {
    return library.databoxes().stream()
        .flatMap(databox -> databox.collections().stream())
        .findFirst()
        .orElseThrow(() -> new NotFoundException("there is no collection yet"));
  }

  /// Records of a databox with a greater number than `after`, in their order, at most `limit`.
  public List<RecordSummary> records(int databoxId, int after, int limit) {
    Databox databox = databox(databoxId);
    Records records = library.records(databoxId);
    return records.list(after, limit).stream()
        .map(record -> summary(databox, records, record))
        .toList();
  }

  /// Everything there is to say of a record.
  public RecordDetails record(RecordId id) {
    Databox databox = databox(id.databox());
    Records records = library.records(id.databox());
    Record record =
        records
            .find(id.record())
            .orElseThrow(() -> new NotFoundException("there is no record " + id));
    return new RecordDetails(
        databox,
        record,
        records.caption(id.record()),
        records.technicalData(id.record()),
        records.subdefs(id.record()),
        jobs.list(JobFilter.ofRecord(id.databox(), id.record()), MAX_JOBS_OF_RECORD));
  }

  /// Finds records by what a person typed.
  public SearchIndex.Hits search(String text, int offset, int limit) {
    return index.search(text, offset, limit);
  }

  /// Jobs, the one last changed first.
  public List<JobLine> jobs(JobFilter filter, int limit) {
    return jobs.list(filter, limit);
  }

  /// Jobs, the one last changed first, without the first `offset` of them.
  public List<JobLine> jobs(JobFilter filter, int offset, int limit) {
    return jobs.list(filter, offset, limit);
  }

  /// How many jobs a list would show in all, but never more than `most`.
  public long countJobs(JobFilter filter, int most) {
    return jobs.count(filter, most);
  }

  /// A file of a record; empty when there is none of that name.
  public Optional<Subdef> file(RecordId id, String name) {
    return library.databox(id.databox()).isEmpty()
        ? Optional.empty()
        : library.records(id.databox()).subdef(id.record(), name);
  }

  /// One job with its executions.
  public JobDetails job(String key) {
    JobKey wanted = new JobKey(key);
    JobLine line =
        jobs.find(wanted).orElseThrow(() -> new NotFoundException("there is no job " + key));
    return new JobDetails(line, jobs.attempts(wanted));
  }

  /// Cancels a job: one that runs is stopped by its process within a second or two, one that waits
  /// at once.
  ///
  /// - Errors: [IllegalArgumentException] when the job has ended.
  public CancelAnswer cancel(String key, String actor) {
    CancelAnswer answer = books.wishes().cancel(new JobKey(key), actor);
    return switch (answer) {
      case CANCELED, ASKED -> answer;
      case ENDED -> throw new IllegalArgumentException("job " + key + " has ended already");
      case UNKNOWN -> throw new NotFoundException("there is no job " + key);
    };
  }

  /// Throws away what the ledger has of jobs that ended before; with `dry` only counts them.
  public long cleanJobs(Instant before, boolean dry) {
    return books.cleaning().jobs(before, dry);
  }

  /// Throws away rows of `WorkerRunningJob` published before; with `dry` only counts them.
  public long cleanRows(Instant before, boolean dry) {
    return books.cleaning().legacyRows(before, dry);
  }

  /// The processes that work or did until they were killed.
  public List<ProcessLine> processes() {
    var liveness = new Liveness(ProcessIdentity.current(), jobs);
    return books.roster().processes().stream()
        .map(entry -> new ProcessLine(entry, !liveness.isDead(entry.process())))
        .toList();
  }

  /// Takes a file into a collection, unless it is there already.
  public Taken take(Path file, Collection collection) throws InterruptedException {
    return take(file, collection, Manner.ONCE);
  }

  /// Takes a file into a collection, or into the quarantine, as strictly as is wished.
  public Taken take(Path file, Collection collection, Manner manner) throws InterruptedException {
    return intake
        .get()
        .take(Consignment.of(file, collection, file.getFileName().toString(), manner));
  }

  private Databox databox(int id) {
    return library
        .databox(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "there is no databox " + id + "; databox:list shows those there are"));
  }

  private static RecordSummary summary(Databox databox, Records records, Record record) {
    var subdefs = new ArrayList<>(records.subdefs(record.id().record()));
    subdefs.removeIf(each -> each.name().equals(Subdef.DOCUMENT));
    return new RecordSummary(
        record,
        databox.collection(record.collectionId()).map(Collection::name).orElse(""),
        records.caption(record.id().record()).title(),
        List.copyOf(subdefs));
  }

  /// A process on the roster, and whether it still lives.
  public record ProcessLine(Roster.Entry entry, boolean alive) {}

  /// A databox and how much is in it.
  public record DataboxSummary(Databox databox, long records) {}

  /// A job and its executions, the first one first.
  public record JobDetails(JobLine job, List<AttemptLine> attempts) {}
}
