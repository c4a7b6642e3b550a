package atelier.desk;

import atelier.library.Record;
import atelier.library.Subdef;
import java.util.List;

/// A record as a list shows it; `subdefs` without the document.
public record RecordSummary(Record record, String collection, String title, List<Subdef> subdefs) {}
