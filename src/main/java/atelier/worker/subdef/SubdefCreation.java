package atelier.worker.subdef;

import atelier.job.Job;
import atelier.job.JobRow;
import atelier.job.JobStore;
import atelier.job.Outcome;
import atelier.job.Worker;
import atelier.library.Announcement;
import atelier.library.Databox;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.NewFile;
import atelier.library.Record;
import atelier.library.Records;
import atelier.library.SpreadFolders;
import atelier.library.Subdef;
import atelier.library.SubdefGroup;
import atelier.library.SubdefSpec;
import atelier.library.SubdefSpec.Output;
import atelier.media.SubdefMaker;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one sub-definition of one record.
///
/// - Effect once: the file is made under a name of this execution's own and moved over the old one
///   in one step; its row is written under its natural key; what follows carries a key made from
///   this job's.
/// - The old file stays until the new one is complete and checked.
/// - Source: `docs/phraseanet.md`, sub-definitions.
public final class SubdefCreation implements Worker<SubdefOrder> {
  private static final Logger log = LoggerFactory.getLogger(SubdefCreation.class);

  private final Library library;
  private final SubdefMaker maker;
  private final JobStore jobs;
  private final Set<String> metadataMimes;
  private final Clock clock;

  public SubdefCreation(
      Library library, SubdefMaker maker, JobStore jobs, Set<String> metadataMimes, Clock clock) {
    this.library = library;
    this.maker = maker;
    this.jobs = jobs;
    this.metadataMimes = Set.copyOf(metadataMimes);
    this.clock = clock;
  }

  @Override
  public QueueType type() {
    return QueueType.SUBDEF_CREATION;
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
    Records records = library.records(databox.get().id());
    Optional<Record> record = records.find(order.record().record());
    if (record.isEmpty()) {
      return new Outcome.Done("record " + order.record() + " no longer exists");
    }
    if (record.get().story()) {
      return new Outcome.Done("a story has no sub-definitions of its own");
    }
    var group = databox.get().structure().group(record.get().type());
    Optional<SubdefSpec> spec = group.subdef(order.subdefName());
    if (spec.isEmpty()) {
      return new Outcome.GivenUp(
          "databox "
              + databox.get().name()
              + " has no sub-definition "
              + order.subdefName()
              + " for "
              + record.get().type().column());
    }
    Optional<Subdef> document = records.subdef(order.record().record(), Subdef.DOCUMENT);
    if (document.isEmpty() || !Files.isRegularFile(document.get().path())) {
      return new Outcome.TryAgain(
          "the document of "
              + order.record()
              + document.map(each -> " is missing: " + each.path()).orElse(" has no row"));
    }
    records.workBegan(
        order.record().record(), type().queueName(), order.subdefName(), job.started());
    return make(
        new Making(
            order,
            job,
            records,
            record.get(),
            spec.get(),
            document.get(),
            largestPicture(group, spec.get())));
  }

  @Override
  public void ended(SubdefOrder order, Job job, Outcome outcome) {
    WorkHistory.ended(library, order, job, outcome, clock.instant());
    boolean failed = outcome instanceof Outcome.TryAgain || outcome instanceof Outcome.GivenUp;
    if (failed && library.databox(order.record().databox()).isPresent()) {
      library
          .records(order.record().databox())
          .subdefFailed(order.record().record(), order.subdefName());
    }
  }

  /// What one execution works on.
  private record Making(
      SubdefOrder order,
      Job job,
      Records records,
      Record record,
      SubdefSpec spec,
      Subdef document,
      int siblingPixels) {}

  /// What one reading of the source has to be large enough for, so that it can do for the others
  /// that are made at the same time.
  private static int largestPicture(SubdefGroup group, SubdefSpec wanted) {
    return group.subdefs().stream()
        .filter(each -> each.built() || each.equals(wanted))
        .map(SubdefSpec::output)
        .mapToInt(output -> output instanceof Output.Image image ? image.sizePixels() : 0)
        .max()
        .orElse(0);
  }

  private Outcome make(Making making) throws InterruptedException {
    int record = making.order.record().record();
    Optional<Subdef> old = making.records.subdef(record, making.spec.name());
    Path folder =
        old.map(Subdef::folder)
            .filter(Files::isDirectory)
            .orElseGet(
                () ->
                    SpreadFolders.next(
                        making.spec.folder(),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    Path place = folder.resolve(making.spec.fileNameFor(record));
    Path fresh = folder.resolve(".atelier-" + making.job.run() + "-" + place.getFileName());
    try {
      var made =
          maker.make(
              new SubdefMaker.Order(
                  making.document.path(),
                  making.document.mime(),
                  making.record.type(),
                  making.spec.output(),
                  fresh,
                  watermark(making),
                  making.siblingPixels),
              making.job.headway()::at);
      return switch (made) {
        case SubdefMaker.Made.Refused(String cause) -> new Outcome.GivenUp(cause);
        case SubdefMaker.Made.Good good -> put(making, good, fresh, place, old);
      };
    } finally {
      deleteQuietly(fresh);
    }
  }

  /// The picture to be put over the result; none when its record is gone.
  private static Optional<Path> watermark(Making making) {
    if (!(making.spec.output() instanceof SubdefSpec.Output.Image image)
        || image.watermark().record().isEmpty()) {
      return Optional.empty();
    }
    return making
        .records
        .subdef(image.watermark().record().getAsInt(), Subdef.DOCUMENT)
        .map(Subdef::path)
        .filter(Files::isRegularFile);
  }

  private Outcome put(
      Making making, SubdefMaker.Made.Good good, Path fresh, Path place, Optional<Subdef> old) {
    if (!jobs.owns(making.job)) {
      return new Outcome.Interrupted("another process took this job over");
    }
    moveInPlace(fresh, place);
    making.records.saveSubdef(
        making.order.record().record(),
        making.spec.name(),
        new NewFile(place, good.widthPixels(), good.heightPixels(), good.mime(), good.sizeBytes()),
        followUps(making, good.mime()));
    old.map(Subdef::path)
        .filter(path -> !path.equals(place))
        .ifPresent(SubdefCreation::deleteQuietly);
    deleteQuietly(place.resolveSibling("stamp_" + place.getFileName()));
    return new Outcome.Done(told(good));
  }

  /// `748 x 420, 12.4 s, 1503204 bytes; sound aac instead of libfdk_aac`
  static String told(SubdefMaker.Made.Good good) {
    var parts = new ArrayList<String>();
    if (good.widthPixels() > 0) {
      parts.add(good.widthPixels() + " x " + good.heightPixels());
    }
    if (good.length().isPositive()) {
      parts.add(String.format(Locale.ROOT, "%.1f s", good.length().toMillis() / 1000.0));
    }
    parts.add(good.sizeBytes() + " bytes");
    String facts = String.join(", ", parts);
    return good.note().isEmpty() ? facts : facts + "; " + good.note();
  }

  private List<Announcement> followUps(Making making, String mime) {
    if (!making.spec.metadata() || !metadataMimes.contains(mime)) {
      return List.of();
    }
    return List.of(
        new Announcement(
            making.job.followUpKey(QueueType.WRITE_METADATAS.queueName()),
            QueueType.WRITE_METADATAS.queueName(),
            Map.of(
                "recordId", making.order.record().record(),
                "databoxId", making.order.record().databox(),
                "subdefName", making.spec.name())));
  }

  private static void moveInPlace(Path fresh, Path place) {
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (var folder = FileChannel.open(place.resolveSibling("."), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new LibraryException("cannot put the finished file in its place " + place, e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("a file that is no longer needed stays behind: {}", file, e);
    }
  }
}
