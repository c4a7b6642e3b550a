package atelier.library;

/// A field as a structure document asks for it, before it has its number.
///
/// - Shape: `field` has the id 0 and its place among the elements as sorter; `thesaurusBranch`
///   holds paths into the thesaurus or nothing. The rest says where people meet the field.
/// - Source: `docs/phraseanet.md`, structure document, fields.
public record FieldElement(
    Field field,
    String thesaurusBranch,
    boolean reported,
    boolean candidateTerms,
    boolean editable,
    boolean shown,
    boolean printed,
    boolean inputDisabled) {}
