package atelier.queue.amqp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What RabbitMQ says when a queue exists with another argument: which, and what holds.
///
/// - Shape: `current` is a `Long`, `Boolean` or `String`; nothing when the queue lacks the
///   argument. RabbitMQ names one argument a time.
/// - Source: RabbitMQ's reply text, as in `inequivalent arg 'x-message-ttl' for queue 'Q' in vhost
///   '/': received '1000' but current is '10000'`, or `the value '10000' of type 'long'` or `none`.
record Inequality(String argument, Optional<Object> current) {
  private static final Pattern SENTENCE =
      Pattern.compile(
          "inequivalent arg '([^']+)' for .*: received (.+) but current is (.+?)\\.?$",
          Pattern.DOTALL);
  private static final Pattern VALUE =
      Pattern.compile("(?:the value )?'(.*?)'(?: of type '(\\w+)')?", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  static Optional<Inequality> parse(String replyText) {
    Matcher sentence = SENTENCE.matcher(replyText);
    return sentence.find()
        ? Optional.of(new Inequality(sentence.group(1), value(sentence.group(3))))
        : Optional.empty();
  }

  /// Only arguments begin so; the others are properties such as `durable`.
  boolean isArgument() {
    return argument.startsWith("x-");
  }

  private static Optional<Object> value(String text) {
    Matcher value = VALUE.matcher(text);
    return value.matches() ? Optional.of(typed(value.group(1), value.group(2))) : Optional.empty();
  }

  private static Object typed(String value, @Nullable String type) {
    boolean isText = "longstr".equals(type);
    if (!isText && NUMBER.matcher(value).matches()) {
      return Long.valueOf(value);
    }
    return !isText && (value.equals("true") || value.equals("false"))
        ? (Object) Boolean.valueOf(value)
        : value;
  }
}
