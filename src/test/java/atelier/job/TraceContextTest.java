package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void a_message_s_trace_goes_on_with_a_step_of_its_own() {
    TraceContext step = TraceContext.of(with(PARENT));

    assertThat(step.traceId()).isEqualTo(TRACE);
    assertThat(step.spanId()).isNotEqualTo("00f067aa0ba902b7").matches("[0-9a-f]{16}");
    assertThat(step.header()).isEqualTo("00-" + TRACE + "-" + step.spanId() + "-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
      })
  void what_is_no_trace_begins_a_new_one(String header) {
    TraceContext step = TraceContext.of(with(header));

    assertThat(step.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    assertThat(TraceContext.of(with(step.header())).traceId()).isEqualTo(step.traceId());
  }

  private static Message with(String header) {
    return Message.of("{}", Map.of(TraceContext.HEADER, header));
  }
}
