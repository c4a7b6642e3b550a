package atelier.worker.intake;

import atelier.library.BorderRule;
import atelier.library.BorderRule.Check;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Likeness;
import atelier.library.MediaType;
import atelier.library.Records;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides whether a file may become a record just like that.
///
/// - Source: `docs/phraseanet.md`, border checks.
record BorderControl(List<BorderRule> rules) {

  /// A file as the checks see it.
  record Facts(
      String originalName,
      MediaType type,
      String sha256,
      Optional<String> uuid,
      Map<String, String> technicalData) {}

  /// The names of the checks that it fails, each once, in the order of the rules.
  List<String> failed(Facts facts, Databox databox, Collection collection, Records records) {
    return rules.stream()
        .filter(rule -> rule.holdsFor(collection))
        .filter(rule -> !passes(rule, facts, databox, records))
        .map(rule -> rule.check().checkName())
        .distinct()
        .toList();
  }

  private static boolean passes(BorderRule rule, Facts facts, Databox databox, Records records) {
    return switch (rule.check()) {
      case Check.SameContent _ ->
          isAlone(new Likeness.SameContent(facts.sha256), rule, databox, records);
      case Check.SameUuid _ ->
          facts.uuid.isEmpty()
              || isAlone(new Likeness.SameUuid(facts.uuid.get()), rule, databox, records);
      case Check.SameName(boolean caseMatters) ->
          isAlone(new Likeness.SameName(facts.originalName, caseMatters), rule, databox, records);
      case Check.Dimension(int width, int height) ->
          pixels(facts, "Width") >= width && pixels(facts, "Height") >= height;
      case Check.Colorspace(Set<String> spaces, Set<MediaType> types) ->
          spaces.isEmpty() || !types.contains(facts.type) || spaces.contains(space(facts));
      case Check.Extension(Set<String> extensions) ->
          extensions.isEmpty() || extensions.contains(extension(facts.originalName));
      case Check.OfMediaType(Set<MediaType> types) -> types.isEmpty() || types.contains(facts.type);
    };
  }

  private static boolean isAlone(
      Likeness likeness, BorderRule rule, Databox databox, Records records) {
    Set<Integer> ignored =
        databox.collections().stream()
            .filter(collection -> rule.ignored().contains(collection.baseId()))
            .map(Collection::collectionId)
            .collect(Collectors.toUnmodifiableSet());
    return records.like(likeness, ignored).isEmpty();
  }

  private static int pixels(Facts facts, String name) {
    String text = facts.technicalData.getOrDefault(name, "0");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static String space(Facts facts) {
    String space = facts.technicalData.getOrDefault("ColorSpace", "").toLowerCase(Locale.ROOT);
    return space.equals("srgb") ? "rgb" : space;
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
