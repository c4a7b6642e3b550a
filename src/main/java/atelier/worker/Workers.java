package atelier.worker;

import atelier.job.JobStore;
import atelier.job.Worker;
import atelier.library.Library;
import atelier.media.MetadataTool;
import atelier.media.SubdefMaker;
import atelier.worker.subdef.SubdefCreation;
import atelier.worker.subdef.WriteMetadatas;
import atelier.worker.uploader.CreateRecord;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// The registry: every kind of work that this program can do. A new kind is one line here.
public final class Workers {
  private Workers() {}

  /// All workers.
  public static List<Worker<?>> all(Parts parts) {
    return List.of(
        new SubdefCreation(
            parts.library, parts.subdefMaker, parts.jobs, parts.metadataMimes, parts.clock),
        new WriteMetadatas(parts.library, parts.metadataTool, parts.jobs, parts.clock),
        new CreateRecord(parts.uploads));
  }

  /// What workers are made of.
  public record Parts(
      Library library,
      JobStore jobs,
      SubdefMaker subdefMaker,
      MetadataTool metadataTool,
      Set<String> metadataMimes,
      CreateRecord.Parts uploads,
      Clock clock) {}
}
