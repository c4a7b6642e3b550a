package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.Library.NewDatabox;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every library does.
public abstract class LibraryContract {
  /// A small structure: two fields, one sub-definition of pictures.
  public static final String TEMPLATE =
      """
      <record>
        <path>{{datapathnoweb}}{{basename}}/documents</path>
        <subdefs>
          <subdefgroup name="image">
            <subdef name="preview" class="preview">
              <path>{{datapathnoweb}}{{basename}}/subdefs</path>
              <size>320</size>
            </subdef>
          </subdefgroup>
        </subdefs>
        <description>
          <Title src="XMP-dc:Title" thumbtitle="1"/>
          <Tags src="IPTC:Keywords" multi="1" aggregable="10"/>
        </description>
      </record>
      """;

  /// The library under test, empty at the test's start.
  protected abstract Library library();

  /// The same library as another process has it open.
  protected abstract Library sameLibraryElsewhere();

  @Test
  void an_empty_library_has_nothing() {
    assertThat(library().databoxes()).isEmpty();
    assertThat(library().databox(1)).isEmpty();
    assertThat(library().collection(1)).isEmpty();
    assertThatThrownBy(() -> library().records(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no databox 1");
  }

  @Test
  void a_databox_comes_from_its_template() {
    var made = library().create(aWish("photos"));

    assertThat(made.id()).isEqualTo(1);
    assertThat(made.name()).isEqualTo("photos");
    assertThat(made.viewName()).isEqualTo("The photos");
    assertThat(made.collections()).containsExactly(new Collection(1, 1, 1, "Pictures"));
    assertThat(made.fields())
        .containsExactly(
            new Field(
                1,
                "Title",
                "XMP-dc:Title",
                Field.Type.STRING,
                false,
                "",
                false,
                false,
                false,
                true,
                0,
                "1",
                1),
            new Field(
                2,
                "Tags",
                "IPTC:Keywords",
                Field.Type.STRING,
                true,
                ";",
                false,
                false,
                false,
                true,
                10,
                "0",
                2));
    assertThat(made.structure().documents())
        .isAbsolute()
        .endsWithRaw(java.nio.file.Path.of("photos", "documents"));
    assertThat(made.structure().group(MediaType.IMAGE).subdef("Preview")).isPresent();
    assertThat(library().databoxes()).containsExactly(made);
    assertThat(library().records(1).count()).isZero();
  }

  @Test
  void databoxes_and_collections_are_numbered_over_the_whole_library() {
    library().create(aWish("photos"));
    library().create(aWish("films"));

    assertThat(library().databoxes()).extracting(Databox::name).containsExactly("photos", "films");
    assertThat(library().databox(2).orElseThrow().name()).isEqualTo("films");
    assertThat(library().collection(2)).contains(new Collection(2, 2, 1, "Pictures"));
    assertThat(library().collection(3)).isEmpty();
  }

  @Test
  void a_name_is_taken_once_in_any_case() {
    library().create(aWish("photos"));

    assertThatThrownBy(() -> library().create(aWish("Photos")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is a databox Photos already");
  }

  @Test
  void a_wrong_template_makes_nothing() {
    var wish = new NewDatabox("photos", "", "Pictures", "<record><path>photos</path></record>");

    assertThatThrownBy(() -> library().create(wish))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("record/path is photos");

    assertThat(library().databoxes()).isEmpty();
    assertThat(library().create(aWish("photos")).fields()).hasSize(2);
  }

  @Test
  void a_databox_without_a_view_name_shows_its_name() {
    var made = library().create(new NewDatabox("photos", "", "Pictures", TEMPLATE));

    assertThat(made.viewName()).isEqualTo("photos");
  }

  @Test
  void what_one_process_makes_another_sees() {
    library().create(aWish("photos"));

    assertThat(sameLibraryElsewhere().databoxes())
        .extracting(Databox::name)
        .isEqualTo(List.of("photos"));
    assertThat(sameLibraryElsewhere().records(1).count()).isZero();
  }

  protected static NewDatabox aWish(String name) {
    return new NewDatabox(name, "The " + name, "Pictures", TEMPLATE);
  }
}
