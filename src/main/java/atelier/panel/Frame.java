package atelier.panel;

import atelier.library.Role;
import java.time.Instant;
import java.util.List;

/// What is around every page: words, menu, who is signed in.
///
/// - Shape: `csrf` goes into every form; `theme` is `auto`, `light` or `dark`; `login` empty =
///   nobody is signed in; `place` = the menu's current entry; `back` = the page's own address.
public record Frame(Words words, String login, Role role, String csrf, Looks looks, Instant now) {

  /// What the browser asked for, and how it shall look.
  public record Looks(String theme, String place, String title, String back) {
    Looks at(String newPlace, String newTitle) {
      return new Looks(theme, newPlace, newTitle, back);
    }
  }

  Frame at(String place, String titleKey) {
    return titled(place, words.say(titleKey));
  }

  /// - Shape: `title` as it stands, not a key.
  Frame titled(String place, String title) {
    return new Frame(words, login, role, csrf, looks.at(place, title), now);
  }

  public String t(String key, Object... filling) {
    return words.say(key, filling);
  }

  /// The address of a style sheet or script.
  public String asset(String name) {
    return Assets.address(name);
  }

  public boolean isIn(String place) {
    return looks.place().equals(place);
  }

  public boolean isBelow(String place) {
    return looks.place().startsWith(place);
  }

  public boolean isSignedIn() {
    return !login.isEmpty();
  }

  public boolean mayOperate() {
    return isSignedIn() && role.includes(Role.OPERATOR);
  }

  public boolean mayAdminister() {
    return isSignedIn() && role.includes(Role.ADMINISTRATOR);
  }

  public List<String> languages() {
    return Words.LANGUAGES;
  }

  Moment moment(Instant moment) {
    return Moment.of(moment, now, words);
  }
}
