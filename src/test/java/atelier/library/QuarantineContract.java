package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Quarantine.Arrival;
import atelier.library.Quarantine.Attribute;
import atelier.library.Quarantine.NewArrival;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every quarantine does.
public abstract class QuarantineContract {
  protected static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");

  /// Empty at the test's start; there are a user 1 and a collection with the site-wide number 7.
  protected abstract Quarantine quarantine();

  @Test
  void a_quarantined_file_is_there_with_all_its_parts() {
    int id = quarantine().add(anArrival("a", Optional.of(1), Optional.of("source")));

    assertThat(quarantine().find(id))
        .contains(
            new Arrival(
                1,
                "lzrt_a_-0.jpg",
                "lzrt_a_thumb-0.jpg",
                "a.jpg",
                7,
                "3f2b1c4d-5e6f-4a1b-8c9d-0e1f2a3b4c5d",
                "c0ffee",
                false,
                Optional.of(1),
                5_000_000_000L,
                NOON,
                List.of("Sha256", "UUID"),
                List.of(new Attribute("status", "101"), new Attribute("metadata", "\0*\0é"))));
    assertThat(quarantine().takenAs("source")).contains(1);
    assertThat(quarantine().takenAs("other")).isEmpty();
  }

  @Test
  void a_source_is_quarantined_once_and_remembered() {
    quarantine().add(anArrival("a", Optional.empty(), Optional.of("source")));

    assertThat(quarantine().add(anArrival("b", Optional.empty(), Optional.of("source"))))
        .isEqualTo(1);
    assertThat(quarantine().list(0, 10)).hasSize(1);
    quarantine().remove(1);
    assertThat(quarantine().add(anArrival("b", Optional.empty(), Optional.of("source"))))
        .isEqualTo(1);
    assertThat(quarantine().list(0, 10)).isEmpty();
  }

  @Test
  void files_are_listed_in_parts_and_removed_once() {
    for (String name : List.of("a", "b", "c")) {
      quarantine().add(anArrival(name, Optional.empty(), Optional.empty()));
    }

    assertThat(quarantine().list(0, 2)).extracting(Arrival::id).containsExactly(1, 2);
    assertThat(quarantine().list(2, 2)).extracting(Arrival::id).containsExactly(3);
    assertThat(quarantine().remove(2)).isTrue();
    assertThat(quarantine().remove(2)).isFalse();
    assertThat(quarantine().find(2)).isEmpty();
    assertThat(quarantine().list(0, 10)).extracting(Arrival::id).containsExactly(1, 3);
  }

  protected static NewArrival anArrival(
      String name, Optional<Integer> user, Optional<String> source) {
    return new NewArrival(
        "lzrt_" + name + "_-0.jpg",
        "lzrt_" + name + "_thumb-0.jpg",
        name + ".jpg",
        new Collection(7, 1, 1, "Pictures"),
        "3f2b1c4d-5e6f-4a1b-8c9d-0e1f2a3b4c5d",
        "c0ffee",
        false,
        5_000_000_000L,
        user,
        List.of("Sha256", "UUID"),
        List.of(new Attribute("status", "101"), new Attribute("metadata", "\0*\0é")),
        source);
  }
}
