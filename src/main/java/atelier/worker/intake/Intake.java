package atelier.worker.intake;

import atelier.library.Caption;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.MediaType;
import atelier.library.NewRecord;
import atelier.library.NewRecord.StagedFile;
import atelier.library.Record;
import atelier.library.Records;
import atelier.library.SpreadFolders;
import atelier.library.Subdef;
import atelier.media.DocumentText;
import atelier.media.FileUuid;
import atelier.media.Metadata;
import atelier.media.MetadataTool;
import atelier.media.MimeDetector;
import atelier.media.TagChanges;
import atelier.media.TechnicalData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files into the library: copy, UUID, hash, technical data, caption, then record and
/// messages in one go.
///
/// - Effect once: a file whose metadata-stripped hash is in the databox is not taken again. Within
///   this process that holds for files taken at the same moment too.
/// - A crash leaves at most a hidden file `.atelier-intake-…` in a storage folder;
///   [IntakeLeftovers] removes it.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, record creation.
public final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  static final String STAGED_PREFIX = ".atelier-intake-";
  private static final String TEXT = "Phraseanet:pdf-text";
  private static final int LONGEST_EXTENSION = 10;
  private static final int LONGEST_NAME = 255;

  private final Library library;
  private final MetadataTool metadataTool;
  private final MimeDetector mimeDetector;
  private final DocumentText documentText;
  private final Announcements announcements;
  private final Clock clock;
  private final ConcurrentHashMap<String, ReentrantLock> sameContent = new ConcurrentHashMap<>();

  public Intake(
      Library library,
      MetadataTool metadataTool,
      MimeDetector mimeDetector,
      DocumentText documentText,
      IntakeSettings settings,
      Clock clock) {
    this.library = library;
    this.metadataTool = metadataTool;
    this.mimeDetector = mimeDetector;
    this.documentText = documentText;
    this.announcements = new Announcements(settings.metadataMimes());
    this.clock = clock;
  }

  /// Takes one file into a collection; the file itself is only read.
  ///
  /// - Shape: `originalName` is the name it shall be known by, with extension.
  /// - Errors: [atelier.OutsideException] when database, storage or a tool failed; nothing was
  ///   taken then.
  public Taken take(Path file, Collection collection, String originalName)
      throws InterruptedException {
    Optional<String> problem = problemOf(file, originalName);
    if (problem.isPresent()) {
      return new Taken.Refused(problem.get());
    }
    Databox databox =
        library
            .databox(collection.databoxId())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "databox " + collection.databoxId() + " does not exist"));
    Path staged = stage(file, databox);
    try {
      return takeStaged(staged, databox, collection, originalName);
    } finally {
      deleteQuietly(staged);
    }
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

  private Taken takeStaged(Path staged, Databox databox, Collection collection, String originalName)
      throws InterruptedException {
    String mime = mimeDetector.detect(staged, originalName);
    MediaType type = MediaType.ofMime(mime);
    String sha256 = metadataTool.strippedSha256(staged);
    var lock = sameContent.computeIfAbsent(databox.id() + sha256, _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      Records records = library.records(databox.id());
      Optional<Record> existing = records.withSha256(sha256);
      if (existing.isPresent() && isWhole(records, existing.get())) {
        return new Taken.AlreadyThere(existing.get().id());
      }
      Metadata metadata = metadataTool.read(staged);
      String uuid = uuid(staged, metadata, records, existing);
      var technicalData = TechnicalData.of(metadata, type, mime, Files.size(staged));
      Caption caption =
          new CaptionMapping(clock)
              .map(
                  databox.fields(),
                  metadata,
                  technicalData,
                  originalName,
                  textFor(databox, staged, mime));
      var document =
          new StagedFile(
              staged,
              extension(originalName),
              pixels(technicalData, "Width"),
              pixels(technicalData, "Height"),
              mime,
              Files.size(staged));
      var record =
          new NewRecord(
              collection.collectionId(),
              type,
              originalName,
              uuid,
              sha256,
              0,
              document,
              technicalData,
              caption,
              id -> announcements.ofNewRecord(databox, type, mime, caption, id));
      if (existing.isPresent()) {
        records.complete(existing.get().id().record(), record);
        return new Taken.Completed(existing.get().id());
      }
      return new Taken.Added(records.add(record));
    } catch (IOException e) {
      throw new LibraryException("cannot read the copy of " + originalName + ": " + staged, e);
    } finally {
      lock.unlock();
      sameContent.remove(databox.id() + sha256, lock);
    }
  }

  /// The words of a document, where a field of the databox takes them.
  private String textFor(Databox databox, Path staged, String mime) throws InterruptedException {
    return databox.fields().stream().anyMatch(field -> field.source().equalsIgnoreCase(TEXT))
        ? documentText.of(staged, mime)
        : "";
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
  private String uuid(Path staged, Metadata metadata, Records records, Optional<Record> existing)
      throws InterruptedException {
    Optional<String> before = existing.flatMap(Record::uuid);
    if (before.isPresent()) {
      return before.get();
    }
    Optional<String> own = FileUuid.of(metadata).filter(uuid -> records.withUuid(uuid).isEmpty());
    String uuid = own.orElseGet(() -> UUID.randomUUID().toString());
    var written =
        metadataTool.write(staged, new TagChanges(FileUuid.writtenAtFirst(uuid), false, 0));
    if (written instanceof MetadataTool.Written.Refused(String cause)) {
      log.debug("the UUID stays out of the file: {}", cause);
    }
    return uuid;
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
