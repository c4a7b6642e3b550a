package atelier.library;

/// A caption field of a databox.
///
/// - Shape: `source` is a tag as exiftool names it (`IPTC:Headline`), a pseudo tag
///   (`Phraseanet:tf-basename`) or empty; `separator` holds the characters that part several
///   values; `thumbTitle` is `1` for the title in all languages, a language code, or `0`;
///   `aggregable`: 0 no facet, -1 all values, else how many.
/// - Source: `docs/phraseanet.md`, fields.
public record Field(
    int id,
    String name,
    String source,
    Type type,
    boolean multi,
    String separator,
    boolean readOnly,
    boolean required,
    boolean business,
    boolean indexable,
    int aggregable,
    String thumbTitle,
    int sorter) {

  /// What a field's values are.
  public enum Type {
    STRING,
    DATE,
    NUMBER
  }

  /// The tag is an invention of Phraseanet's, not one in a file.
  public boolean isPseudo() {
    return source.regionMatches(true, 0, "Phraseanet:", 0, "Phraseanet:".length());
  }

  /// Values come from, and go to, a tag in the file.
  public boolean isEmbedded() {
    return !source.isEmpty() && !isPseudo();
  }
}
