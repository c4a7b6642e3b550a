package atelier.store;

import atelier.library.Caption;
import atelier.library.Field;
import atelier.library.MediaType;
import atelier.library.NewRecord;
import atelier.library.Record;
import atelier.library.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The statements that change `record`, `subdef`, `metadatas`, `technical_datas`, `memcached`.
///
/// - Shape: each belongs into the transaction of its caller.
final class RecordRows {
  private static final int LONGEST_TEXT = 255;

  private RecordRows() {}

  static int insert(Handle handle, NewRecord record, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO record (coll_id, parent_record_id, status, sha256, uuid, xml, moddate, credate,
              mime, type, jeton, originalname)
            VALUES (:collection, 0, :status, :sha256, :uuid, '', :now, :now,
              :mime, :type, 0, :originalName)
            """)
        .bind("collection", record.collectionId())
        .bind("status", record.status())
        .bind("sha256", record.sha256())
        .bind("uuid", record.uuid())
        .bind("now", Dialect.of(handle).datetime(now))
        .bind("mime", record.staged().mime())
        .bind("type", record.type().column())
        .bind("originalName", cut(Dialect.of(handle).fit(record.originalName()), LONGEST_TEXT))
        .executeAndReturnGeneratedKeys()
        .mapTo(Integer.class)
        .one();
  }

  /// Fills in what a half-made row may lack; the UUID, which files may bear already, stays.
  static void refill(Handle handle, int id, NewRecord record) {
    handle
        .createUpdate(
            """
            UPDATE record SET sha256 = :sha256, uuid = COALESCE(uuid, :uuid), mime = :mime,
              type = :type, originalname = COALESCE(originalname, :originalName)
            WHERE record_id = :record
            """)
        .bind("sha256", record.sha256())
        .bind("uuid", record.uuid())
        .bind("mime", record.staged().mime())
        .bind("type", record.type().column())
        .bind("originalName", cut(Dialect.of(handle).fit(record.originalName()), LONGEST_TEXT))
        .bind("record", id)
        .execute();
  }

  /// Sets and clears flags of a record, and notes the change.
  ///
  /// - Errors: [IllegalArgumentException] when there is no such record.
  static void flags(Handle handle, int record, int set, int clear, Instant now) {
    int changed =
        handle
            .createUpdate(
                """
                UPDATE record SET jeton = (jeton & ~:clear) | :set, moddate = :now
                WHERE record_id = :record
                """)
            .bind("clear", clear)
            .bind("set", set)
            .bind("now", Dialect.of(handle).datetime(now))
            .bind("record", record)
            .execute();
    if (changed != 1) {
      throw new IllegalArgumentException("there is no record " + record + " in this databox");
    }
  }

  /// A file's row to be.
  record FileRow(
      int record,
      String name,
      String folder,
      String file,
      int widthPixels,
      int heightPixels,
      String mime,
      long sizeBytes,
      String etag) {}

  /// Writes a file's row; one that exists keeps its number.
  static int upsert(Handle handle, FileRow row, Instant now) {
    var known = subdefId(handle, row.record(), row.name());
    var sql =
        known.isPresent()
            ? """
              UPDATE subdef SET path = :folder, file = :file, width = :width, height = :height,
                mime = :mime, size = :size, substit = 0, etag = :etag, dispatched = 1,
                updated_on = :now
              WHERE record_id = :record AND name = :name
              """
            : """
              INSERT INTO subdef (record_id, name, path, file, width, height, mime, size, substit,
                etag, dispatched, created_on, updated_on)
              VALUES (:record, :name, :folder, :file, :width, :height, :mime, :size, 0,
                :etag, 1, :now, :now)
              """;
    handle
        .createUpdate(sql)
        .bind("record", row.record())
        .bind("name", row.name())
        .bind("folder", row.folder())
        .bind("file", row.file())
        .bind("width", row.widthPixels())
        .bind("height", row.heightPixels())
        .bind("mime", row.mime())
        .bind("size", row.sizeBytes())
        .bind("etag", row.etag())
        .bind("now", Dialect.of(handle).datetime(now))
        .execute();
    return known.or(() -> subdefId(handle, row.record(), row.name())).orElseThrow();
  }

  private static Optional<Integer> subdefId(Handle handle, int record, String name) {
    return handle
        .createQuery("SELECT subdef_id FROM subdef WHERE record_id = :record AND name = :name")
        .bind("record", record)
        .bind("name", name)
        .mapTo(Integer.class)
        .findOne();
  }

  static void replaceTechnicalData(Handle handle, int record, Map<String, String> data) {
    handle
        .createUpdate("DELETE FROM technical_datas WHERE record_id = :record")
        .bind("record", record)
        .execute();
    if (data.isEmpty()) {
      return;
    }
    var dialect = Dialect.of(handle);
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO technical_datas (record_id, name, value) VALUES (:record, :name, :value)
            """);
    new TreeMap<>(data)
        .forEach(
            (name, value) ->
                batch
                    .bind("record", record)
                    .bind("name", name)
                    .bind("value", cut(dialect.fit(value), LONGEST_TEXT))
                    .add());
    batch.execute();
  }

  /// Replaces the values of the caption's fields, then writes the caption's XML.
  static void replaceCaption(
      Handle handle, int record, Caption caption, Map<String, String> technicalData) {
    var values = new ArrayList<CaptionXml.Value>();
    caption
        .values()
        .forEach(
            (field, texts) -> {
              handle
                  .createUpdate(
                      """
                      DELETE FROM metadatas WHERE record_id = :record AND meta_struct_id = :field
                      """)
                  .bind("record", record)
                  .bind("field", field.id())
                  .execute();
              texts.forEach(text -> values.add(insert(handle, record, field, text)));
            });
    handle
        .createUpdate("UPDATE record SET xml = :xml WHERE record_id = :record")
        .bind("xml", CaptionXml.write(record, List.copyOf(values), new TreeMap<>(technicalData)))
        .bind("record", record)
        .execute();
  }

  private static CaptionXml.Value insert(Handle handle, int record, Field field, String text) {
    long id =
        handle
            .createUpdate(
                """
                INSERT INTO metadatas (record_id, meta_struct_id, value)
                VALUES (:record, :field, :value)
                """)
            .bind("record", record)
            .bind("field", field.id())
            .bind("value", Dialect.of(handle).fit(text))
            .executeAndReturnGeneratedKeys()
            .mapTo(Long.class)
            .one();
    return new CaptionXml.Value(field.name(), field.id(), id, text);
  }

  /// Remembers what a source has become, for good.
  static void taken(Handle handle, String source, int record, Instant now) {
    handle
        .createUpdate(
            "REPLACE INTO atelier_taken (source_key, record_id, created) VALUES (:source, :record, :now)")
        .bind("source", source)
        .bind("record", record)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static Optional<Integer> takenAs(Handle handle, String source) {
    return handle
        .createQuery("SELECT record_id FROM atelier_taken WHERE source_key = :source")
        .bind("source", source)
        .mapTo(Integer.class)
        .findOne();
  }

  /// Tells the PHP side to drop what its caches hold of a record.
  static void dropCaches(Handle handle, int record, String servername) {
    handle
        .createUpdate(
            """
            REPLACE INTO memcached (type, value, site_id) VALUES ('record', :record, :site)
            """)
        .bind("record", record)
        .bind("site", servername)
        .execute();
  }

  static Optional<Record> find(Handle handle, int databox, int record) {
    return handle
        .createQuery(select(handle) + "WHERE record_id = :record")
        .bind("record", record)
        .map((row, _) -> record(row, databox))
        .findOne();
  }

  /// What [#record(ResultSet, int)] reads; a condition may follow.
  static String select(Handle handle) {
    var dialect = Dialect.of(handle);
    return """
        SELECT record_id, coll_id, parent_record_id, type, mime, sha256, uuid, originalname, status,
               jeton, %s AS created, %s AS modified
        FROM record
        """
        .formatted(dialect.epochSeconds("credate"), dialect.epochSeconds("moddate"));
  }

  static Record record(ResultSet row, int databox) throws SQLException {
    return new Record(
        new RecordId(databox, row.getInt("record_id")),
        row.getInt("coll_id"),
        row.getInt("parent_record_id") != 0,
        MediaType.ofColumn(row.getString("type")),
        row.getString("mime"),
        row.getString("sha256"),
        row.getString("uuid"),
        row.getString("originalname"),
        row.getLong("status"),
        row.getInt("jeton"),
        Instant.ofEpochSecond(row.getLong("created")),
        Instant.ofEpochSecond(row.getLong("modified")));
  }

  /// The text's beginning, of at most `length` characters, without half a character at its end.
  static String cut(@Nullable String text, int length) {
    if (text == null) {
      return "";
    }
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
