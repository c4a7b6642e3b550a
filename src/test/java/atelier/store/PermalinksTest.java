package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermalinksTest {
  @ParameterizedTest
  @CsvSource({
    "Été  à Paris,x.jpg,Ete-a-Paris",
    "'',my photo+1.tar.gz,my-photo-1tar",
    "'',noextension,noextension",
    "Mr. Smith,x.jpg,Mr-Smith",
    "日本,x.jpg,untitled",
    "'','',untitled",
  })
  void labels_are_plain_letters(String title, String originalName, String label) {
    assertThat(Permalinks.label(title, originalName)).isEqualTo(label);
  }
}
