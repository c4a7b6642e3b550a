package atelier.worker.intake;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as PHP's `serialize()` writes them.
///
/// - Shape: arrays are maps in their order, integers [Long], decimals [Double]; of objects there
///   are the class and the properties, without the marks of their visibility.
/// - Errors: [IllegalArgumentException] for a text that is cut or is none of PHP's.
/// - Source: <https://www.php.net/manual/en/function.serialize.php>.
final class PhpText {
  private static final int DEEPEST = 50;

  private final byte[] text;
  private int at;

  private PhpText(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /// An object of PHP's.
  record PhpObject(String className, Map<Object, @Nullable Object> properties) {}

  /// Writes a text, a whole number, a list, a map, an object, or nothing.
  static String write(@Nullable Object value) {
    return switch (value) {
      case null -> "N;";
      case String string ->
          "s:" + string.getBytes(StandardCharsets.UTF_8).length + ":\"" + string + "\";";
      case Integer number -> "i:" + number + ";";
      case List<?> list -> {
        var map = new LinkedHashMap<Object, Object>();
        list.forEach(each -> map.put(map.size(), each));
        yield write(map);
      }
      case Map<?, ?> map -> "a:" + map.size() + ":" + inside(map);
      case PhpObject(String name, Map<Object, @Nullable Object> properties) ->
          "O:"
              + name.length()
              + ":\""
              + name
              + "\":"
              + properties.size()
              + ":"
              + inside(properties);
      default -> throw new IllegalArgumentException("PHP's form of a " + value.getClass());
    };
  }

  private static String inside(Map<?, ?> map) {
    var inside = new StringBuilder("{");
    map.forEach((key, value) -> inside.append(write(key)).append(write(value)));
    return inside.append('}').toString();
  }

  /// The name of a protected property, as it stands in a text.
  static String protectedName(String name) {
    return "\0*\0" + name;
  }

  static @Nullable Object read(String text) {
    var reading = new PhpText(text);
    Object value = reading.value(0);
    if (reading.at != reading.text.length) {
      throw reading.wrong();
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEEPEST) {
      throw wrong();
    }
    char sort = (char) next();
    if (sort == 'N') {
      expect(';');
      return null;
    }
    expect(':');
    return switch (sort) {
      case 'b' -> until(';').equals("1");
      case 'i' -> number(until(';'));
      case 'd' -> decimal(until(';'));
      case 's' -> {
        String string = string();
        expect(';');
        yield string;
      }
      case 'a' -> entries(depth);
      case 'O' -> {
        String name = string();
        expect(':');
        yield new PhpObject(name, entries(depth));
      }
      default -> throw wrong();
    };
  }

  private Map<Object, @Nullable Object> entries(int depth) {
    long count = number(until(':'));
    expect('{');
    var entries = new LinkedHashMap<Object, @Nullable Object>();
    for (long i = 0; i < count; i++) {
      Object key = value(depth + 1);
      if (key == null) {
        throw wrong();
      }
      entries.put(key instanceof String name ? plain(name) : key, value(depth + 1));
    }
    expect('}');
    return entries;
  }

  /// `\0*\0tag` and `\0Some\Class\0tag` are `tag`.
  private static String plain(String property) {
    return property.substring(property.lastIndexOf('\0') + 1);
  }

  private String string() {
    long length = number(until(':'));
    expect('"');
    if (length < 0 || length > text.length - at) {
      throw wrong();
    }
    String string = new String(text, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    expect('"');
    return string;
  }

  private String until(char end) {
    int from = at;
    while (next() != end) {
      // Up to the end's sign, or to the end of all.
    }
    return new String(text, from, at - from - 1, StandardCharsets.UTF_8);
  }

  private long number(String digits) {
    if (!digits.matches("-?\\d{1,18}")) {
      throw wrong();
    }
    return Long.parseLong(digits);
  }

  private Double decimal(String digits) {
    try {
      return Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private void expect(char sign) {
    if (next() != sign) {
      throw wrong();
    }
  }

  private byte next() {
    if (at >= text.length) {
      throw wrong();
    }
    return text[at++];
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not PHP's serialized form, at byte " + at);
  }
}
