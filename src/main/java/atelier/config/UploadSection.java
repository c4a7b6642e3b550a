package atelier.config;

import atelier.library.BorderRule;
import atelier.library.BorderRule.Check;
import atelier.library.MediaType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads what concerns files that come in from outside.
///
/// - Shape: a check whose options are wrong is left out with a warning, as in the reference.
final class UploadSection {
  private static final int MOST_PIXELS = 1_000_000;
  private static final int LARGEST_PORT = 65_535;

  private final Section root;
  private final Consumer<String> warnings;

  UploadSection(Section root, Consumer<String> warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  UploadSettings read() {
    return new UploadSettings(border(), quarantine(), proxy());
  }

  private Optional<Path> quarantine() {
    Section main = root.section("main");
    Optional<Path> named = main.section("storage").text("lazaret").map(Path::of);
    if (named.isPresent() || !main.has("database")) {
      return named;
    }
    String temporary = System.getenv("PHRASEANET_TMP");
    Path folder =
        temporary == null || temporary.isEmpty()
            ? root.file().toAbsolutePath().resolve("../../tmp").normalize()
            : Path.of(temporary);
    return Optional.of(folder.resolve("lazaret"));
  }

  private Optional<UploadSettings.Proxy> proxy() {
    Section proxy = root.section("network-proxies").section("http-proxy");
    if (!proxy.flag("enabled", false)) {
      return Optional.empty();
    }
    return Optional.of(
        new UploadSettings.Proxy(
            proxy.required("host"),
            (int) proxy.number("port", 3128, 1, LARGEST_PORT),
            proxy.text("user").orElse(""),
            proxy.text("password").orElse("")));
  }

  private List<BorderRule> border() {
    Section manager = root.section("border-manager");
    var rules = new ArrayList<BorderRule>();
    if (manager.flag("enabled", true)) {
      for (Section checker : manager.sections("checkers")) {
        if (checker.flag("enabled", true)) {
          try {
            rules.add(rule(checker));
          } catch (ConfigurationException e) {
            warnings.accept(e.getMessage() + "; the check is left out");
          }
        }
      }
    }
    return rules;
  }

  private static BorderRule rule(Section checker) {
    Set<Integer> databoxes = numbers(checker, "databoxes");
    Set<Integer> collections = numbers(checker, "collections");
    if (!databoxes.isEmpty() && !collections.isEmpty()) {
      throw checker.wrong("collections", "absent where databoxes are given");
    }
    return new BorderRule(
        check(checker), databoxes, collections, numbers(checker, "compare-ignore-collections"));
  }

  private static Check check(Section checker) {
    Section options = checker.section("options");
    String type = checker.required("type");
    return switch (type.substring(type.lastIndexOf('\\') + 1)) {
      case "Sha256" -> new Check.SameContent();
      case "UUID" -> new Check.SameUuid();
      case "Filename" -> new Check.SameName(options.flag("sensitive", false));
      case "Dimension" -> {
        int width = (int) options.number("width", 0, 1, MOST_PIXELS);
        yield new Check.Dimension(width, (int) options.number("height", width, 1, MOST_PIXELS));
      }
      case "Colorspace" ->
          new Check.Colorspace(
              Set.copyOf(options.texts("colorspaces")), mediaTypes(options, "media_types", true));
      case "Extension" -> new Check.Extension(Set.copyOf(options.texts("extensions")));
      case "MediaType" -> new Check.OfMediaType(mediaTypes(options, "mediatypes", false));
      default ->
          throw checker.wrong(
              "type",
              "Checker\\ with Sha256, UUID, Filename, Dimension, Colorspace, Extension or"
                  + " MediaType");
    };
  }

  private static Set<MediaType> mediaTypes(Section options, String key, boolean needed) {
    var types = new HashSet<MediaType>();
    for (String text : options.texts(key)) {
      MediaType type = MediaType.ofColumn(text.toLowerCase(Locale.ROOT));
      if (type == MediaType.UNKNOWN) {
        throw options.wrong(key, "a list of Audio, Document, Flash, Image, Video");
      }
      types.add(type);
    }
    if (needed && types.isEmpty()) {
      throw options.wrong(key, "a list of Audio, Document, Flash, Image, Video");
    }
    return types;
  }

  private static Set<Integer> numbers(Section checker, String key) {
    var numbers = new HashSet<Integer>();
    for (String text : checker.texts(key)) {
      if (!text.matches("\\d{1,9}")) {
        throw checker.wrong(key, "a list of numbers");
      }
      numbers.add(Integer.valueOf(text));
    }
    return numbers;
  }
}
