package atelier.console;

import java.util.Set;

/// What has to come of a file of the [Corpus].
sealed interface Fate {
  /// A picture with red on its left and blue on its right, `width` x `height` pixels upright.
  record Marked(int width, int height) implements Fate {}

  /// The same, drawn as large as is asked.
  record Drawn(int width, int height) implements Fate {}

  /// A picture of which the size alone is known.
  record Picture(int width, int height) implements Fate {}

  /// Three seconds of film, red on the left and blue on the right, `width` x `height` as shown.
  record Film(int width, int height, boolean sound) implements Fate {}

  /// Three seconds of sound.
  record Sound() implements Fate {}

  /// A document with these words on its first page.
  record Paper(int pages, String words) implements Fate {}

  /// It becomes a record, but nothing can be made of it, for a reason that begins with `cause`.
  record Refused(String cause) implements Fate {}

  /// It becomes a record of which `made` can be made; all else fails for a reason that begins with
  /// `cause`.
  record Partly(Set<String> made, String cause) implements Fate {}

  /// It becomes no record, for a reason that begins with `cause`.
  record TurnedAway(String cause) implements Fate {}

  /// It becomes a record of a kind of which nothing is asked.
  record Kept() implements Fate {}
}
