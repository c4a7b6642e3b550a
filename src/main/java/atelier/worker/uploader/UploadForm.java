package atelier.worker.uploader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the person who uploads has filled in.
///
/// - Shape: `values` by the numbers of fields; `status` 32 bits; `baseId` the collection's
///   site-wide number.
/// - Source: `docs/phraseanet.md`, uploads; the misspelt keys are the uploader's own.
record UploadForm(
    Optional<Integer> baseId,
    Map<Integer, List<String>> values,
    long status,
    Optional<String> email,
    Optional<Integer> user) {
  private static final Pattern FIELD = Pattern.compile(".*metadata[^-]*-(\\d{1,9})(-.*)?");
  private static final Pattern BIT = Pattern.compile(".*statusbit[^-]*-(\\d{1,2})(-.*)?");
  private static final int BITS = 32;

  static UploadForm read(Map<String, Object> form) {
    var values = new LinkedHashMap<Integer, List<String>>();
    long status = 0;
    for (var entry : form.entrySet()) {
      Matcher field = FIELD.matcher(entry.getKey());
      Matcher bit = BIT.matcher(entry.getKey());
      if (field.matches()) {
        values.put(Integer.valueOf(field.group(1)), texts(entry.getValue()));
      } else if (bit.matches() && Integer.parseInt(bit.group(1)) < BITS) {
        status |= isTrue(entry.getValue()) ? 1L << Integer.parseInt(bit.group(1)) : 0;
      }
    }
    return new UploadForm(
        number(form.get("collection_destination")),
        values,
        status,
        text(form.get("phraseanet_submiter_email")),
        number(form.get("phraseanet_user_submiter_id")));
  }

  private static List<String> texts(@Nullable Object value) {
    var texts = new ArrayList<String>();
    switch (value) {
      case null -> {}
      case List<?> list -> list.forEach(each -> texts.addAll(texts(each)));
      case Map<?, ?> map -> map.values().forEach(each -> texts.addAll(texts(each)));
      default -> texts.add(value.toString());
    }
    return List.copyOf(texts);
  }

  /// As PHP takes it.
  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty() && !text.equals("0");
      case List<?> list -> !list.isEmpty();
      default -> true;
    };
  }

  private static Optional<Integer> number(@Nullable Object value) {
    return text(value).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
  }

  private static Optional<String> text(@Nullable Object value) {
    return Optional.ofNullable(value)
        .map(String::valueOf)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
