package atelier.queue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The work order in an envelope: an object whose keys depend on the type.
///
/// - Shape: plain JSON values in the order they came. Ids may be numbers or numeric texts.
/// - Errors: [BadMessageException] that names the key, when it is missing or of another type.
/// - Source: `docs/phraseanet.md`, messages.
public record Payload(Map<String, Object> values) {
  public Payload {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Payload of(Map<String, Object> values) {
    return new Payload(values);
  }

  /// A whole number that must be there.
  public long integer(String key) {
    return optionalInteger(key).orElseThrow(() -> missing(key));
  }

  /// A whole number that must be there and fit an SQL INT.
  public int id(String key) {
    long value = integer(key);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new BadMessageException("payload." + key + " is " + value + ", not an id");
    }
    return (int) value;
  }

  public Optional<Long> optionalInteger(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> Optional.empty();
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      case String text when text.strip().matches("-?\\d{1,18}") ->
          Optional.of(Long.valueOf(text.strip()));
      default -> throw wrong(key, value, "a whole number");
    };
  }

  /// A text that must be there; it may be empty.
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> missing(key));
  }

  public Optional<String> optionalText(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      default -> throw wrong(key, value, "a text");
    };
  }

  /// True for `true`, a number other than 0, and the texts `1` and `true`; false when absent.
  public boolean flag(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text -> text.equals("1") || text.equalsIgnoreCase("true");
      default -> throw wrong(key, value, "true or false");
    };
  }

  /// A copy with one key set; `null` removes it.
  public Payload with(String key, @Nullable Object value) {
    var copy = new LinkedHashMap<>(values);
    if (value == null) {
      copy.remove(key);
    } else {
      copy.put(key, value);
    }
    return new Payload(copy);
  }

  private static BadMessageException missing(String key) {
    return new BadMessageException("payload." + key + " is missing");
  }

  private static BadMessageException wrong(String key, Object value, String expected) {
    return new BadMessageException(
        "payload." + key + " is not " + expected + " but a " + value.getClass().getSimpleName());
  }
}
