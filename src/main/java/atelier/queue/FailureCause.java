package atelier.queue;

import java.util.Optional;
import java.util.regex.Pattern;

/// Why a message is in a failed queue, told so that equal causes have equal texts.
///
/// - Shape: the first line of the reason, at most 200 characters, each number as `#`.
public final class FailureCause {
  private static final int MAX_LENGTH = 200;
  private static final String UNKNOWN = "no reason given";
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private FailureCause() {}

  static String of(Message message) {
    return message.header(Message.REASON_HEADER).map(FailureCause::of).orElse(UNKNOWN);
  }

  /// The cause that a reason tells.
  public static String of(String told) {
    return Optional.of(told)
        .flatMap(reason -> reason.lines().map(String::strip).findFirst())
        .filter(line -> !line.isEmpty())
        .map(line -> NUMBER.matcher(line).replaceAll("#"))
        .map(line -> line.substring(0, Math.min(line.length(), MAX_LENGTH)))
        .orElse(UNKNOWN);
  }
}
