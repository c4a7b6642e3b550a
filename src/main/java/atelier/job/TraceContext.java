package atelier.job;

import atelier.queue.Message;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in a trace over many programs an execution stands.
///
/// - Shape: `traceId` 32, `spanId` 16 hexadecimal digits, neither all zeros; a message carries it
///   in the header `traceparent`.
/// - Source: <https://www.w3.org/TR/trace-context/#traceparent-header>, version 00.
record TraceContext(String traceId, String spanId, String flags) {
  static final String HEADER = "traceparent";

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /// A new step of the message's trace, or the first one of a new trace.
  static TraceContext of(Message message) {
    Matcher parent = FORM.matcher(message.header(HEADER).orElse(""));
    return parent.matches()
        ? new TraceContext(parent.group(1), random(SPAN_BYTES), parent.group(3))
        : new TraceContext(random(TRACE_BYTES), random(SPAN_BYTES), "00");
  }

  /// The header of messages that follow from this step.
  String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  private static String random(int bytes) {
    byte[] id = new byte[bytes];
    RANDOM.nextBytes(id);
    id[0] |= 1; // Never all zeros.
    return HexFormat.of().formatHex(id);
  }
}
