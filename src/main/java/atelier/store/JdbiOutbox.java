package atelier.store;

import atelier.job.JobStoreException;
import atelier.job.Outbox;
import atelier.json.Json;
import atelier.library.Announcement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Announcements in the table `atelier_outbox` of each databox.
///
/// - Shape: what happened to a record waits there as an event, and gets its row in `WebhookEvents`
///   of the application box, and with it the number that the message tells, when it is asked for.
/// - Thread-safe.
final class JdbiOutbox implements Outbox {
  private final Databoxes databoxes;
  private final WebhookEventRows webhooks;

  JdbiOutbox(Databoxes databoxes, WebhookEventRows webhooks) {
    this.databoxes = databoxes;
    this.webhooks = webhooks;
  }

  /// Puts announcements into a databox, within the change that they announce; a key that waits
  /// already is not added again.
  static void put(Handle handle, List<Announcement> announcements, Instant now) {
    for (Announcement each : announcements) {
      boolean waits =
          handle
                  .createQuery(
                      """
                      SELECT COUNT(*) FROM atelier_outbox WHERE announcement_key = :key
                      """)
                  .bind("key", each.key())
                  .mapTo(Integer.class)
                  .one()
              > 0;
      if (!waits) {
        handle
            .createUpdate(
                """
                INSERT INTO atelier_outbox (announcement_key, type, payload, created)
                VALUES (:key, :type, :payload, :created)
                """)
            .bind("key", each.key())
            .bind("type", each.type())
            .bind("payload", Json.write(each.payload()))
            .bind("created", now.toEpochMilli())
            .execute();
      }
    }
  }

  @Override
  public List<Waiting> waiting(int limit) {
    var waiting = new ArrayList<Waiting>();
    for (Databoxes.Row databox : databoxes.rows(JobStoreException::new)) {
      waiting.addAll(
          database(databox)
              .read(
                  "read the announcements of " + databox.name(),
                  handle ->
                      handle
                          .createQuery(
                              """
                              SELECT id, announcement_key, type, payload FROM atelier_outbox
                              ORDER BY id LIMIT :limit
                              """)
                          .bind("limit", limit)
                          .map(
                              (row, _) ->
                                  new Waiting(
                                      databox.id(),
                                      row.getLong("id"),
                                      new Announcement(
                                          row.getString("announcement_key"),
                                          row.getString("type"),
                                          Json.object(row.getString("payload")))))
                          .list()));
    }
    return webhooks.numbered(waiting);
  }

  @Override
  public void published(List<Waiting> sent) {
    var byDatabox = sent.stream().collect(Collectors.groupingBy(Waiting::databoxId));
    for (Databoxes.Row databox : databoxes.rows(JobStoreException::new)) {
      var gone = byDatabox.getOrDefault(databox.id(), List.of());
      if (!gone.isEmpty()) {
        database(databox)
            .change("forget announcements of " + databox.name(), handle -> delete(handle, gone));
      }
    }
  }

  @Override
  public long count() {
    return databoxes.rows(JobStoreException::new).stream()
        .mapToLong(
            databox ->
                database(databox)
                    .read(
                        "count the announcements of " + databox.name(),
                        handle ->
                            handle
                                .createQuery("SELECT COUNT(*) FROM atelier_outbox")
                                .mapTo(Long.class)
                                .one()))
        .sum();
  }

  private Database database(Databoxes.Row databox) {
    return databoxes.open(databox.where(), JobStoreException::new);
  }

  private static void delete(Handle handle, List<Waiting> gone) {
    var batch = handle.prepareBatch("DELETE FROM atelier_outbox WHERE id = :id");
    gone.forEach(each -> batch.bind("id", each.id()).add());
    batch.execute();
  }
}
