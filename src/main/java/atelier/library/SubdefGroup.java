package atelier.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The sub-definitions of one media type.
public record SubdefGroup(
    MediaType type, boolean writeMetadataIntoDocument, List<SubdefSpec> subdefs) {
  public SubdefGroup {
    subdefs = List.copyOf(subdefs);
  }

  /// Finds one by its name, in any case.
  public Optional<SubdefSpec> subdef(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return subdefs.stream().filter(each -> each.name().equals(wanted)).findFirst();
  }
}
