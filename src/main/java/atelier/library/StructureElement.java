package atelier.library;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.w3c.dom.Element;

/// An element of a structure document that knows its path, for messages.
///
/// - Shape: an option is a child element's text; empty and absent are told apart only where it
///   matters.
/// - Errors: [IllegalArgumentException] with the path and what is allowed.
record StructureElement(Element element, String path) {
  private static final Set<String> YES = Set.of("1", "y", "yes", "o", "oui", "on", "true");
  private static final Set<String> NO = Set.of("0", "n", "no", "non", "off", "false");
  private static final String YES_OR_NO = "yes or no (1 y yes o oui on true, 0 n no non off false)";

  /// Child elements of this name, or all when it is `*`.
  List<Element> children(String name) {
    var children = new ArrayList<Element>();
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && (name.equals("*") || child.getTagName().equals(name))) {
        children.add(child);
      }
    }
    return children;
  }

  /// The first child of this name.
  Optional<StructureElement> child(String name) {
    return children(name).stream()
        .findFirst()
        .map(each -> new StructureElement(each, path + "/" + name));
  }

  StructureElement attributePath(Element child, String attribute) {
    return new StructureElement(
        child,
        path
            + "/"
            + child.getTagName()
            + "[@"
            + attribute
            + "='"
            + child.getAttribute(attribute)
            + "']");
  }

  Optional<String> attribute(String name) {
    return element.hasAttribute(name)
        ? Optional.of(element.getAttribute(name).strip())
        : Optional.empty();
  }

  String requiredAttribute(String name, String allowed) {
    return attribute(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> wrong(path + "/@" + name, "is missing", allowed));
  }

  boolean flagAttribute(String name, boolean usual) {
    return attribute(name).map(text -> flag(path + "/@" + name, text, usual)).orElse(usual);
  }

  int integerAttribute(String name, int usual) {
    return attribute(name)
        .filter(text -> !text.isEmpty())
        .map(text -> integer(path + "/@" + name, text, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .orElse(usual);
  }

  boolean flagOption(String name, boolean usual) {
    return option(name).map(text -> flag(path + "/" + name, text, usual)).orElse(usual);
  }

  /// A number moved into its range; empty and 0 stand for the usual one.
  int integerOption(String name, int least, int most, int usual) {
    return option(name)
        .map(text -> integer(path + "/" + name, text, least, most))
        .filter(value -> value != 0)
        .orElse(usual);
  }

  /// One of a few numbers; none when absent, empty or 0.
  OptionalInt integerOption(String name, Set<Integer> allowed) {
    return option(name)
        .map(text -> integer(path + "/" + name, text, 0, Integer.MAX_VALUE))
        .filter(value -> value != 0)
        .map(
            value -> {
              if (!allowed.contains(value)) {
                throw wrong(
                    path + "/" + name,
                    "is " + value,
                    allowed.stream().sorted().toList().toString());
              }
              return OptionalInt.of(value);
            })
        .orElse(OptionalInt.empty());
  }

  /// One of a few words, or nothing.
  Optional<String> wordOption(String name, String... allowed) {
    return option(name)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .map(
            text -> {
              if (!Arrays.asList(allowed).contains(text)) {
                throw wrong(path + "/" + name, "is " + text, String.join(", ", allowed));
              }
              return text;
            });
  }

  /// The folder that the child `path` names.
  Path folder() {
    String place = path + "/path";
    String text = option("path").orElseThrow(() -> wrong(place, "is missing", "a folder"));
    try {
      var folder = Path.of(text);
      if (!folder.isAbsolute()) {
        throw wrong(place, "is " + text, "an absolute folder, like /data/files");
      }
      return folder.normalize();
    } catch (InvalidPathException e) {
      throw wrong(place, "is " + text + " (" + e.getReason() + ")", "an absolute folder");
    }
  }

  /// A child's text, if there is any.
  Optional<String> option(String name) {
    return children(name).stream()
        .findFirst()
        .map(each -> each.getTextContent().strip())
        .filter(text -> !text.isEmpty());
  }

  static IllegalArgumentException wrong(String place, String what, String allowed) {
    return new IllegalArgumentException(place + " " + what + ", allowed: " + allowed);
  }

  private static boolean flag(String place, String text, boolean usual) {
    String word = text.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return true;
    }
    if (NO.contains(word)) {
      return false;
    }
    if (word.isEmpty()) {
      return usual;
    }
    throw wrong(place, "is " + text, YES_OR_NO);
  }

  /// The number, moved into its range unless it is 0.
  private static int integer(String place, String text, int least, int most) {
    if (!text.matches("-?\\d{1,9}")) {
      throw wrong(place, "is " + text, "a whole number" + (least > 0 ? range(least, most) : ""));
    }
    int value = Integer.parseInt(text);
    return value == 0 ? 0 : Math.clamp(value, least, most);
  }

  private static String range(int least, int most) {
    return " from " + least + " to " + most;
  }
}
