package atelier.store;

import atelier.library.Announcement;
import atelier.library.Caption;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Subdef;
import atelier.queue.QueueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What others may want to hear of a databox's records, as announcements of webhook events.
///
/// - Shape: the payload has `name` and `family` of the event, `collection` (number in the databox)
///   and `data`, whose `base_id` is not known in a databox: [WebhookEventRows] puts it in.
/// - Source: `docs/phraseanet.md`, webhook events.
record Happenings(int databox, String servername) {
  private static final String OF_RECORDS = "record";
  private static final String OF_SUBDEFS = "record.subdef";

  /// A record is there.
  Announcement created(Handle handle, int record) {
    Record made = found(handle, record);
    var data = begin(handle, made);
    data.put("record_type", made.story() ? "story" : "record");
    data.put("media_type", made.type().column());
    data.put("type", made.mime().orElse(null));
    data.put("original_name", made.originalName().orElse(null));
    data.put("initiator_user_id", null);
    data.put("permalink", permalink(handle, record, Subdef.DOCUMENT));
    return announcement("record.created", OF_RECORDS, made, data);
  }

  /// What is said of a record has changed.
  Announcement edited(Handle handle, int record, Caption before, Caption after) {
    Record changed = found(handle, record);
    var data = begin(handle, changed);
    data.put("record_type", changed.story() ? "story" : "record");
    data.put("description", Map.of("before", told(before), "after", told(after)));
    return announcement("record.edited", OF_RECORDS, changed, data);
  }

  private static Map<String, Object> told(Caption caption) {
    var told = new LinkedHashMap<String, Object>();
    caption
        .values()
        .forEach(
            (field, values) -> told.put(field.name(), field.multi() ? values : values.getFirst()));
    return told;
  }

  /// A sub-definition is there, for the first time or anew.
  Announcement subdefMade(Handle handle, int record, String name) {
    Record of = found(handle, record);
    var data = begin(handle, of);
    data.put("subdef_name", name);
    data.put("permalink", permalink(handle, record, name));
    data.put("original_name", of.originalName().orElse(null));
    handle
        .createQuery("SELECT size, mime FROM subdef WHERE record_id = :record AND name = :name")
        .bind("record", record)
        .bind("name", name)
        .map(
            (row, _) -> {
              data.put("size", row.getLong("size"));
              data.put("type", row.getString("mime"));
              return name;
            })
        .one();
    return announcement("record.subdef.created", OF_SUBDEFS, of, data);
  }

  /// A sub-definition could not be made.
  Announcement subdefFailed(Handle handle, int record, String name) {
    Record of = found(handle, record);
    var data = begin(handle, of);
    data.put("subdef_name", name);
    return announcement("record.subdef.creation_failed", OF_SUBDEFS, of, data);
  }

  private Record found(Handle handle, int record) {
    return RecordRows.find(handle, databox, record)
        .orElseThrow(() -> new IllegalArgumentException("there is no record " + record));
  }

  private LinkedHashMap<String, @Nullable Object> begin(Handle handle, Record record) {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("databox_id", databox);
    data.put("record_id", record.id().record());
    data.put("collection_name", collection(handle, record.collectionId()));
    data.put(WebhookEventRows.BASE, null);
    return data;
  }

  private static String collection(Handle handle, int collection) {
    return handle
        .createQuery("SELECT asciiname FROM coll WHERE coll_id = :collection")
        .bind("collection", collection)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }

  private @Nullable String permalink(Handle handle, int record, String name) {
    return Permalinks.url(handle, servername, new RecordId(databox, record), name).orElse(null);
  }

  private static Announcement announcement(
      String name, String family, Record record, Map<String, @Nullable Object> data) {
    return new Announcement(
        UUID.randomUUID().toString(),
        QueueType.WEBHOOK.queueName(),
        Map.of(
            WebhookEventRows.NAME,
            name,
            WebhookEventRows.FAMILY,
            family,
            WebhookEventRows.COLLECTION,
            record.collectionId(),
            WebhookEventRows.DATA,
            data));
  }
}
