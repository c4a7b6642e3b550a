package atelier.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.worker.intake.PhpText.PhpObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhpTextTest {
  @Test
  void a_note_on_a_field_is_written_as_php_writes_it() {
    var note = new LinkedHashMap<String, Object>();
    note.put("id", 5);
    note.put("sbas_id", 1);
    note.put("value", List.of("café", "b"));

    assertThat(PhpText.write(note))
        .isEqualTo(
            """
            a:3:{s:2:"id";i:5;s:7:"sbas_id";i:1;s:5:"value";a:2:{i:0;s:5:"café";i:1;s:1:"b";}}""");
  }

  @Test
  void what_php_writes_is_read() {
    assertThat(PhpText.read("a:4:{i:0;b:1;i:1;d:1.5;i:2;N;i:3;s:6:\"a\";b\"c\";}"))
        .isEqualTo(
            new LinkedHashMap<Object, Object>() {
              private static final long serialVersionUID = 1L;

              {
                put(0L, true);
                put(1L, 1.5);
                put(2L, null);
                put(3L, "a\";b\"c");
              }
            });
  }

  @Test
  void the_marks_of_visibility_are_taken_off_properties() {
    assertThat(PhpText.read("O:3:\"A\\B\":2:{s:4:\"\0*\0p\";i:1;s:6:\"\0A\\B\0q\";i:2;}"))
        .isEqualTo(new PhpObject("A\\B", new LinkedHashMap<>(Map.of("p", 1L, "q", 2L))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "i:1",
        "i:x;",
        "s:9:\"short\";",
        "s:-1:\"\";",
        "a:1:{i:0;}",
        "a:1:{N;i:0;}",
        "i:1;i:2;",
        "s:1:\"é\";",
        "d:one;"
      })
  void what_is_cut_or_is_none_of_phps_is_refused(String text) {
    assertThatThrownBy(() -> PhpText.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not PHP's serialized form, at byte ");
  }

  @Test
  void a_text_that_is_too_deep_is_refused() {
    assertThatThrownBy(() -> PhpText.read("a:1:{i:0;".repeat(100)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
