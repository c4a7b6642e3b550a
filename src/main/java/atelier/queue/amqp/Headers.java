package atelier.queue.amqp;

import com.rabbitmq.client.LongString;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The headers of a delivery as the plain values that [atelier.queue.Message] promises.
///
/// - Shape: what AMQP knows beside them becomes text (fractions, bytes as UTF-8) or `Integer`
///   (small numbers); a value that is absent (`void`) is left out.
/// - Source: AMQP 0-9-1, field tables, section 4.2.5.5.
final class Headers {
  private Headers() {}

  static Map<String, Object> plain(@Nullable Map<String, Object> headers) {
    var plain = new HashMap<String, Object>();
    if (headers != null) {
      headers.forEach(
          (name, value) -> {
            Object converted = plainValue(value);
            if (converted != null) {
              plain.put(name, converted);
            }
          });
    }
    return plain;
  }

  private static @Nullable Object plainValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case LongString text -> text.toString();
      case String text -> text;
      case Long number -> number;
      case Integer number -> number;
      case Boolean flag -> flag;
      case Date time -> time;
      case Byte number -> number.intValue();
      case Short number -> number.intValue();
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case Collection<?> list -> plainList(list);
      case Map<?, ?> map -> plainMap(map);
      default -> value.toString();
    };
  }

  private static List<Object> plainList(Collection<?> list) {
    return list.stream()
        .<@Nullable Object>map(Headers::plainValue)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Map<String, Object> plainMap(Map<?, ?> map) {
    var plain = new HashMap<String, Object>();
    map.forEach(
        (name, value) -> {
          Object converted = plainValue(value);
          if (converted != null) {
            plain.put(String.valueOf(name), converted);
          }
        });
    return plain;
  }
}
