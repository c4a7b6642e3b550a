package atelier.library;

import java.util.regex.Pattern;

/// A record's name in the whole library: databox id and record id, written `1_12`.
public record RecordId(int databox, int record) implements Comparable<RecordId> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})_(\\d{1,9})");

  /// Reads `1_12`.
  ///
  /// - Errors: [IllegalArgumentException] that shows the form.
  public static RecordId parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no record: expected <databox>_<record>, like 1_12");
    }
    return new RecordId(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
  }

  @Override
  public int compareTo(RecordId other) {
    return databox != other.databox
        ? Integer.compare(databox, other.databox)
        : Integer.compare(record, other.record);
  }

  @Override
  public String toString() {
    return databox + "_" + record;
  }
}
