package atelier.library;

import java.util.List;
import java.util.Optional;

/// The whole library: all databoxes of one application box.
///
/// - Errors: every method throws [LibraryException] when the database cannot be reached, and
///   [IllegalStateException] when a databox's structure is wrong; its message says where.
/// - Thread-safe.
public interface Library {
  /// All databoxes, in their display order, each read anew from its structure.
  List<Databox> databoxes();

  Optional<Databox> databox(int databoxId);

  /// Finds a collection by its number in the whole site.
  Optional<Collection> collection(int baseId);

  /// Makes a databox from a template, with one collection.
  ///
  /// - Shape: `{{datapathnoweb}}` and `{{basename}}` in the template are filled in. A file of this
  ///   name that belongs to no databox (a making that was cut short) is kept and taken in as it is.
  /// - Errors: [IllegalArgumentException] when there is a databox of this name, or the template is
  ///   wrong.
  Databox create(NewDatabox wish);

  /// The records of a databox.
  ///
  /// - Errors: [IllegalArgumentException] when there is no such databox.
  Records records(int databoxId);

  /// A databox to be.
  ///
  /// - Shape: `name` of letters, digits and `_`, at most 64, not `application` in any case;
  ///   `viewName` of at most 128 characters, `collectionName` of 1 to 50.
  record NewDatabox(String name, String viewName, String collectionName, String templateXml) {
    public NewDatabox {
      if (!name.matches("[A-Za-z0-9_]{1,64}")) {
        throw new IllegalArgumentException(
            "\"" + name + "\" cannot name a databox: use letters, digits and _, at most 64");
      }
      if (name.equalsIgnoreCase("application")) {
        throw new IllegalArgumentException("application cannot name a databox: the name is taken");
      }
      if (viewName.length() > 128) {
        throw new IllegalArgumentException("the view name is longer than 128 characters");
      }
      if (collectionName.isBlank() || collectionName.length() > 50) {
        throw new IllegalArgumentException("the collection's name needs 1 to 50 characters");
      }
    }
  }
}
