package atelier.panel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/// A moment as a page shows it: `3 min ago`, and exactly in a tooltip.
public record Moment(String iso, String exact, String relative) {
  static Moment of(Instant moment, Instant now, Words words) {
    var exact =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG)
            .withLocale(words.locale())
            .withZone(ZoneId.systemDefault());
    return new Moment(moment.toString(), exact.format(moment), relative(moment, now, words));
  }

  private static String relative(Instant moment, Instant now, Words words) {
    Duration age = Duration.between(moment, now);
    if (age.isNegative()) {
      return words.say("time.in", amount(age.negated(), words));
    }
    return age.toSeconds() < 1 ? words.say("time.now") : words.say("time.ago", amount(age, words));
  }

  private static String amount(Duration time, Words words) {
    if (time.toSeconds() < 60) {
      return words.say("time.seconds", time.toSeconds());
    }
    if (time.toMinutes() < 60) {
      return words.say("time.minutes", time.toMinutes());
    }
    if (time.toHours() < 48) {
      return words.say("time.hours", time.toHours());
    }
    return words.say("time.days", time.toDays());
  }
}
