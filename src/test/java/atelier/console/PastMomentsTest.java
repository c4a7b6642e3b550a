package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PastMomentsTest {
  private static final Clock PARIS_NOON =
      Clock.fixed(Instant.parse("2026-08-07T10:00:00Z"), ZoneId.of("Europe/Paris"));

  @ParameterizedTest
  @CsvSource({
    "3h, 2026-08-07T07:00:00Z",
    "2d, 2026-08-05T10:00:00Z",
    "1w, 2026-07-31T10:00:00Z",
    "5 days, 2026-08-02T10:00:00Z",
    "2 weeks, 2026-07-24T10:00:00Z",
    "1 Month, 2026-07-07T10:00:00Z",
    "1 year, 2025-08-07T10:00:00Z",
    "2026-08-01, 2026-07-31T22:00:00Z",
    "2026-08-01T08:00:00Z, 2026-08-01T08:00:00Z"
  })
  void a_date_a_moment_or_an_age(String text, Instant expected) {
    assertThat(PastMoments.before(text, PARIS_NOON)).isEqualTo(expected);
  }

  @Test
  void anything_else_is_refused_with_what_is_allowed() {
    assertThatThrownBy(() -> PastMoments.before("soon", PARIS_NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"soon\" is no time; allowed: 2026-11-24");
  }
}
