package atelier.worker.intake;

import atelier.library.Announcement;
import atelier.library.Databox;
import atelier.library.MediaType;
import atelier.library.RecordId;
import atelier.library.Subdef;
import atelier.library.SubdefGroup;
import atelier.library.SubdefSpec;
import atelier.queue.QueueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the workers are told of a new record: metadata for the document first, then every
/// sub-definition.
///
/// - Source: `docs/phraseanet.md`, record creation.
final class Announcements {
  private final Set<String> metadataMimes;

  Announcements(Set<String> metadataMimes) {
    this.metadataMimes = metadataMimes;
  }

  List<Announcement> ofNewRecord(
      Databox databox, MediaType type, String mime, boolean captioned, RecordId record) {
    SubdefGroup group = databox.structure().group(type);
    var all = new ArrayList<Announcement>();
    if (captioned && group.writeMetadataIntoDocument() && metadataMimes.contains(mime)) {
      all.add(
          announcement(
              QueueType.WRITE_METADATAS,
              Map.of(
                  "recordId", record.record(),
                  "databoxId", record.databox(),
                  "subdefName", Subdef.DOCUMENT)));
    }
    for (SubdefSpec spec : group.subdefs()) {
      if (spec.built()) {
        all.add(
            announcement(
                QueueType.SUBDEF_CREATION,
                Map.of(
                    "recordId", record.record(),
                    "databoxId", record.databox(),
                    "subdefName", spec.name(),
                    "status", "newrecord")));
      }
    }
    return all;
  }

  private static Announcement announcement(QueueType type, Map<String, Object> payload) {
    return new Announcement(UUID.randomUUID().toString(), type.queueName(), payload);
  }
}
