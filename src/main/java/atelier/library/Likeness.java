package atelier.library;

/// In what a record may be like a file.
public sealed interface Likeness {
  /// The hash of the metadata-stripped file.
  record SameContent(String sha256) implements Likeness {}

  record SameUuid(String uuid) implements Likeness {}

  /// The name it was uploaded under.
  record SameName(String originalName, boolean caseMatters) implements Likeness {}
}
