package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTest {
  @Test
  void the_title_is_made_of_all_values_of_the_title_fields() {
    var values = new LinkedHashMap<Field, List<String>>();
    values.put(aField("Headline", "1"), List.of("A bridge"));
    values.put(aField("City", "0"), List.of("Nantes"));
    values.put(aField("TitreFr", "fr"), List.of("Un pont"));
    values.put(aField("Names", "1"), List.of("Ada", "Grace"));

    assertThat(new Caption(values).title()).isEqualTo("A bridge - Ada - Grace");
  }

  @Test
  void a_field_without_value_has_none() {
    assertThat(Caption.EMPTY.of("Headline")).isEmpty();
    assertThat(Caption.EMPTY.title()).isEmpty();
    assertThat(Caption.EMPTY.isEmpty()).isTrue();
  }

  private static Field aField(String name, String thumbTitle) {
    return FieldTest.aField(name, "", thumbTitle);
  }
}
