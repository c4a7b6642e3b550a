package atelier.store;

import atelier.library.Announcement;
import atelier.library.Caption;
import atelier.library.Field;
import atelier.library.LibraryException;
import atelier.library.Likeness;
import atelier.library.NewFile;
import atelier.library.NewRecord;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Records;
import atelier.library.Subdef;
import atelier.queue.QueueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The records of one databox, in its tables and files.
///
/// A new document gets its last name inside the transaction that writes its rows, just before the
/// commit: what fails moves it back before the rollback, for after that somebody else may own the
/// number, and with it the name. A crash in between leaves a file without a row; on SQLite the next
/// record gets the same number and overwrites it, MariaDB never gives a number twice. When MariaDB
/// goes away in the middle of the commit, the file stays under its last name: never is there a row
/// without its file.
///
/// - Thread-safe.
final class JdbiRecords implements Records {
  private static final int WRITE_METADATA =
      Record.WRITE_DOCUMENT_METADATA | Record.WRITE_SUBDEF_METADATA;

  /// The columns `path` and `file` of `subdef`; where the server is not strict it would cut.
  private static final int LONGEST_PATH = 255;

  private final int databox;
  private final Database database;
  private final String servername;
  private final Clock clock;
  private final RecordHistory history;
  private final Happenings happenings;

  JdbiRecords(int databox, Database database, StoreSettings settings) {
    this.databox = databox;
    this.database = database;
    this.servername = settings.servername();
    this.clock = settings.clock();
    this.history = new RecordHistory(database, settings.site());
    this.happenings = new Happenings(databox, settings.servername());
  }

  @Override
  public Optional<Record> find(int record) {
    return database.read(
        "read record " + name(record), handle -> RecordRows.find(handle, databox, record));
  }

