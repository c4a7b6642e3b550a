package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
  @Test
  void the_types_of_amqp_become_plain_ones() {
    var headers = new HashMap<String, Object>();
    headers.put("text", LongStringHelper.asLongString("é"));
    headers.put("byte", (byte) 1);
    headers.put("short", (short) 2);
    headers.put("fraction", new BigDecimal("1.50"));
    headers.put("bytes", "é".getBytes(StandardCharsets.UTF_8));
    headers.put("void", null);
    headers.put("list", Arrays.asList(LongStringHelper.asLongString("a"), null, 1L));
    headers.put("table", Map.of("k", LongStringHelper.asLongString("v")));

    assertThat(Headers.plain(headers))
        .isEqualTo(
            Map.of(
                "text",
                "é",
                "byte",
                1,
                "short",
                2,
                "fraction",
                "1.50",
                "bytes",
                "é",
                "list",
                List.of("a", 1L),
                "table",
                Map.of("k", "v")));
  }

  @Test
  void a_message_may_have_no_headers_at_all() {
    assertThat(Headers.plain(null)).isEmpty();
  }
}
