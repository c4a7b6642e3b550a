package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class MomentsTest {
  /// 14:00 in Paris.
  private static final ZonedDateTime NOW =
      Instant.parse("2026-08-07T12:00:00Z").atZone(ZoneId.of("Europe/Paris"));

  @Test
  void lengths_of_time_are_short_words_or_iso() {
    assertThat(Moments.length("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Moments.length("15m")).isEqualTo(Duration.ofMinutes(15));
    assertThat(Moments.length("2H")).isEqualTo(Duration.ofHours(2));
    assertThat(Moments.length("1d")).isEqualTo(Duration.ofDays(1));
    assertThat(Moments.length("PT1H30M")).isEqualTo(Duration.ofMinutes(90));
    for (String wrong : new String[] {"", "15", "m", "-5m", "1 week"}) {
      assertThatThrownBy(() -> Moments.length(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("15m");
    }
  }

  @Test
  void a_time_of_day_is_the_next_one() {
    assertThat(moment("18:30")).isEqualTo(Instant.parse("2026-08-07T16:30:00Z"));
    assertThat(moment("14:00")).isEqualTo(Instant.parse("2026-08-08T12:00:00Z"));
    assertThat(moment("09:15:30")).isEqualTo(Instant.parse("2026-08-08T07:15:30Z"));
  }

  @Test
  void a_date_and_time_are_of_the_readers_zone_unless_they_say_so() {
    assertThat(moment("2026-12-24 18:00")).isEqualTo(Instant.parse("2026-12-24T17:00:00Z"));
    assertThat(moment("2026-12-24T18:00:01")).isEqualTo(Instant.parse("2026-12-24T17:00:01Z"));
    assertThat(moment("2026-12-24T18:00Z")).isEqualTo(Instant.parse("2026-12-24T18:00:00Z"));
    assertThat(moment("2026-12-24T18:00:00-05:00"))
        .isEqualTo(Instant.parse("2026-12-24T23:00:00Z"));
    for (String wrong : new String[] {"", "noon", "2026-12-24", "25:00", "2026-13-01 10:00"}) {
      assertThatThrownBy(() -> moment(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("18:30");
    }
  }

  private static Instant moment(String text) {
    return Moments.moment(text, NOW).toInstant();
  }
}