  @Override
  public List<Record> list(int after, int limit) {
    return database.read(
        "list records",
        handle ->
            handle
                .createQuery(
                    RecordRows.select(handle)
                        + "WHERE record_id > :after ORDER BY record_id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> RecordRows.record(row, databox))
                .list());
  }

  @Override
  public long count() {
    return database.read(
        "count records",
        handle -> handle.createQuery("SELECT COUNT(*) FROM record").mapTo(Long.class).one());
  }

  @Override
  public Optional<Record> withSha256(String sha256) {
    return oldest("WHERE sha256 = :wanted ORDER BY record_id LIMIT 1", sha256);
  }

  @Override
  public Optional<Record> withUuid(String uuid) {
    return oldest("WHERE uuid = :wanted ORDER BY record_id LIMIT 1", uuid);
  }

  @Override
  public Optional<Record> like(Likeness likeness, Set<Integer> ignoredCollections) {
    return database.read(
        "look for a record like a new file",
        handle -> Likenesses.oldest(handle, databox, likeness, ignoredCollections));
  }

  @Override
  public Optional<RecordId> takenAs(String source) {
    return database.read(
        "look for a record by its source",
        handle -> RecordRows.takenAs(handle, source).map(record -> new RecordId(databox, record)));
  }

  @Override
  public void addToStory(int story, int record, Caption ofFirst) {
    var now = clock.instant();
    database.change(
        "put record " + name(record) + " into story " + name(story),
        handle -> {
          if (StoryRows.add(handle, databox, story, record, now)) {
            var before = caption(handle, story);
            RecordRows.replaceCaption(handle, story, ofFirst, technicalData(handle, story));
            RecordRows.flags(
                handle,
                story,
                ofFirst.isEmpty() ? 0 : WRITE_METADATA | Record.MAKE_SUBDEFS,
                0,
                now);
            var told = happenings.edited(handle, story, before, caption(handle, story));
            JdbiOutbox.put(handle, List.of(told), now);
          }
          RecordRows.flags(handle, story, Record.TO_INDEX, 0, now);
          RecordRows.dropCaches(handle, story, servername);
        });
  }

  private Optional<Record> oldest(String where, String wanted) {
    return database.read(
        "look for a record",
        handle ->
            handle
                .createQuery(RecordRows.select(handle) + where)
                .bind("wanted", wanted)
                .map((row, _) -> RecordRows.record(row, databox))
                .findOne());
  }

  @Override
  public List<Subdef> subdefs(int record) {
    return database.read(
        "list the files of record " + name(record), handle -> subdefs(handle, record));
  }

  @Override
  public Optional<Subdef> subdef(int record, String name) {
    return subdefs(record).stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private List<Subdef> subdefs(Handle handle, int record) {
    return handle
        .createQuery(
            """
            SELECT name, path, file, width, height, mime, size, substit, %s AS updated
            FROM subdef WHERE record_id = :record
            ORDER BY CASE name WHEN 'document' THEN 0 ELSE 1 END, name
            """
                .formatted(Dialect.of(handle).epochSeconds("updated_on")))
        .bind("record", record)
        .map(
            (row, _) ->
                new Subdef(
                    new RecordId(databox, record),
                    row.getString("name"),
                    Path.of(row.getString("path")),
                    row.getString("file"),
                    row.getInt("width"),
                    row.getInt("height"),
                    row.getString("mime"),
                    row.getLong("size"),
                    row.getBoolean("substit"),
                    Instant.ofEpochSecond(row.getLong("updated"))))
        .list();
  }

  @Override
  public Caption caption(int record) {
    return database.read(
        "read the caption of record " + name(record), handle -> caption(handle, record));
  }

  /// A field's number and one of its values.
  private record Value(int field, String text) {}

  private static Caption caption(Handle handle, int record) {
    var fields =
        JdbiLibrary.fields(handle).stream()
            .collect(Collectors.toMap(Field::id, Function.identity()));
    var rows =
        handle
            .createQuery(
                """
                SELECT m.meta_struct_id, m.value
                FROM metadatas m JOIN metadatas_structure s ON s.id = m.meta_struct_id
                WHERE m.record_id = :record
                ORDER BY s.sorter, s.id, m.id
                """)
            .bind("record", record)
            .map(
                (row, _) ->
                    new Value(
                        row.getInt("meta_struct_id"),
                        row.getString("value").replace("\r\n", "\n").replace('\r', '\n')))
            .list();
    var values = new LinkedHashMap<Field, List<String>>();
    for (Value row : rows) {
      Field field = fields.get(row.field());
      if (field != null) {
        var texts = values.computeIfAbsent(field, _ -> new ArrayList<>());
        if (field.multi() || texts.isEmpty()) {
          texts.add(row.text());
        }
      }
    }
    return new Caption(values);
  }

  @Override
  public Map<String, String> technicalData(int record) {
    return database.read(
        "read the technical data of record " + name(record),
        handle -> technicalData(handle, record));
  }

  private static Map<String, String> technicalData(Handle handle, int record) {
    return handle
        .createQuery(
            """
            SELECT name, value FROM technical_datas WHERE record_id = :record ORDER BY name
            """)
        .bind("record", record)
        .reduceRows(
            new LinkedHashMap<String, String>(),
            (all, row) -> {
              all.put(row.getColumn("name", String.class), row.getColumn("value", String.class));
              return all;
            });
  }

  @Override
  public RecordId add(NewRecord record) {
    return withDocumentInPlace(
        record,
        "add a record",
        (handle, log, now) -> {
          int id = RecordRows.insert(handle, record, now);
          RecordHistory.added(handle, log, id, record.collectionId(), now);
          return id;
        });
  }

  @Override
  public void complete(int id, NewRecord missing) {
    withDocumentInPlace(
        missing,
        "complete record " + name(id),
        (handle, _, _) -> {
          if (RecordRows.find(handle, databox, id).isEmpty()) {
            throw new IllegalArgumentException("there is no record " + name(id));
          }
          RecordRows.refill(handle, id, missing);
          RecordRows.dropCaches(handle, id, servername);
          return id;
        });
  }

  /// Makes or finds the record's own row and returns its number.
  @FunctionalInterface
  private interface Row {
    int in(Handle handle, int log, Instant now);
  }

  private RecordId withDocumentInPlace(NewRecord record, String doing, Row row) {
    var now = clock.instant();
    int log = history.logRow(now);
    try {
      var placing = new Placing(record.staged().path());
      return database.write(
          doing,
          handle -> write(handle, record, row.in(handle, log, now), placing, now),
          placing::undo);
    } catch (IOException e) {
      throw new LibraryException("cannot " + doing + ": " + e.getMessage(), e);
    }
  }

  private RecordId write(Handle handle, NewRecord record, int number, Placing placing, Instant now)
      throws IOException {
    fill(handle, number, record, placing.rename(record.staged().nameFor(number)), now);
    return new RecordId(databox, number);
  }

  private void fill(Handle handle, int id, NewRecord record, Path document, Instant now)
      throws IOException {
    var staged = record.staged();
    var file =
        new NewFile(
            document,
            staged.widthPixels(),
            staged.heightPixels(),
            staged.mime(),
            staged.sizeBytes());
    Caption caption = record.captionOf(id);
    RecordRows.replaceTechnicalData(handle, id, record.technicalData());
    RecordRows.replaceCaption(handle, id, caption, record.technicalData());
    saveFile(
        handle,
        id,
        Subdef.DOCUMENT,
        file,
        Permalinks.label(caption.title(), record.originalName()),
        now);
    record.source().ifPresent(source -> RecordRows.taken(handle, source, id, now));
    var announcements = record.announcements().apply(new RecordId(databox, id));
    RecordRows.flags(handle, id, flags(record, announcements), 0, now);
    JdbiOutbox.put(handle, announcements, now);
    JdbiOutbox.put(handle, List.of(happenings.created(handle, id)), now);
  }

  private static int flags(NewRecord record, List<Announcement> announcements) {
    boolean subdefs =
        announcements.stream()
            .anyMatch(each -> each.type().equals(QueueType.SUBDEF_CREATION.queueName()));
    return Record.TO_INDEX
        | (subdefs ? Record.MAKE_SUBDEFS : 0)
        | (record.caption().isEmpty() && record.numberFields().isEmpty() ? 0 : WRITE_METADATA);
  }

  private static void saveFile(
      Handle handle, int record, String name, NewFile file, String label, Instant now)
      throws IOException {
    var path = file.path().toAbsolutePath().normalize();
    int subdef =
        RecordRows.upsert(
            handle,
            new RecordRows.FileRow(
                record,
                name,
                storable(handle, StoredFiles.folderOf(path)),
                storable(handle, path.getFileName()),
                file.widthPixels(),
                file.heightPixels(),
                file.mime(),
                file.sizeBytes(),
                StoredFiles.etag(path)),
            now);
    Permalinks.ensure(handle, subdef, label, now);
  }

  /// A wrong path would be worse than none.
  private static String storable(Handle handle, Object path) {
    String text = path.toString();
    if (text.length() > LONGEST_PATH || !Dialect.of(handle).fit(text).equals(text)) {
      throw new IllegalArgumentException("the table subdef cannot hold the path or name " + text);
    }
    return text;
  }

  @Override
  public void saveSubdef(int record, String name, NewFile file, List<Announcement> announcements) {
    var now = clock.instant();
    database.change(
        "save " + name + " of record " + name(record),
        handle -> {
          RecordRows.flags(handle, record, Record.TO_INDEX, Record.MAKE_SUBDEFS, now);
          saveFile(handle, record, name, file, label(handle, record), now);
          RecordRows.dropCaches(handle, record, servername);
          JdbiOutbox.put(handle, announcements, now);
          JdbiOutbox.put(handle, List.of(happenings.subdefMade(handle, record, name)), now);
        });
  }

  @Override
  public void subdefFailed(int record, String name) {
    database.change(
        "tell that " + name + " of record " + name(record) + " could not be made",
        handle -> {
          if (RecordRows.find(handle, databox, record).isPresent()) {
            var told = happenings.subdefFailed(handle, record, name);
            JdbiOutbox.put(handle, List.of(told), clock.instant());
          }
        });
  }

  private String label(Handle handle, int record) {
    return Permalinks.label(
        caption(handle, record).title(),
        RecordRows.find(handle, databox, record).flatMap(Record::originalName).orElse(""));
  }

  @Override
  public void metadataWritten(int record, String subdefName, long sizeBytes) {
    var now = clock.instant();
    database.change(
        "note the metadata written into " + subdefName + " of record " + name(record),
        handle -> {
          var file =
              subdefs(handle, record).stream()
                  .filter(each -> each.name().equals(subdefName))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "record " + name(record) + " has no " + subdefName));
          handle
              .createUpdate(
                  """
                  UPDATE subdef SET size = :size, etag = :etag, updated_on = :now
                  WHERE record_id = :record AND name = :name
                  """)
              .bind("size", sizeBytes)
              .bind("etag", Files.exists(file.path()) ? StoredFiles.etag(file.path()) : null)
              .bind("now", Dialect.of(handle).datetime(now))
              .bind("record", record)
              .bind("name", subdefName)
              .execute();
          RecordRows.flags(handle, record, Record.TO_INDEX, WRITE_METADATA, now);
          RecordRows.dropCaches(handle, record, servername);
        });
  }

