package atelier.worker.intake;

import atelier.library.Caption;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Field;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.MediaType;
import atelier.library.NewRecord;
import atelier.library.NewRecord.StagedFile;
import atelier.library.Quarantine;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Records;
import atelier.library.SpreadFolders;
import atelier.library.Subdef;
import atelier.media.FileUuid;
import atelier.media.MediaException;
import atelier.media.Metadata;
import atelier.media.MetadataTool;
import atelier.media.TagChanges;
import atelier.media.TechnicalData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files into the library: copy, hash, technical data, checks, UUID, caption, then record and
/// messages in one go; or rows and files of the quarantine.
///
/// - Effect once: what has a source becomes one record or one quarantined file, however often it is
///   brought. Without one, and taken once only ([Consignment.Manner#ONCE]), a file whose
///   metadata-stripped hash is in the databox is not taken again; within this process that holds
///   for files taken at the same moment too.
/// - A crash leaves at most a hidden file `.atelier-intake-…` in a storage folder;
///   [IntakeLeftovers] removes it.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, record creation.
public final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final DateTimeFormatter EDITED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  static final String STAGED_PREFIX = ".atelier-intake-";
  private static final int LONGEST_EXTENSION = 10;
  private static final int LONGEST_NAME = 255;

  private final Library library;
  private final Quarantine quarantine;
  private final QuarantineFolder folder;
  private final IntakeTools tools;
  private final BorderControl border;
  private final Announcements announcements;
  private final Clock clock;
  private final ConcurrentHashMap<String, ReentrantLock> sameContent = new ConcurrentHashMap<>();

  public Intake(
      Library library,
      Quarantine quarantine,
      IntakeTools tools,
      IntakeSettings settings,
      Clock clock) {
    this.library = library;
    this.quarantine = quarantine;
    this.folder = new QuarantineFolder(settings.quarantine(), tools.thumbnails());
    this.tools = tools;
    this.border = new BorderControl(settings.border());
    this.announcements = new Announcements(settings.metadataMimes());
    this.clock = clock;
  }

  /// Takes one file in; the file itself is only read.
  ///
  /// - Errors: [atelier.OutsideException] when database, storage or a tool failed; nothing was
  ///   taken then.
  public Taken take(Consignment consignment) throws InterruptedException {
    Optional<Taken> known =
        consignment.source().flatMap(source -> takenAs(source, consignment.collection()));
    if (known.isPresent()) {
      return known.get();
    }
    Optional<String> problem = problemOf(consignment.file(), consignment.originalName());
    if (problem.isPresent()) {
      return new Taken.Refused(problem.get());
    }
    Databox databox = databox(consignment.collection());
    Path staged = stage(consignment.file(), databox);
    try {
      return takeStaged(staged, databox, consignment);
    } finally {
      deleteQuietly(staged);
    }
  }

  /// What a source has become before, when it was brought for this collection's databox.
  public Optional<Taken> takenAs(String source, Collection collection) {
    Optional<Taken> record =
        library.records(collection.databoxId()).takenAs(source).map(Taken.AlreadyThere::new);
    return record.or(
        () -> quarantine.takenAs(source).map(id -> new Taken.Quarantined(id, List.of())));
  }

  /// Makes a record of a quarantined file, with all that was said of it; then it is no longer in
  /// quarantine.
  ///
  /// - Effect once: the record remembers where it came from, so that a second try only tidies up.
  /// - Errors: [IllegalArgumentException] when its collection no longer exists.
  public Taken accept(Quarantine.Arrival arrival) throws InterruptedException {
    Collection collection =
        library
            .collection(arrival.baseId())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "its collection " + arrival.baseId() + " no longer exists"));
    var said = QuarantineNotes.read(collection.databoxId(), arrival.attributes());
    Taken taken =
        take(
            new Consignment(
                folder.path(arrival.file()),
                collection,
                arrival.originalName(),
                said.values(),
                said.status(),
                said.story(),
                arrival.user(),
                Optional.of("quarantine:" + arrival.id() + ":" + arrival.uuid()),
                said.quarantined(),
                Consignment.Manner.FORCED));
    if (!(taken instanceof Taken.Refused)) {
      putIntoStory(taken, said.story());
      reject(arrival);
    }
    return taken;
  }

  private void putIntoStory(Taken taken, Optional<Integer> story) {
    Optional<RecordId> made =
        switch (taken) {
          case Taken.Added(RecordId id) -> Optional.of(id);
          case Taken.AlreadyThere(RecordId id) -> Optional.of(id);
          case Taken.Completed(RecordId id) -> Optional.of(id);
          case Taken.Quarantined _, Taken.Refused _ -> Optional.empty();
        };
    if (made.isPresent() && story.isPresent()) {
      Records records = library.records(made.get().databox());
      if (records.find(story.get()).filter(Record::story).isPresent()) {
        records.addToStory(story.get(), made.get().record(), records.caption(made.get().record()));
      }
    }
  }

  /// Takes a file out of the quarantine, rows first: what a crash leaves nobody speaks of.
  public void reject(Quarantine.Arrival arrival) {
    quarantine.remove(arrival.id());
    folder.remove(new QuarantineFolder.Stored(arrival.file(), arrival.thumbnail()));
  }

  private Databox databox(Collection collection) {
    return library
        .databox(collection.databoxId())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "databox " + collection.databoxId() + " does not exist"));
  }

  private static Optional<String> problemOf(Path file, String originalName) {
    if (originalName.length() > LONGEST_NAME) {
      return Optional.of("the name is longer than " + LONGEST_NAME + " characters");
    }
    if (!Files.exists(file)) {
      return Optional.of("there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of("not a file");
    }
    if (!Files.isReadable(file)) {
      return Optional.of("the file may not be read by this user");
    }
    try {
      return Files.size(file) == 0 ? Optional.of("the file is empty") : Optional.empty();
    } catch (IOException e) {
      return Optional.of("the file cannot be read: " + e.getMessage());
    }
  }

  private Path stage(Path file, Databox databox) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Path folder = SpreadFolders.next(databox.structure().documents(), today);
    Path staged = folder.resolve(STAGED_PREFIX + UUID.randomUUID());
    try {
      Files.copy(file, staged);
      return staged;
    } catch (IOException e) {
      deleteQuietly(staged);
      throw new LibraryException("cannot copy " + file + " into the storage " + folder, e);
    }
  }

  /// A file with what it says of itself.
  private record Inspected(
      Consignment consignment,
      Databox databox,
      Path staged,
      MediaType type,
      String mime,
      String sha256,
      Metadata metadata,
      Map<String, String> technicalData,
      long sizeBytes) {

    BorderControl.Facts facts() {
      return new BorderControl.Facts(
          consignment.originalName(), type, sha256, FileUuid.of(metadata), technicalData);
    }
  }

  private Taken takeStaged(Path staged, Databox databox, Consignment consignment)
      throws InterruptedException {
    String mime = tools.mimes().detect(staged, consignment.originalName());
    String sha256 = tools.metadata().strippedSha256(staged);
    var lock = sameContent.computeIfAbsent(databox.id() + sha256, _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      Records records = library.records(databox.id());
      Optional<Record> existing = records.withSha256(sha256);
      boolean once = consignment.manner() == Consignment.Manner.ONCE;
      if (once && existing.isPresent() && isWhole(records, existing.get())) {
        return new Taken.AlreadyThere(existing.get().id());
      }
      MediaType type = MediaType.ofMime(mime);
      Metadata metadata = tools.metadata().read(staged);
      long size = Files.size(staged);
      var inspected =
          new Inspected(
              consignment,
              databox,
              staged,
              type,
              mime,
              sha256,
              metadata,
              TechnicalData.of(metadata, type, mime, size),
              size);
      Optional<Record> halfMade =
          existing.filter(record -> isHalfMade(records, record, consignment));
      return takeInspected(inspected, records, halfMade);
    } catch (IOException e) {
      throw new LibraryException(
          "cannot read the copy of " + consignment.originalName() + ": " + staged, e);
    } finally {
      lock.unlock();
      sameContent.remove(databox.id() + sha256, lock);
    }
  }

  /// The same content came before and lost its file on the way, or since.
  private static boolean isHalfMade(Records records, Record record, Consignment consignment) {
    boolean sameWish =
        record.collectionId() == consignment.collection().collectionId()
            && record.originalName().equals(Optional.of(consignment.originalName()));
    return switch (consignment.manner()) {
      case ONCE -> true;
      case CHECKED -> sameWish && !isWhole(records, record);
      case FORCED, QUARANTINED -> false;
    };
  }

  private Taken takeInspected(Inspected inspected, Records records, Optional<Record> halfMade)
      throws InterruptedException {
    if (halfMade.isPresent()) {
      String uuid = uuid(inspected, records, halfMade);
      records.complete(halfMade.get().id().record(), record(inspected, uuid));
      return new Taken.Completed(halfMade.get().id());
    }
    Collection collection = inspected.consignment.collection();
    return switch (inspected.consignment.manner()) {
      case ONCE, CHECKED -> {
        var failed = border.failed(inspected.facts(), inspected.databox, collection, records);
        yield failed.isEmpty() ? add(inspected, records) : quarantine(inspected, failed);
      }
      case FORCED -> add(inspected, records);
      case QUARANTINED -> quarantine(inspected, List.of());
    };
  }

  private Taken add(Inspected inspected, Records records) throws InterruptedException {
    String uuid = uuid(inspected, records, Optional.empty());
    return new Taken.Added(records.add(record(inspected, uuid)));
  }

  private NewRecord record(Inspected inspected, String uuid) throws InterruptedException {
    Consignment consignment = inspected.consignment;
    Caption caption = caption(inspected);
    List<Field> numberFields = fieldsOf(inspected.databox, PseudoTags.RECORD_NUMBER);
    boolean said = !caption.isEmpty() || !numberFields.isEmpty();
    return new NewRecord(
        consignment.collection().collectionId(),
        inspected.type,
        consignment.originalName(),
        uuid,
        inspected.sha256,
        consignment.status(),
        new StagedFile(
            inspected.staged,
            extension(consignment.originalName()),
            pixels(inspected.technicalData, "Width"),
            pixels(inspected.technicalData, "Height"),
            inspected.mime,
            sizeOf(inspected)),
        inspected.technicalData,
        caption,
        id ->
            announcements.ofNewRecord(inspected.databox, inspected.type, inspected.mime, said, id),
        numberFields,
        consignment.source());
  }

  /// The UUID was written into the copy meanwhile.
  private static long sizeOf(Inspected inspected) {
    try {
      return Files.size(inspected.staged);
    } catch (IOException e) {
      throw new LibraryException("cannot read the copy " + inspected.staged, e);
    }
  }

  private Caption caption(Inspected inspected) throws InterruptedException {
    Consignment consignment = inspected.consignment;
    List<Field> fields = inspected.databox.fields();
    Optional<String> text =
        fieldsOf(inspected.databox, PseudoTags.TEXT).isEmpty()
            ? Optional.empty()
            : tools.texts().of(inspected.staged, inspected.mime);
    Caption mapped =
        CaptionMapping.map(
            fields,
            inspected.metadata,
            consignment.values(),
            PseudoTags.of(inspected.technicalData, consignment.originalName(), clock)
                .withText(text)
                .withQuarantine(consignment.quarantined()));
    if (consignment.source().isEmpty()) {
      return mapped;
    }
    var values = new LinkedHashMap<>(mapped.values());
    fieldsOf(inspected.databox, PseudoTags.EDIT_DATE)
        .forEach(field -> values.put(field, List.of(EDITED.format(PseudoTags.now(clock)))));
    return new Caption(values);
  }

  private static List<Field> fieldsOf(Databox databox, String tag) {
    return databox.fields().stream().filter(field -> field.source().equalsIgnoreCase(tag)).toList();
  }

  /// The file keeps the UUID it bears, though a record may have it too.
  private Taken quarantine(Inspected inspected, List<String> failed) throws InterruptedException {
    Consignment consignment = inspected.consignment;
    String uuid = FileUuid.of(inspected.metadata).orElseGet(() -> UUID.randomUUID().toString());
    write(inspected.staged, uuid);
    var stored =
        folder.store(
            new QuarantineFolder.Wish(
                inspected.staged,
                consignment.originalName(),
                inspected.mime,
                inspected.type,
                pixels(inspected.technicalData, "Width"),
                pixels(inspected.technicalData, "Height")));
    try {
      int id =
          quarantine.add(
              new Quarantine.NewArrival(
                  stored.file(),
                  stored.thumbnail(),
                  consignment.originalName(),
                  consignment.collection(),
                  uuid,
                  inspected.sha256,
                  consignment.manner() == Consignment.Manner.QUARANTINED,
                  sizeOf(inspected),
                  consignment.user(),
                  failed,
                  QuarantineNotes.of(consignment, PseudoTags.STAMP.format(PseudoTags.now(clock))),
                  consignment.source()));
      return new Taken.Quarantined(id, failed);
    } catch (LibraryException e) {
      folder.remove(stored);
      throw e;
    }
  }

  private static boolean isWhole(Records records, Record record) {
    return records
        .subdef(record.id().record(), Subdef.DOCUMENT)
        .map(Subdef::path)
        .filter(Files::isRegularFile)
        .isPresent();
  }

  /// The file's own UUID, unless another record has it; else a new one, which is written into the
  /// copy.
  private String uuid(Inspected inspected, Records records, Optional<Record> existing)
      throws InterruptedException {
    Optional<String> before = existing.flatMap(Record::uuid);
    if (before.isPresent()) {
      return before.get();
    }
    String uuid =
        FileUuid.of(inspected.metadata)
            .filter(own -> records.withUuid(own).isEmpty())
            .orElseGet(() -> UUID.randomUUID().toString());
    write(inspected.staged, uuid);
    return uuid;
  }

  /// A file that takes no UUID is taken in as it is.
  private void write(Path staged, String uuid) throws InterruptedException {
    try {
      var written =
          tools.metadata().write(staged, new TagChanges(FileUuid.writtenAtFirst(uuid), false, 0));
      if (written instanceof MetadataTool.Written.Refused(String cause)) {
        log.debug("the UUID stays out of the file: {}", cause);
      }
    } catch (MediaException e) {
      log.warn("the UUID stays out of the file {}", staged.getFileName(), e);
    }
  }

  private static int pixels(Map<String, String> technicalData, String name) {
    String text = technicalData.getOrDefault(name, "0");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /// Lower case, letters and digits only: it becomes part of a file name of ours.
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return extension.matches("[a-z0-9]{1," + LONGEST_EXTENSION + "}") ? extension : "";
  }

  private static void deleteQuietly(Path staged) {
    try {
      Files.deleteIfExists(staged);
    } catch (IOException e) {
      log.warn("a copy that is no longer needed stays behind: {}", staged, e);
    }
  }
}
