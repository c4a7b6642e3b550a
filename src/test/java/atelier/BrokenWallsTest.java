package atelier;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// Shows that the walls stand: a house that breaks each of them is found out.
class BrokenWallsTest {
  private static final String ROOT = "broken";
  private static final JavaClasses HOUSE = new ClassFileImporter().importPackages(ROOT);

  @Test
  void a_room_that_uses_another_against_the_plan_is_reported() {
    assertThat(WallsTest.wrongNeighbours(HOUSE, ROOT))
        .containsExactly(
            "broken.job.Peek may not use broken.queue.amqp.Wire",
            "broken.library.Shortcut may not use broken.store.Table");
  }

  @Test
  void a_library_outside_its_room_is_reported() {
    assertThat(WallsTest.wrongLibraries(HOUSE, ROOT))
        .containsExactly("broken.library.Shortcut may not use java.sql");
  }

  @Test
  void a_circle_is_reported() {
    assertThat(WallsTest.circles(HOUSE, ROOT))
        .singleElement()
        .asString()
        .contains("Cycle detected", "room library", "room store");
  }

  @Test
  void a_room_without_sign_is_reported() {
    assertThat(WallsTest.unsigned(HOUSE)).containsExactly("broken.library");
  }

  @Test
  void an_open_class_is_reported() {
    assertThat(WallsTest.open(HOUSE)).containsExactly("broken.library.Shortcut");
  }
}
