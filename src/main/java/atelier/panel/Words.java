package atelier.panel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The panel's words in one language.
///
/// - Shape: from `words_en.properties` and its twins; `{0}`, `{1}` … stand for what is filled in.
/// - Thread-safe.
public final class Words {
  /// The languages there are, the one of last resort first.
  static final List<String> LANGUAGES = List.of("en", "fr");

  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");
  private static final ResourceBundle.Control PLAIN =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle bundle;

  private Words(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle("atelier.panel.words", locale, PLAIN);
  }

  /// The words of a language; English for one that there is not.
  ///
  /// - Shape: `language` as a user, a cookie or a browser says it: `fr`, `fr_FR`, `fr-CH,fr;q=0.9`.
  static Words of(String language) {
    return new Words(
        Arrays.stream(language.split(",", -1))
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .map(each -> each.length() > 2 ? each.substring(0, 2) : each)
            .filter(LANGUAGES::contains)
            .findFirst()
            .map(Locale::of)
            .orElse(Locale.ENGLISH));
  }

  public String language() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }

  /// The text of a key, with what is filled in.
  ///
  /// - Errors: [java.util.MissingResourceException] for a key that there is not.
  public String say(String key, Object... filling) {
    return GAP.matcher(bundle.getString(key))
        .replaceAll(
            gap ->
                Matcher.quoteReplacement(String.valueOf(filling[Integer.parseInt(gap.group(1))])));
  }
}