  @Override
  public void metadataRefused(int record) {
    var now = clock.instant();
    database.change(
        "note that metadata cannot be written into record " + name(record),
        handle -> {
          RecordRows.flags(handle, record, 0, WRITE_METADATA, now);
          RecordRows.dropCaches(handle, record, servername);
        });
  }

  @Override
  public void workBegan(int record, String action, String subdefName, Instant started) {
    int log = history.logRow(clock.instant());
    database.change(
        "note that " + action + " of record " + name(record) + " began",
        handle ->
            RecordHistory.work(
                handle,
                log,
                new RecordHistory.Key(record, action, subdefName, started),
                null,
                "running"));
  }

  @Override
  public void workEnded(
      int record, String action, String subdefName, Instant started, Instant ended, String status) {
    int log = history.logRow(clock.instant());
    database.change(
        "note that " + action + " of record " + name(record) + " ended",
        handle ->
            RecordHistory.work(
                handle,
                log,
                new RecordHistory.Key(record, action, subdefName, started),
                ended,
                status));
  }

  @Override
  public List<Integer> takeToIndex(int limit) {
    if (countToIndex("(jeton & (:wanted | :indexing)) = :wanted") == 0) {
      return List.of();
    }
    return database.write(
        "take records for the index",
        handle -> {
          var taken =
              handle
                  .createQuery(
                      """
                      SELECT record_id FROM record
                      WHERE jeton >= :wanted AND (jeton & (:wanted | :indexing)) = :wanted
                      ORDER BY moddate, record_id LIMIT :limit
                      """
                          + Dialect.of(handle).forUpdateOfFree())
                  .bind("wanted", Record.TO_INDEX)
                  .bind("indexing", Record.INDEXING)
                  .bind("limit", limit)
                  .mapTo(Integer.class)
                  .list();
          change(handle, taken, Record.INDEXING, Record.TO_INDEX);
          return taken;
        });
  }

