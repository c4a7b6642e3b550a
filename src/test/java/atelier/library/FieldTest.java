package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {
  @ParameterizedTest
  @CsvSource({
    "IPTC:Headline,          false, true",
    "Phraseanet:tf-basename, true,  false",
    "phraseanet:no-source,   true,  false",
    "'',                     false, false",
  })
  void a_source_is_a_tag_of_the_file_an_invention_or_nothing(
      String source, boolean pseudo, boolean embedded) {
    var field = aField("Some", source, "0");

    assertThat(field.isPseudo()).isEqualTo(pseudo);
    assertThat(field.isEmbedded()).isEqualTo(embedded);
  }

  static Field aField(String name, String source, String thumbTitle) {
    return new Field(
        1, name, source, Field.Type.STRING, false, "", false, false, false, true, 0, thumbTitle, 1);
  }
}
