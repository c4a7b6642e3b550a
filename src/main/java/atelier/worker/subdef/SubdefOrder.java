package atelier.worker.subdef;

import atelier.job.JobRow;
import atelier.library.RecordId;
import atelier.queue.Payload;
import java.util.Locale;

/// The work order of subdefCreation and writeMetadatas: a file of a record.
///
/// - Shape: `subdefName` lower case; `newRecord` = made for the first time (subdefCreation);
///   `clear` = what is in the document is erased first, `workingGroup` = written by the rules of
///   the Metadata Working Group (writeMetadatas).
/// - Source: `docs/phraseanet.md`, messages.
public record SubdefOrder(
    RecordId record, String subdefName, boolean newRecord, boolean clear, boolean workingGroup) {

  static SubdefOrder read(Payload payload) {
    return new SubdefOrder(
        new RecordId(payload.id("databoxId"), payload.id("recordId")),
        payload.text("subdefName").toLowerCase(Locale.ROOT),
        payload.optionalText("status").orElse("").equals("newrecord"),
        payload.flag("clearDoc"),
        payload.flag("MWG"));
  }

  /// The record lock on this file.
  JobRow row() {
    return JobRow.locking(record.databox(), record.record(), subdefName);
  }
}
