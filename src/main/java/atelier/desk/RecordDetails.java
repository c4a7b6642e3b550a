package atelier.desk;

import atelier.job.JobStore.JobLine;
import atelier.library.Caption;
import atelier.library.Databox;
import atelier.library.Record;
import atelier.library.Subdef;
import java.util.List;
import java.util.Map;

/// Everything there is to say of a record; `jobs` the one last changed first.
public record RecordDetails(
    Databox databox,
    Record record,
    Caption caption,
    Map<String, String> technicalData,
    List<Subdef> subdefs,
    List<JobLine> jobs) {}
