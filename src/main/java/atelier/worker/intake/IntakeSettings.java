package atelier.worker.intake;

import atelier.library.BorderRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// How files are taken in.
///
/// - Shape: `metadataMimes` = the MIME types of files that metadata is written into; `border` = the
///   checks that files have to pass; `quarantine` = the folder for those that do not.
/// - Source: `workers.writeMetadatas.acceptedMimeType`, `border-manager`, `main.storage.lazaret`.
public record IntakeSettings(Set<String> metadataMimes, List<BorderRule> border, Path quarantine) {
  public IntakeSettings {
    metadataMimes = Set.copyOf(metadataMimes);
    border = List.copyOf(border);
    quarantine = quarantine.toAbsolutePath().normalize();
  }
}
