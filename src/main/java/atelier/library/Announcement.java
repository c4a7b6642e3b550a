package atelier.library;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the workers shall be told once a change of the library is committed, and only then.
///
/// - Shape: `key` names the work for good: announced twice, it is done once. `type` is the kind of
///   work (`subdefCreation`), `payload` its order, plain JSON values.
public record Announcement(String key, String type, Map<String, Object> payload) {
  public Announcement {
    payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
  }
}
