package atelier.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// What travels: a body and headers, nothing of it understood yet.
///
/// - Shape: header values are `String`, `Long`, `Integer`, `Boolean`, `java.util.Date`, or lists
///   and maps of those; the body may be anything, JSON if the sender behaved. Immutable as long as
///   nobody writes into the body's array, which nobody does.
/// - Source: `docs/phraseanet.md`, messages.
public final class Message {
  /// The key of the job; stays the same over all attempts.
  public static final String JOB_HEADER = "atelier-job";

  /// Which execution the message asks for, from 1.
  public static final String ATTEMPT_HEADER = "atelier-attempt";

  /// Why the message is where it is, for people and for the PHP side.
  public static final String REASON_HEADER = "worker-message";

  /// The host that put a message into a failed queue.
  public static final String HOST_HEADER = "atelier-host";

  private final byte[] body;
  private final Map<String, Object> headers;

  public Message(byte[] body, Map<String, ? extends Object> headers) {
    this.body = body;
    this.headers = Collections.unmodifiableMap(new HashMap<>(headers));
  }

  public static Message of(String json, Map<String, ? extends Object> headers) {
    return new Message(json.getBytes(StandardCharsets.UTF_8), headers);
  }

  /// The body's bytes. Not a copy: read only.
  public byte[] body() {
    return body;
  }

  /// The body as text; what is no UTF-8 shows as replacement characters.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public Map<String, Object> headers() {
    return headers;
  }

  /// A header as text, whatever its type was.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(Object::toString);
  }

  public Message withHeaders(Map<String, ? extends Object> more) {
    var merged = new HashMap<>(headers);
    merged.putAll(more);
    return new Message(body, merged);
  }

  /// SHA-256 of the body, 64 lower-case hex digits.
  public String bodyHash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Message[" + body.length + " bytes, headers " + headers.keySet() + "]";
  }
}
