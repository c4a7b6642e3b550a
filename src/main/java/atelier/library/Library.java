package atelier.library;

import java.util.List;
import java.util.Optional;

/// The whole library: all databoxes of one application box.
///
/// - Errors: every method throws [LibraryException] when the database cannot be reached.
/// - Thread-safe.
public interface Library {
  /// All databoxes, in their display order, each read anew from its structure.
  List<Databox> databoxes();

  Optional<Databox> databox(int databoxId);

  /// Finds a collection by its number in the whole site.
  Optional<Collection> collection(int baseId);

  /// Makes a databox from a template, with one collection.
  ///
  /// - Shape: `{{datapathnoweb}}` and `{{basename}}` in the template are filled in.
  Databox create(NewDatabox wish);

  /// The records of a databox.
  ///
  /// - Errors: [IllegalArgumentException] when there is no such databox.
  Records records(int databoxId);

  /// A databox to be.
  ///
  /// - Shape: `name` of letters, digits and `_`, at most 64.
  record NewDatabox(String name, String viewName, String collectionName, String templateXml) {
    public NewDatabox {
      if (!name.matches("[A-Za-z0-9_]{1,64}")) {
        throw new IllegalArgumentException(
            "\"" + name + "\" cannot name a databox: use letters, digits and _, at most 64");
      }
    }
  }
}
