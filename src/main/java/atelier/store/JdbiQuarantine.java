package atelier.store;

import atelier.json.Json;
import atelier.library.Quarantine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `LazaretSessions`, `LazaretFiles`, `LazaretChecks`, `LazaretAttributes`.
///
/// - Thread-safe.
final class JdbiQuarantine implements Quarantine {
  private static final String CHECKS = "Alchemy\\Phrasea\\Border\\Checker\\";
  private static final int LONGEST_NAME = 256;

  private final Database database;
  private final Clock clock;

  JdbiQuarantine(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public int add(NewArrival arrival) {
    return database.write(
        "quarantine " + arrival.originalName(),
        handle ->
            arrival
                .source()
                .flatMap(source -> takenAs(handle, source))
                .orElseGet(() -> insert(handle, arrival, clock.instant())));
  }

  private static int insert(Handle handle, NewArrival arrival, Instant now) {
    String moment = Dialect.of(handle).datetime(now);
    int session = session(handle, arrival.user(), moment);
    int file = insertFile(handle, arrival, session, moment);
    arrival.checks().forEach(check -> insertCheck(handle, file, check));
    arrival.attributes().forEach(each -> insertAttribute(handle, file, each, moment));
    arrival
        .source()
        .ifPresent(
            source ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO atelier_quarantined (source_key, lazaret_file_id, created)
                        VALUES (:source, :file, :now)
                        """)
                    .bind("source", source)
                    .bind("file", file)
                    .bind("now", now.toEpochMilli())
                    .execute());
    notifyOf(handle, arrival, now);
    return file;
  }

  private static int session(Handle handle, Optional<Integer> user, String moment) {
    return handle
        .createUpdate(
            """
            INSERT INTO LazaretSessions (user_id, created, updated) VALUES (:user, :now, :now)
            """)
        .bind("user", user.orElse(null))
        .bind("now", moment)
        .executeAndReturnGeneratedKeys()
        .mapTo(Integer.class)
        .one();
  }

  private static int insertFile(Handle handle, NewArrival arrival, int session, String moment) {
    return handle
        .createUpdate(
            """
            INSERT INTO LazaretFiles (filename, thumbFilename, originalName, base_id, uuid, sha256,
              forced, created, updated, lazaret_session_id, size)
            VALUES (:file, :thumbnail, :originalName, :base, :uuid, :sha256,
              :forced, :now, :now, :session, :size)
            """)
        .bind("file", arrival.file())
        .bind("thumbnail", arrival.thumbnail())
        .bind(
            "originalName",
            RecordRows.cut(Dialect.of(handle).fit(arrival.originalName()), LONGEST_NAME))
        .bind("base", arrival.collection().baseId())
        .bind("uuid", arrival.uuid())
        .bind("sha256", arrival.sha256())
        .bind("forced", arrival.forced() ? 1 : 0)
        .bind("now", moment)
        .bind("session", session)
        .bind("size", arrival.sizeBytes())
        .executeAndReturnGeneratedKeys()
        .mapTo(Integer.class)
        .one();
  }

  private static void insertCheck(Handle handle, int file, String check) {
    handle
        .createUpdate(
            """
            INSERT INTO LazaretChecks (checkClassname, lazaret_file_id) VALUES (:check, :file)
            """)
        .bind("check", CHECKS + check)
        .bind("file", file)
        .execute();
  }

  private static void insertAttribute(Handle handle, int file, Attribute attribute, String moment) {
    handle
        .createUpdate(
            """
            INSERT INTO LazaretAttributes (name, value, created, updated, lazaret_file_id)
            VALUES (:name, :value, :now, :now, :file)
            """)
        .bind("name", attribute.name())
        .bind("value", Dialect.of(handle).fit(attribute.value()))
        .bind("now", moment)
        .bind("file", file)
        .execute();
  }

  private static void notifyOf(Handle handle, NewArrival arrival, Instant now) {
    var told = new LinkedHashMap<String, Object>();
    told.put("filename", arrival.originalName());
    told.put("reasons", arrival.checks().stream().map(check -> CHECKS + check).toList());
    arrival
        .user()
        .map(user -> displayName(handle, user))
        .ifPresent(name -> told.put("sender", name));
    byte[] text = Json.write(told).getBytes(StandardCharsets.UTF_8);
    Set<Integer> readers =
        arrival
            .user()
            .map(Set::of)
            .orElseGet(
                () -> Rights.users(handle, "canaddrecord", arrival.collection().baseId(), now));
    for (int reader : readers.stream().sorted().toList()) {
      handle
          .createUpdate(
              """
              INSERT INTO notifications (usr_id, type, unread, mailed, datas, created_on)
              VALUES (:user, 'notify_uploadquarantine', 1, 0, :told, :now)
              """)
          .bind("user", reader)
          .bind("told", text)
          .bind("now", Dialect.of(handle).datetime(now))
          .execute();
    }
  }

  private static String displayName(Handle handle, int user) {
    return handle
        .createQuery("SELECT first_name, last_name, login FROM Users WHERE id = :user")
        .bind("user", user)
        .map(
            (row, _) -> {
              String name = (text(row.getString(1)) + " " + text(row.getString(2))).strip();
              return name.isEmpty() ? text(row.getString(3)) : name;
            })
        .findOne()
        .orElse("");
  }

  private static String text(@Nullable String column) {
    return column == null ? "" : column.strip();
  }

  @Override
  public List<Arrival> list(int after, int limit) {
    return database.read(
        "list the quarantine",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM LazaretFiles WHERE id > :after ORDER BY id LIMIT :limit
                    """)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .list()
                .stream()
                .flatMap(id -> find(handle, id).stream())
                .toList());
  }

