package atelier.store;

import atelier.library.Field;
import atelier.library.FieldElement;
import atelier.library.StructureDocument;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// The first rows of an empty databox: its collection, its fields, its structure document.
final class NewDataboxRows {
  /// The version of Phraseanet whose tables these are.
  private static final String VERSION = "4.1.22";

  private static final String PREFS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <baseprefs><status>0</status><sugestedValues></sugestedValues></baseprefs>
      """;

  private static final int LONGEST_NAME = 50;

  private NewDataboxRows() {}

  static boolean isFilled(Handle handle) {
    return handle
            .createQuery("SELECT COUNT(*) FROM pref WHERE prop = 'structure'")
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  static int firstCollection(Handle handle) {
    return handle.createQuery("SELECT MIN(coll_id) FROM coll").mapTo(Integer.class).one();
  }

  /// Writes all rows and returns the collection's number.
  static int fill(Handle handle, StructureDocument document, String collection, Instant now) {
    var ids = new HashMap<String, Integer>();
    for (FieldElement element : document.newFields()) {
      ids.put(element.field().name(), insert(handle, element));
    }
    pref(handle, "structure", document.withFieldIds(ids, now), now);
    pref(handle, "version", VERSION, now);
    return handle
        .createUpdate(
            """
            INSERT INTO coll (asciiname, prefs, logo, majLogo, pub_wm)
            VALUES (:name, :prefs, '', :now, 'none')
            """)
        .bind("name", RecordRows.cut(Dialect.of(handle).fit(collection), LONGEST_NAME))
        .bind("prefs", PREFS)
        .bind("now", Dialect.of(handle).datetime(now))
        .executeAndReturnGeneratedKeys()
        .mapTo(Integer.class)
        .one();
  }

  private static int insert(Handle handle, FieldElement element) {
    Field field = element.field();
    return handle
        .createUpdate(
            """
            INSERT INTO metadatas_structure (name, src, readonly, required, business, aggregable,
              indexable, type, tbranch, `separator`, thumbtitle, multi, report, sorter,
              generate_cterms, gui_editable, gui_visible, printable, input_disable)
            VALUES (:name, :src, :readonly, :required, :business, :aggregable,
              :indexable, :type, :tbranch, :separator, :thumbtitle, :multi, :report, :sorter,
              :cterms, :editable, :visible, :printable, :inputDisable)
            """)
        .bind("name", field.name())
        .bind("src", field.source())
        .bind("readonly", field.readOnly())
        .bind("required", field.required())
        .bind("business", field.business())
        .bind("aggregable", field.aggregable())
        .bind("indexable", field.indexable())
        .bind("type", field.type().name().toLowerCase(Locale.ROOT))
        .bind("tbranch", element.thesaurusBranch())
        .bind("separator", field.separator())
        .bind("thumbtitle", field.thumbTitle())
        .bind("multi", field.multi())
        .bind("report", element.reported())
        .bind("sorter", field.sorter())
        .bind("cterms", element.candidateTerms())
        .bind("editable", element.editable())
        .bind("visible", element.shown())
        .bind("printable", element.printed())
        .bind("inputDisable", element.inputDisabled())
        .executeAndReturnGeneratedKeys()
        .mapTo(Integer.class)
        .one();
  }

  private static void pref(Handle handle, String name, String value, Instant now) {
    var dialect = Dialect.of(handle);
    handle
        .createUpdate(
            """
            INSERT INTO pref (prop, value, updated_on, created_on) VALUES (:prop, :value, :now, :now)
            """)
        .bind("prop", name)
        .bind("value", dialect.fit(value))
        .bind("now", dialect.datetime(now))
        .execute();
  }
}
