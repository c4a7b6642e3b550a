package atelier.search;

import atelier.library.RecordId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A record as the index holds it.
///
/// - Shape: `body` as `docs/phraseanet.md` (index document) lists it, in this order: plain JSON
///   values; absent data is an absent key.
public record IndexDocument(RecordId record, Map<String, Object> body) {
  public IndexDocument {
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }
}