  @Override
  public Optional<Arrival> find(int id) {
    return database.read("read the quarantined file " + id, handle -> find(handle, id));
  }

  private static Optional<Arrival> find(Handle handle, int id) {
    var checks =
        handle
            .createQuery(
                "SELECT checkClassname FROM LazaretChecks WHERE lazaret_file_id = :id ORDER BY id")
            .bind("id", id)
            .mapTo(String.class)
            .list()
            .stream()
            .map(name -> name.substring(name.lastIndexOf('\\') + 1))
            .toList();
    var attributes =
        handle
            .createQuery(
                """
                SELECT name, value FROM LazaretAttributes WHERE lazaret_file_id = :id ORDER BY id
                """)
            .bind("id", id)
            .map((row, _) -> new Attribute(row.getString("name"), row.getString("value")))
            .list();
    return handle
        .createQuery(
            """
            SELECT f.*, s.user_id, %s AS moment
            FROM LazaretFiles f LEFT JOIN LazaretSessions s ON s.id = f.lazaret_session_id
            WHERE f.id = :id
            """
                .formatted(Dialect.of(handle).epochSeconds("f.created")))
        .bind("id", id)
        .map(
            (row, _) -> {
              int user = row.getInt("user_id");
              return new Arrival(
                  id,
                  row.getString("filename"),
                  row.getString("thumbFilename"),
                  row.getString("originalName"),
                  row.getInt("base_id"),
                  row.getString("uuid"),
                  row.getString("sha256"),
                  row.getBoolean("forced"),
                  user == 0 ? Optional.empty() : Optional.of(user),
                  row.getLong("size"),
                  Instant.ofEpochSecond(row.getLong("moment")),
                  checks,
                  attributes);
            })
        .findOne();
  }

  @Override
  public Optional<Integer> takenAs(String source) {
    return database.read(
        "look for a quarantined file by its source", handle -> takenAs(handle, source));
  }

  private static Optional<Integer> takenAs(Handle handle, String source) {
    return handle
        .createQuery("SELECT lazaret_file_id FROM atelier_quarantined WHERE source_key = :source")
        .bind("source", source)
        .mapTo(Integer.class)
        .findOne();
  }

  @Override
  public boolean remove(int id) {
    return database.write(
        "take the file " + id + " out of the quarantine",
        handle -> {
          Map.of("LazaretChecks", "lazaret_file_id", "LazaretAttributes", "lazaret_file_id")
              .forEach((table, column) -> delete(handle, table, column, id));
          return delete(handle, "LazaretFiles", "id", id) > 0;
        });
  }

  private static int delete(Handle handle, String table, String column, int id) {
    return handle
        .createUpdate("DELETE FROM " + table + " WHERE " + column + " = :id")
        .bind("id", id)
        .execute();
  }
}
