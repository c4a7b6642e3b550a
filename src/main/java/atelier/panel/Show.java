package atelier.panel;

import java.text.NumberFormat;

/// Numbers in the reader's way.
final class Show {
  private Show() {}

  /// `12,345` in the reader's way.
  static String number(long number, Words words) {
    return NumberFormat.getIntegerInstance(words.locale()).format(number);
  }

  /// `10,000+` when only that many were counted.
  static String atLeast(long number, long most, Words words) {
    return number > most ? number(most, words) + "+" : number(number, words);
  }
}
