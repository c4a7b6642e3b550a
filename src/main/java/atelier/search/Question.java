package atelier.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a person typed into the search box, understood.
///
/// | typed | means |
/// |---|---|
/// | `two words` | both words, anywhere |
/// | `"two words"` | these words in this order |
/// | `-word` | without this word |
/// | `field:word`, `field:"two words"` | in this field |
/// | `wor*` | words that begin so |
/// | `red OR blue` | one of them; binds its neighbours closer than a space does |
///
/// Every text has a meaning. A sign where there is nothing for it to do (a quotation mark that is
/// not closed, a star alone, `OR` at the end) is passed over, or is a word.
///
/// - Shape: every one of `groups` must match; none = all records are meant. Words are as typed: the
///   index folds case and accents.
public record Question(List<AnyOf> groups) {
  // What stands behind these is passed over: nobody types so much, and an index has its limits.
  private static final int MAX_PARTS = 64;
  private static final int MAX_LENGTH = 2_000;

  private static final Pattern PART =
      Pattern.compile(
          "(?<not>-(?=[^\\s-]))?"
              + "(?:(?<field>\\w[\\w.-]*):(?=[^\\s:]))?"
              + "(?:\"(?<phrase>[^\"]*)\"|(?<word>[^\\s\"]+|\"))",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

  public Question {
    groups = List.copyOf(groups);
  }

  /// Terms of which at least one must match.
  public record AnyOf(List<Term> terms) {
    public AnyOf {
      terms = List.copyOf(terms);
    }
  }

  /// One thing to look for.
  ///
  /// - Shape: `field` as typed, empty = anywhere; `text` holds at least one letter or digit.
  public record Term(boolean not, Optional<String> field, Form form, String text) {}

  /// How a term's text is to be found.
  public enum Form {
    WORD,
    PHRASE,
    BEGINNING
  }

  /// Reads any text; one without a word, like an empty one or `*`, asks for all records.
  public static Question parse(String text) {
    String start = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    List<MatchResult> parts = PART.matcher(start).results().limit(MAX_PARTS).toList();
    var groups = new ArrayList<List<Term>>();
    boolean join = false;
    for (int i = 0; i < parts.size(); i++) {
      boolean between = !groups.isEmpty() && !join && i + 1 < parts.size();
      if (between && parts.get(i).group().equals("OR")) {
        join = true;
      } else if (!(between && parts.get(i).group().equals("AND"))) {
        Optional<Term> term = term(parts.get(i));
        if (term.isPresent()) {
          if (!join) {
            groups.add(new ArrayList<>());
          }
          groups.getLast().add(term.orElseThrow());
          join = false;
        }
      }
    }
    return new Question(groups.stream().map(AnyOf::new).toList());
  }

  /// One part of the text; none when it holds no letter and no digit.
  private static Optional<Term> term(MatchResult part) {
    boolean not = part.start("not") >= 0;
    Optional<String> field = Optional.ofNullable(part.group("field"));
    String phrase = part.group("phrase");
    if (phrase != null) {
      return Optional.of(new Term(not, field, Form.PHRASE, phrase)).filter(Question::hasWords);
    }
    String word = part.group("word");
    return Optional.of(
            word.endsWith("*")
                ? new Term(not, field, Form.BEGINNING, word.substring(0, word.length() - 1))
                : new Term(not, field, Form.WORD, word))
        .filter(Question::hasWords);
  }

  private static boolean hasWords(Term term) {
    return LETTER_OR_DIGIT.matcher(term.text()).find();
  }
}
