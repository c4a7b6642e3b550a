package atelier.worker.subdef;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.media.SubdefMaker.Made;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a job says of the file it made.
final class SubdefCreationTest {
  @Test
  void a_picture_has_its_size() {
    assertThat(SubdefCreation.told(new Made.Good(300, 200, 4711, "image/jpeg")))
        .isEqualTo("300 x 200, 4711 bytes");
  }

  @Test
  void a_film_also_has_its_length_and_what_is_other_than_asked() {
    assertThat(
            SubdefCreation.told(
                new Made.Good(
                    748,
                    420,
                    4711,
                    "video/mp4",
                    Duration.ofMillis(12_440),
                    "sound aac instead of libfdk_aac")))
        .isEqualTo("748 x 420, 12.4 s, 4711 bytes; sound aac instead of libfdk_aac");
  }

  @Test
  void sound_has_no_size() {
    assertThat(
            SubdefCreation.told(new Made.Good(0, 0, 4711, "audio/mpeg", Duration.ofSeconds(3), "")))
        .isEqualTo("3.0 s, 4711 bytes");
  }
}
