package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueNamesTest {
  @Test
  void names_match_in_any_case_and_by_their_second_name() {
    assertThat(QueueNames.parseAny("SUBDEFCREATION_failed"))
        .isEqualTo(QueueName.failed(QueueType.SUBDEF_CREATION));
    assertThat(QueueNames.parseAny("recordEdit")).isEqualTo(QueueName.base(QueueType.EDIT_RECORD));
    assertThat(QueueNames.parseAny("recordedit_retry"))
        .isEqualTo(QueueName.retry(QueueType.EDIT_RECORD));
    assertThat(QueueNames.parseAny("pullassets_loop"))
        .isEqualTo(QueueName.loop(QueueType.PULL_ASSETS));
    assertThat(QueueNames.parseAny("unroutable_failed")).isEqualTo(QueueName.unroutable());
  }

  @Test
  void an_unknown_name_is_answered_with_those_there_are() {
    assertThatThrownBy(() -> QueueNames.parseAny("webhook_delayed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no queue \"webhook_delayed\"; there are [webhook, webhook_retry,"
                + " webhook_failed]");
    assertThatThrownBy(() -> QueueNames.parseAny("recordediting"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("writeMetadatas")
        .hasMessageContaining("subdefCreation_failed");
  }

  @Test
  void the_author_is_the_person_behind_sudo() {
    assertThat(Author.from(Map.of("SUDO_USER", "ann", "USER", "root"))).isEqualTo("ann");
    assertThat(Author.from(Map.of("SUDO_USER", "", "USER", "bob"))).isEqualTo("bob");
    assertThat(Author.from(Map.of())).isEqualTo("console");
  }
}
