package atelier.worker.uploader;

import atelier.delivery.Uploader;
import atelier.job.AssetRows;
import atelier.job.Job;
import atelier.job.JobRow;
import atelier.job.Outcome;
import atelier.job.Worker;
import atelier.library.Caption;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Field;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Records;
import atelier.library.Users;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import atelier.worker.intake.Consignment;
import atelier.worker.intake.Intake;
import atelier.worker.intake.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a record of an asset that somebody has uploaded, or a file in quarantine.
///
/// - Effect once: commit and asset name the record, so that a second execution finds it, puts it
///   into its story and acknowledges it. The acknowledgement may be said twice.
/// - The row of the asset in `WorkerRunningJob` is assetsIngest's; this worker has none of its own.
/// - Source: `docs/phraseanet.md`, uploads.
public final class CreateRecord implements Worker<AssetOrder> {
  private static final Logger log = LoggerFactory.getLogger(CreateRecord.class);

  private final Parts parts;

  /// What it works with.
  ///
  /// - Shape: `temporary` is a folder for what is downloaded.
  public record Parts(
      Library library,
      Users users,
      Intake intake,
      Uploader uploader,
      AssetRows rows,
      Path temporary) {}

  public CreateRecord(Parts parts) {
    this.parts = parts;
  }

  @Override
  public QueueType type() {
    return QueueType.CREATE_RECORD;
  }

  @Override
  public AssetOrder read(Payload payload) {
    return AssetOrder.read(payload);
  }

  @Override
  public Optional<JobRow> row(AssetOrder order) {
    return Optional.empty();
  }

  @Override
  public Outcome process(AssetOrder order, Job job) throws InterruptedException {
    parts.rows.running(order.commit(), order.asset());
    Uploader.Asset asset = parts.uploader.asset(order.access(), order.asset());
    UploadForm form = UploadForm.read(asset.form());
    if (form.baseId().isEmpty()) {
      return new Outcome.GivenUp("the upload names no collection (collection_destination)");
    }
    Optional<Collection> collection = parts.library.collection(form.baseId().get());
    if (collection.isEmpty()) {
      return new Outcome.GivenUp(
          "the upload goes to collection " + form.baseId().get() + ", which does not exist");
    }
    Optional<Integer> user = user(form);
    Taken taken = take(order, asset, form, collection.get(), user);
    return switch (taken) {
      case Taken.Added(RecordId record) -> settle(order, form, collection.get(), user, record);
      case Taken.Completed(RecordId record) -> settle(order, form, collection.get(), user, record);
      case Taken.AlreadyThere(RecordId record) ->
          settle(order, form, collection.get(), user, record);
      case Taken.Quarantined(int id, List<String> checks) -> {
        parts.uploader.acknowledge(order.access(), order.asset());
        yield new Outcome.Done("in quarantine as " + id + because(checks));
      }
      case Taken.Refused(String cause) -> new Outcome.GivenUp(cause);
    };
  }

  private static String because(List<String> checks) {
    return checks.isEmpty() ? "" : ": " + String.join(", ", checks);
  }

  @Override
  public void ended(AssetOrder order, Job job, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(String info) -> parts.rows.finished(order.commit(), order.asset(), info);
      case Outcome.GivenUp(String reason) ->
          parts.rows.failed(order.commit(), order.asset(), reason, true);
      case Outcome.Canceled _ ->
          parts.rows.failed(order.commit(), order.asset(), outcome.text(), true);
      case Outcome.TryAgain _ ->
          parts.rows.failed(order.commit(), order.asset(), "attempt " + job.attempt(), false);
      case Outcome.Busy _, Outcome.Interrupted _ -> {}
    }
  }

  private Optional<Integer> user(UploadForm form) {
    return form.email()
        .flatMap(parts.users::findByEmail)
        .or(() -> form.user().filter(parts.users::isThere));
  }

  private Taken take(
      AssetOrder order,
      Uploader.Asset asset,
      UploadForm form,
      Collection collection,
      Optional<Integer> user)
      throws InterruptedException {
    Optional<Taken> known = parts.intake.takenAs(order.source(), collection);
    if (known.isPresent()) {
      return known.get();
    }
    Path file = parts.temporary.resolve("download_" + UUID.randomUUID() + ending(asset));
    try {
      Files.createDirectories(parts.temporary);
      parts.uploader.download(order.access(), asset, file);
      return parts.intake.take(
          new Consignment(
              file,
              collection,
              asset.originalName(),
              form.values(),
              form.status(),
              order.story(),
              user,
              Optional.of(order.source()),
              Optional.empty(),
              Consignment.Manner.CHECKED));
    } catch (IOException e) {
      throw new LibraryException("no folder for downloads can be made: " + parts.temporary, e);
    } finally {
      deleteQuietly(file);
    }
  }

  /// The extension, as far as it can stand in a file's name.
  private static String ending(Uploader.Asset asset) {
    String name = asset.originalName();
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot);
    return ending.matches("\\.[A-Za-z0-9]{1,10}") ? ending : "";
  }

  private Outcome settle(
      AssetOrder order,
      UploadForm form,
      Collection collection,
      Optional<Integer> user,
      RecordId record)
      throws InterruptedException {
    if (order.story().isPresent()) {
      Optional<String> refusal = intoStory(order.story().get(), form, user, record);
      if (refusal.isPresent()) {
        return new Outcome.GivenUp(
            "made record " + record + " of " + collection.name() + ", but " + refusal.get());
      }
    }
    parts.uploader.acknowledge(order.access(), order.asset());
    return new Outcome.Done("record " + record);
  }

  private Optional<String> intoStory(
      int number, UploadForm form, Optional<Integer> user, RecordId record) {
    Records records = parts.library.records(record.databox());
    Optional<Record> story = records.find(number).filter(Record::story);
    if (story.isEmpty()) {
      return Optional.of("there is no story " + record.databox() + "_" + number);
    }
    Databox databox = parts.library.databox(record.databox()).orElseThrow();
    Optional<Collection> of = databox.collection(story.get().collectionId());
    boolean may =
        user.isPresent()
            && of.isPresent()
            && parts.users.mayEditRecords(user.get(), of.get().baseId());
    if (!may) {
      return Optional.of("who uploaded it may not change story " + story.get().id());
    }
    records.addToStory(number, record.record(), said(databox, form));
    return Optional.empty();
  }

  private static Caption said(Databox databox, UploadForm form) {
    var values = new LinkedHashMap<Field, List<String>>();
    for (Field field : databox.fields()) {
      List<String> given =
          form.values().getOrDefault(field.id(), List.of()).stream()
              .filter(value -> !value.isBlank())
              .map(String::strip)
              .toList();
      if (!given.isEmpty()) {
        values.put(field, field.multi() ? given : List.of(given.getLast()));
      }
    }
    return new Caption(values);
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("a download that is no longer needed stays behind: {}", file, e);
    }
  }
}
