package atelier.console;

import java.util.ArrayList;
import java.util.List;

/// A table of text: columns as wide as they need to be, numbers to the right.
final class Table {
  private final List<String> heads;
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /// - Shape: a head that begins with `>` stands over a column of numbers.
  Table(String... heads) {
    var names = new ArrayList<String>();
    for (String head : heads) {
      right.add(head.startsWith(">"));
      names.add(head.startsWith(">") ? head.substring(1) : head);
    }
    this.heads = List.copyOf(names);
  }

  Table row(Object... cells) {
    var row = new ArrayList<String>();
    for (Object cell : cells) {
      row.add(Show.oneLine(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  String text() {
    var text = new StringBuilder();
    line(text, heads);
    line(text, heads.stream().map(head -> "-".repeat(width(heads.indexOf(head)))).toList());
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells) {
    var line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String pad = " ".repeat(Math.max(0, width(column) - Show.width(cell)));
      line.append(column == 0 ? "" : "  ").append(right.get(column) ? pad + cell : cell + pad);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int width = Show.width(heads.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, Show.width(row.get(column)));
    }
    return width;
  }
}
