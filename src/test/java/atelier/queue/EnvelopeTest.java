package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
  private static final Instant NOW = Instant.ofEpochSecond(1786103386);

  @Test
  void a_message_of_the_reference_is_understood() {
    Envelope envelope =
        read(
            """
            {"message_type": "subdefCreation", "payload": {"recordId": 812, "databoxId": "1",
             "subdefName": "preview", "status": "newrecord", "published": 1786103386}}
            """);

    assertThat(envelope.type()).isEqualTo(QueueType.SUBDEF_CREATION);
    assertThat(envelope.payload().id("recordId")).isEqualTo(812);
    assertThat(envelope.payload().id("databoxId")).isEqualTo(1);
    assertThat(envelope.payload().text("subdefName")).isEqualTo("preview");
  }

  @Test
  void an_empty_list_is_a_payload_without_keys() {
    assertThat(read("{\"message_type\": \"mainQueue\", \"payload\": []}").payload().values())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                   | the body is
          no json                                              | the body is not JSON
          {"message_type": "ftp"                               | the body is not JSON
          {"message_type": "ftp", "payload": {}} and more      | the body is not JSON
          null                                                 | the body is
          []                                                   | the body is not JSON, or not an object
          "ftp"                                                | the body is not JSON, or not an object
          42                                                   | the body is not JSON, or not an object
          {}                                                   | message_type is missing
          {"payload": {}}                                      | message_type is missing
          {"message_type": null, "payload": {}}                | message_type is missing
          {"message_type": 7, "payload": {}}                   | message_type is missing or not a text
          {"message_type": "coffee", "payload": {}}            | message_type coffee is unknown
          {"message_type": "FTP", "payload": {}}               | message_type FTP is unknown
          {"message_type": "ftp"}                              | payload is missing
          {"message_type": "ftp", "payload": null}             | payload is missing
          {"message_type": "ftp", "payload": "x"}              | payload is not an object
          {"message_type": "ftp", "payload": 1}                | payload is not an object
          {"message_type": "ftp", "payload": [1]}              | payload is not an object
          {"message_type": "ftp", "message_type": "webhook"}   | the body is not JSON
          """)
  void what_cannot_be_understood_says_why(String body, String reason) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void bytes_that_are_no_text_are_a_bad_message_too() {
    var message = new Message(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, Map.of());

    assertThatThrownBy(() -> Envelope.read(message)).isInstanceOf(BadMessageException.class);
  }

  @Test
  void a_reason_never_shows_the_body() {
    assertThatThrownBy(() -> read("{\"password\": \"s3cret\" oops"))
        .isInstanceOf(BadMessageException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void every_publish_sets_its_time_anew() {
    Envelope envelope =
        read("{\"message_type\": \"ftp\", \"payload\": {\"exportId\": 3, \"published\": 5}}");

    assertThat(envelope.toJson(NOW))
        .isEqualTo(
            "{\"message_type\":\"ftp\",\"payload\":{\"exportId\":3,\"published\":1786103386}}");
  }

  @Test
  void a_changed_payload_keeps_the_type() {
    Envelope envelope = read("{\"message_type\": \"ftp\", \"payload\": {\"exportId\": 3}}");

    Envelope changed = envelope.withPayload(envelope.payload().with("count", 2));

    assertThat(changed.toJson(NOW))
        .isEqualTo(
            "{\"message_type\":\"ftp\",\"payload\":"
                + "{\"exportId\":3,\"count\":2,\"published\":1786103386}}");
  }

  private static Envelope read(String body) {
    return Envelope.read(Message.of(body, Map.of()));
  }
}
