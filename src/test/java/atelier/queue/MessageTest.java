package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void the_body_is_utf_8() {
    var message = Message.of("é", Map.of());

    assertThat(message.body()).containsExactly(0xc3, 0xa9);
    assertThat(message.text()).isEqualTo("é");
  }

  @Test
  void headers_are_read_as_text_whatever_they_are() {
    var message = Message.of("{}", Map.of("atelier-attempt", 2, "list", List.of("a")));

    assertThat(message.header("atelier-attempt")).contains("2");
    assertThat(message.header("list")).contains("[a]");
    assertThat(message.header("absent")).isEmpty();
  }

  @Test
  void more_headers_replace_those_of_the_same_name() {
    var message = Message.of("{}", Map.of("a", 1, "b", 1));

    assertThat(message.withHeaders(Map.of("b", 2, "c", 2)).headers())
        .isEqualTo(Map.of("a", 1, "b", 2, "c", 2));
    assertThat(message.headers()).isEqualTo(Map.of("a", 1, "b", 1));
  }

  @Test
  void headers_are_a_copy() {
    var headers = new HashMap<String, Object>(Map.of("a", 1));
    var message = Message.of("{}", headers);

    headers.put("a", 2);

    assertThat(message.headers()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void the_hash_is_that_of_the_body_alone() {
    // printf '{}' | sha256sum
    assertThat(Message.of("{}", Map.of("a", 1)).bodyHash())
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void what_is_logged_shows_neither_body_nor_values() {
    assertThat(Message.of("s3cret", Map.of("worker-message", "s3cret too")))
        .hasToString("Message[6 bytes, headers [worker-message]]");
  }
}
