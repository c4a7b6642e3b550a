package atelier.worker.intake;

import atelier.library.Collection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file that somebody brings, and what they say of it.
///
/// - Shape: `originalName` is the name it shall be known by, with extension; `values` by the
///   numbers of fields; `status` the 32 bits of the record to be; `story` the story (number in the
///   databox) it was brought for; `user` who brought it; `source` names for good what was brought,
///   so that it is taken once; `quarantined` since when it lay in quarantine, as the caption shall
///   say it.
public record Consignment(
    Path file,
    Collection collection,
    String originalName,
    Map<Integer, List<String>> values,
    long status,
    Optional<Integer> story,
    Optional<Integer> user,
    Optional<String> source,
    Optional<String> quarantined,
    Manner manner) {
  public Consignment {
    values = Map.copyOf(values);
  }

  /// How strictly it is looked at.
  public enum Manner {
    /// What is in the databox already is not taken again; the rest is checked.
    ONCE,
    /// It is checked; what fails goes to the quarantine.
    CHECKED,
    /// It becomes a record unchecked.
    FORCED,
    /// It goes to the quarantine unchecked.
    QUARANTINED
  }

  /// A file alone.
  public static Consignment of(Path file, Collection collection, String name, Manner manner) {
    return new Consignment(
        file,
        collection,
        name,
        Map.of(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        manner);
  }
}
