package atelier.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The panel's words, and the templates that use them.
class WordsTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Pattern KEY = Pattern.compile("(?:\\bt\\(|key = )\"([a-z0-9.]+[a-z0-9])\"");

  @Test
  void both_languages_say_the_same_things_with_the_same_gaps() throws IOException {
    Properties english = words("en");
    Properties french = words("fr");

    assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(gaps(french.getProperty(key))).as(key).isEqualTo(gaps(english.getProperty(key)));
    }
  }

  @Test
  void every_key_of_a_template_is_there() throws IOException {
    var missing = new TreeSet<String>();
    var seen = new TreeSet<String>();
    var known = words("en").stringPropertyNames();
    for (String template : templates()) {
      KEY.matcher(template)
          .results()
          .map(each -> each.group(1))
          .forEach(
              key -> {
                seen.add(key);
                if (!known.contains(key)) {
                  missing.add(key);
                }
              });
    }

    assertThat(missing).isEmpty();
    assertThat(seen).hasSizeGreaterThan(100);
  }

  @Test
  void no_template_writes_what_is_not_escaped_or_what_the_policy_forbids() throws IOException {
    for (String template : templates()) {
      assertThat(template)
          .doesNotContain("$unsafe")
          .doesNotContain("<style")
          .doesNotContainPattern("\\sstyle=|\\son[a-z]+=|<script(?! src=)|https?://");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fr, fr",
    "fr_FR, fr",
    "FR, fr",
    "en, en",
    "de, en",
    "'', en",
    "'de,fr-CH;q=0.9,en', fr",
    "'../../x', en"
  })
  void the_language_is_the_first_that_there_is(String wish, String language) {
    assertThat(Words.of(wish).language()).isEqualTo(language);
  }

  @Test
  void gaps_are_filled_once() {
    assertThat(Words.of("en").say("jobs.extent", "{1}", 2, 3)).isEqualTo("{1} to 2 of 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil", "", "a", "/a\nb"})
  void an_address_elsewhere_is_not_gone_to(String address) {
    assertThat(Visit.local(address)).isEqualTo("/");
    assertThat(Visit.local("/worker-manager/jobs?text=a%20b"))
        .isEqualTo("/worker-manager/jobs?text=a%20b");
  }

  private static List<String> gaps(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(each -> each.group())
        .sorted()
        .toList();
  }

  private static Properties words(String language) throws IOException {
    var words = new Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/atelier/panel/words_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    return words;
  }

  private static List<String> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(each -> each.toString().endsWith(".jte")).map(WordsTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
