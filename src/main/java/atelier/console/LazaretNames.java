package atelier.console;

import atelier.desk.QuarantineDesk;
import java.util.Collection;
import java.util.stream.Collectors;

/// Quarantined files as a question names them.
final class LazaretNames {
  private LazaretNames() {}

  static String of(QuarantineDesk desk, Collection<Integer> ids) {
    return ids.stream()
        .map(id -> Show.oneLine(desk.find(id).arrival().originalName()) + " (" + id + ")")
        .collect(Collectors.joining(", "));
  }
}
