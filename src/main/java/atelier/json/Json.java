package atelier.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdDateFormat;
import java.util.List;
import java.util.Map;

/// JSON text to plain Java values and back.
///
/// - Shape: objects are `Map<String, Object>` in the order of the text, arrays `List<Object>`,
///   numbers `Integer`, `Long`, `BigInteger` or `BigDecimal` (so `12.50` stays what it was), the
///   rest `String`, `Boolean` and `null`.
/// - Errors: [JsonException], with the place in the text, never the text itself (it may hold
///   secrets).
/// - Source: RFC 8259. Reading is strict: text behind the value is an error.
public final class Json {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_TEXT_LENGTH = 64 * 1024 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .defaultDateFormat(new StdDateFormat())
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_TEXT_LENGTH)
                .build());
  }

  private Json() {}

  /// Reads one object.
  public static Map<String, Object> object(String text) {
    return read(text, new TypeReference<Map<String, Object>>() {}, "an object");
  }

  /// Reads one array.
  public static List<Object> array(String text) {
    return read(text, new TypeReference<List<Object>>() {}, "an array");
  }

  /// Writes maps, lists, texts, numbers and booleans on one line.
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value JSON can hold: " + value.getClass(), e);
    }
  }

  /// Writes the same for a person: indented, with line ends.
  public static String writePretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value JSON can hold: " + value.getClass(), e);
    }
  }

  private static <T> T read(String text, TypeReference<T> shape, String expected) {
    T value;
    try {
      value = MAPPER.readValue(text, shape);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw new JsonException(
          "not JSON, or not "
              + expected
              + (place == null
                  ? ""
                  : ", at line " + place.getLineNr() + " column " + place.getColumnNr()));
    }
    if (value == null) {
      throw new JsonException("the JSON text is null where " + expected + " was expected");
    }
    return value;
  }
}