  @Override
  public void indexed(List<Integer> records) {
    if (!records.isEmpty()) {
      database.change(
          "note indexed records", handle -> change(handle, records, 0, Record.INDEXING));
    }
  }

  /// Sets and clears flags without touching the moment of the last change.
  private static void change(Handle handle, List<Integer> records, int set, int clear) {
    if (records.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            UPDATE record SET jeton = (jeton & ~:clear) | :set WHERE record_id = :record
            """);
    records.forEach(
        record -> batch.bind("set", set).bind("clear", clear).bind("record", record).add());
    batch.execute();
  }

  @Override
  public void askAgainToIndex() {
    database.change(
        "ask again for the index",
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE record SET jeton = (jeton & ~:indexing) | :wanted
                    WHERE jeton >= :indexing AND (jeton & :indexing) > 0
                    """)
                .bind("indexing", Record.INDEXING)
                .bind("wanted", Record.TO_INDEX)
                .execute());
  }

  @Override
  public long toIndex() {
    return countToIndex("(jeton & (:wanted | :indexing)) > 0");
  }

  private long countToIndex(String condition) {
    return database.read(
        "count the records to index",
        handle ->
            handle
                // The first condition lets the index on jeton pass over records at rest.
                .createQuery("SELECT COUNT(*) FROM record WHERE jeton >= :wanted AND " + condition)
                .bind("wanted", Record.TO_INDEX)
                .bind("indexing", Record.INDEXING)
                .mapTo(Long.class)
                .one());
  }

  private String name(int record) {
    return new RecordId(databox, record).toString();
  }
}
