package atelier.worker.intake;

import java.util.Set;

/// How files are taken in.
///
/// - Shape: `metadataMimes` = the MIME types of files that metadata is written into.
/// - Source: `workers.writeMetadatas.acceptedMimeType`.
public record IntakeSettings(Set<String> metadataMimes) {
  public IntakeSettings {
    metadataMimes = Set.copyOf(metadataMimes);
  }
}
