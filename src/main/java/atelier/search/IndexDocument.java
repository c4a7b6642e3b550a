package atelier.search;

import atelier.library.RecordId;
import java.util.Map;

/// A record as the index holds it.
///
/// - Shape: `body` as `docs/phraseanet.md` (index document) lists it: plain JSON values; absent
///   data is an absent key.
public record IndexDocument(RecordId record, Map<String, Object> body) {
  public IndexDocument {
    body = Map.copyOf(body);
  }
}
