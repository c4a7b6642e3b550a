package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueNameTest {
  @Test
  void base_queues_and_siblings_hang_on_different_exchanges() {
    assertThat(QueueName.base(QueueType.FTP).exchange()).isEqualTo("alchemy-exchange");
    assertThat(QueueName.retry(QueueType.FTP).exchange()).isEqualTo("retry-alchemy-exchange");
    assertThat(QueueName.failed(QueueType.FTP).exchange()).isEqualTo("retry-alchemy-exchange");
    assertThat(QueueName.unroutable().exchange()).isEqualTo("retry-alchemy-exchange");
  }

  @Test
  void every_queue_is_found_by_its_name() {
    for (QueueDeclaration each : Topology.usual().all()) {
      assertThat(QueueName.ofText(each.queue().text())).contains(each.queue());
    }
  }

  @ParameterizedTest
  @CsvSource({"FTP", "ftp_loop", "ftp_delayed", "subtitle_loop", "''", "amq.gen-1"})
  void what_is_not_declared_has_no_name(String text) {
    assertThat(QueueName.ofText(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "subdefcreation, SUBDEF_CREATION",
    "WRITEMETADATAS, WRITE_METADATAS",
    "recordEdit, EDIT_RECORD",
    "recordedit, EDIT_RECORD",
    "editRecord, EDIT_RECORD",
    "ftp, FTP"
  })
  void a_person_may_write_a_type_in_any_case(String spoken, QueueType type) {
    assertThat(QueueType.ofSpokenName(spoken)).contains(type);
  }

  @Test
  void an_envelope_must_write_a_type_exactly() {
    assertThat(QueueType.ofName("subdefCreation")).contains(QueueType.SUBDEF_CREATION);
    assertThat(QueueType.ofName("subdefcreation")).isEmpty();
    assertThat(QueueType.ofName("recordEdit")).isEmpty();
  }
}
