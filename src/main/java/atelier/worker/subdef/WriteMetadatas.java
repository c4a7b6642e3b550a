package atelier.worker.subdef;

import atelier.job.Job;
import atelier.job.JobRow;
import atelier.job.JobStore;
import atelier.job.Outcome;
import atelier.job.Worker;
import atelier.library.Databox;
import atelier.library.Library;
import atelier.library.Record;
import atelier.library.Records;
import atelier.library.Subdef;
import atelier.library.SubdefSpec;
import atelier.media.MetadataTool;
import atelier.media.TagChanges;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a record's caption and UUID into one of its files.
///
/// - Effect once: writing the same values again gives the same file; it replaces the old one in one
///   step.
/// - Source: `docs/phraseanet.md`, metadata.
public final class WriteMetadatas implements Worker<SubdefOrder> {
  private static final String SVG = "image/svg+xml";

  private final Library library;
  private final MetadataTool tool;
  private final JobStore jobs;
  private final Clock clock;

  public WriteMetadatas(Library library, MetadataTool tool, JobStore jobs, Clock clock) {
    this.library = library;
    this.tool = tool;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public QueueType type() {
    return QueueType.WRITE_METADATAS;
  }

  @Override
  public SubdefOrder read(Payload payload) {
    return SubdefOrder.read(payload);
  }

  @Override
  public Optional<JobRow> row(SubdefOrder order) {
    return Optional.of(order.row());
  }

  @Override
  public Outcome process(SubdefOrder order, Job job) throws InterruptedException {
    Optional<Databox> databox = library.databox(order.record().databox());
    if (databox.isEmpty()) {
      return new Outcome.GivenUp("databox " + order.record().databox() + " does not exist");
    }
    int recordId = order.record().record();
    Records records = library.records(databox.get().id());
    Optional<Record> record = records.find(recordId);
    if (record.isEmpty()) {
      return new Outcome.Done("record " + order.record() + " no longer exists");
    }
    if (record.get().story()) {
      return new Outcome.Done("metadata is not written into the files of a story");
    }
    Optional<Subdef> subdef = records.subdef(recordId, order.subdefName());
    if (subdef.isEmpty() || !Files.isRegularFile(subdef.get().path())) {
      return new Outcome.TryAgain(
          "the file "
              + order.subdefName()
              + " of "
              + order.record()
              + subdef.map(each -> " is missing: " + each.path()).orElse(" has no row yet"));
    }
    records.workBegan(recordId, type().queueName(), order.subdefName(), job.started());
    if (subdef.get().mime().equals(SVG)) {
      return new Outcome.Done("metadata is not written into SVG pictures");
    }
    Map<String, List<String>> tags =
        writable(
            CaptionTags.of(databox.get().fields(), records.caption(recordId), record.get().uuid()));
    if (!jobs.owns(job)) {
      return new Outcome.Interrupted("another process took this job over");
    }
    boolean erase = !order.subdefName().equals(Subdef.DOCUMENT) || order.clear();
    var changes =
        new TagChanges(tags, erase, dpi(databox.get(), record.get(), order), order.workingGroup());
    return switch (tool.write(subdef.get().path(), changes)) {
      case MetadataTool.Written.Refused(String cause) -> {
        records.metadataRefused(recordId);
        yield new Outcome.GivenUp(cause);
      }
      case MetadataTool.Written.Good(long sizeBytes) -> {
        records.metadataWritten(recordId, order.subdefName(), sizeBytes);
        yield new Outcome.Done(
            tags.values().stream().filter(values -> !values.isEmpty()).count() + " tags written");
      }
    };
  }

  @Override
  public void ended(SubdefOrder order, Job job, Outcome outcome) {
    WorkHistory.ended(library, order, job, outcome, clock.instant());
  }

  private Map<String, List<String>> writable(Map<String, List<String>> tags)
      throws InterruptedException {
    Set<String> writable = tool.writable(tags.keySet());
    return tags.entrySet().stream()
        .filter(entry -> writable.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The resolution that a sub-definition asks for; 0 for documents and what is no picture.
  private static int dpi(Databox databox, Record record, SubdefOrder order) {
    return databox
        .structure()
        .group(record.type())
        .subdef(order.subdefName())
        .map(SubdefSpec::output)
        .map(output -> output instanceof SubdefSpec.Output.Image image ? image.dpi() : 0)
        .orElse(0);
  }
}
