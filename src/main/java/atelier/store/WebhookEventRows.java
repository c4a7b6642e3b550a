package atelier.store;

import atelier.job.JobStoreException;
import atelier.job.Outbox.Waiting;
import atelier.json.Json;
import atelier.library.Announcement;
import atelier.queue.QueueType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of `WebhookEvents`: what happened to a record, with the number by which a webhook message
/// tells it.
///
/// - Effect once: which announcement has become which row is kept for a day in `atelier_webhook`,
///   in the transaction that makes the row.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, webhook events.
final class WebhookEventRows {
  static final String NAME = "name";
  static final String FAMILY = "family";
  static final String COLLECTION = "collection";
  static final String DATA = "data";
  static final String BASE = "base_id";

  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Database application;
  private final Clock clock;

  WebhookEventRows(Connections application, Clock clock) {
    this.application = new Database(application, JobStoreException::new);
    this.clock = clock;
  }

  /// The same announcements, each event among them with its row's number instead of what it says.
  List<Waiting> numbered(List<Waiting> waiting) {
    if (waiting.stream().noneMatch(each -> isEvent(each.announcement()))) {
      return List.copyOf(waiting);
    }
    return application.write(
        "note what webhooks shall tell",
        handle -> {
          Instant now = Dialect.of(handle).now(handle, clock.instant());
          forget(handle, now.minus(REMEMBERED));
          return waiting.stream().map(each -> numbered(handle, each, now)).toList();
        });
  }

  private static boolean isEvent(Announcement announcement) {
    return announcement.type().equals(QueueType.WEBHOOK.queueName())
        && announcement.payload().containsKey(DATA);
  }

  private static void forget(Handle handle, Instant before) {
    handle
        .createUpdate("DELETE FROM atelier_webhook WHERE created < :before")
        .bind("before", before.toEpochMilli())
        .execute();
  }

  private static Waiting numbered(Handle handle, Waiting waiting, Instant now) {
    Announcement event = waiting.announcement();
    if (!isEvent(event)) {
      return waiting;
    }
    long id = known(handle, event.key()).orElseGet(() -> insert(handle, waiting, now));
    return new Waiting(
        waiting.databoxId(),
        waiting.id(),
        new Announcement(event.key(), event.type(), Map.of("id", id)));
  }

  private static Optional<Long> known(Handle handle, String key) {
    return handle
        .createQuery("SELECT event_id FROM atelier_webhook WHERE announcement_key = :key")
        .bind("key", key)
        .mapTo(Long.class)
        .findOne();
  }

  private static long insert(Handle handle, Waiting waiting, Instant now) {
    var dialect = Dialect.of(handle);
    Map<String, Object> event = waiting.announcement().payload();
    Optional<Integer> base = base(handle, waiting.databoxId(), event);
    long id =
        handle
            .createUpdate(
                """
                INSERT INTO WebhookEvents (name, type, data, processed, created, collection_base_ids)
                VALUES (:name, :type, :data, 0, :created, :bases)
                """)
            .bind("name", text(event, NAME))
            .bind("type", text(event, FAMILY))
            .bind("data", dialect.fit(Json.write(data(event, base))))
            .bind("created", dialect.datetime(now))
            .bind("bases", base.map(number -> Json.write(List.of(number))).orElse(null))
            .executeAndReturnGeneratedKeys()
            .mapTo(Long.class)
            .one();
    handle
        .createUpdate(
            """
            INSERT INTO atelier_webhook (announcement_key, event_id, created)
            VALUES (:key, :event, :created)
            """)
        .bind("key", waiting.announcement().key())
        .bind("event", id)
        .bind("created", now.toEpochMilli())
        .execute();
    return id;
  }

  private static Optional<Integer> base(Handle handle, int databox, Map<String, Object> event) {
    return handle
        .createQuery(
            """
            SELECT base_id FROM bas WHERE sbas_id = :databox AND server_coll_id = :collection
            """)
        .bind("databox", databox)
        .bind("collection", event.get(COLLECTION))
        .mapTo(Integer.class)
        .findFirst();
  }

  private static Map<String, @Nullable Object> data(
      Map<String, Object> event, Optional<Integer> base) {
    var data = new LinkedHashMap<String, @Nullable Object>();
    if (event.get(DATA) instanceof Map<?, ?> told) {
      told.forEach((key, value) -> data.put(String.valueOf(key), value));
    }
    base.ifPresent(number -> data.replace(BASE, number));
    return data;
  }

  private static String text(Map<String, Object> event, String key) {
    return String.valueOf(event.get(key));
  }
}
