package atelier.queue.qpid;

import atelier.json.Json;
import atelier.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where the embedded broker listens, and how one signs in there.
///
/// - Shape: in `broker.json`: `{"host": "127.0.0.1", "port": 40123, "user": "atelier", "password":
///   "…", "pid": 4711}`. The pid is that of the hosting process, for people.
public record BrokerAddress(String host, int port, String user, String password, long pid) {

  String toJson() {
    var values = new LinkedHashMap<String, Object>();
    values.put("host", host);
    values.put("port", port);
    values.put("user", user);
    values.put("password", password);
    values.put("pid", pid);
    return Json.writePretty(values);
  }

  /// Reads the file's text; nothing when it is not what [#toJson()] writes.
  static Optional<BrokerAddress> parse(String text) {
    Map<String, Object> values;
    try {
      values = Json.object(text);
    } catch (JsonException _) {
      return Optional.empty();
    }
    return values.get("host") instanceof String host
            && values.get("port") instanceof Integer port
            && values.get("user") instanceof String user
            && values.get("password") instanceof String password
            && values.get("pid") instanceof Number pid
        ? Optional.of(new BrokerAddress(host, port, user, password, pid.longValue()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + ", hosted by process " + pid;
  }
}
