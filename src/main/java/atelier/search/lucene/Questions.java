package atelier.search.lucene;

import atelier.search.Question;
import atelier.search.Question.AnyOf;
import atelier.search.Question.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/// Puts a person's question in Lucene's words.
///
/// - Shape: a word is looked for in title, caption, file name and record id, and the place it is
///   found in says how much it counts. A field that the index does not know is no field: its name
///   and its word are both looked for.
/// - Source: neither of Lucene's own parsers fits: the classic one refuses what people type, the
///   simple one knows no fields; so [Question] reads the text, for every kind of index.
final class Questions {
  /// How much a word counts by where it stands: what people wrote of the record before its name.
  private static final Map<String, Float> ANYWHERE =
      Map.of(
          IndexFields.TITLE, 8f,
          IndexFields.CAPTION, 4f,
          IndexFields.NAME, 0.5f,
          IndexFields.ID, 8f);

  /// A word that stands in several of these counts little more than in the best one.
  private static final float OTHER_PLACES = 0.1f;

  private static final Set<String> NAMED =
      Set.of(
          IndexFields.ID,
          IndexFields.TITLE,
          IndexFields.CAPTION,
          IndexFields.NAME,
          IndexFields.MIME,
          IndexFields.TYPE,
          IndexFields.COLLECTION,
          IndexFields.DATABOX,
          IndexFields.UUID,
          IndexFields.SHA256);

  private final Analyzer analyzer;
  private final Set<String> indexed;

  /// - Shape: `indexed` = the fields that the index holds.
  Questions(Analyzer analyzer, Set<String> indexed) {
    this.analyzer = analyzer;
    this.indexed = indexed;
  }

  Query query(Question question) {
    var all = new BooleanQuery.Builder();
    boolean wanted = false;
    for (AnyOf group : question.groups()) {
      if (group.terms().size() == 1 && group.terms().getFirst().not()) {
        term(group.terms().getFirst()).ifPresent(query -> all.add(query, Occur.MUST_NOT));
      } else {
        Optional<Query> query = anyOf(group);
        query.ifPresent(each -> all.add(each, Occur.MUST));
        wanted |= query.isPresent();
      }
    }
    if (!wanted) {
      all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
    }
    return all.build();
  }

  private Optional<Query> anyOf(AnyOf group) {
    var any = new ArrayList<Query>();
    for (Term term : group.terms()) {
      term(term).map(query -> term.not() ? without(query) : query).ifPresent(any::add);
    }
    return any.isEmpty() ? Optional.empty() : Optional.of(joined(any, Occur.SHOULD));
  }

  private static Query without(Query query) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
        .add(query, Occur.MUST_NOT)
        .build();
  }

  /// What a term looks for, its `not` left aside; empty when the index sees no word in it.
  private Optional<Query> term(Term term) {
    if (term.field().isEmpty()) {
      return anywhere(term.form(), term.text());
    }
    List<String> fields = fields(term.field().orElseThrow());
    if (!fields.isEmpty()) {
      return best(fields.stream().flatMap(field -> in(field, term.form(), term.text()).stream()));
    }
    var both =
        Stream.of(
                anywhere(Question.Form.WORD, term.field().orElseThrow()),
                anywhere(term.form(), term.text()))
            .flatMap(Optional::stream)
            .toList();
    return both.isEmpty() ? Optional.empty() : Optional.of(joined(both, Occur.MUST));
  }

  /// The index's fields behind a name: its own and the caption's, else technical data.
  private List<String> fields(String typed) {
    String name = typed.toLowerCase(Locale.ROOT);
    var known =
        Stream.of(name, IndexFields.CAPTION_FIELD + name)
            .filter(field -> field.equals(name) ? NAMED.contains(field) : indexed.contains(field))
            .toList();
    String tag = IndexFields.TAG + name;
    return known.isEmpty() && indexed.contains(tag) ? List.of(tag) : known;
  }

  private Optional<Query> anywhere(Question.Form form, String text) {
    return best(
        ANYWHERE.entrySet().stream()
            .flatMap(
                place ->
                    in(place.getKey(), form, text).stream()
                        .map(query -> (Query) new BoostQuery(query, place.getValue()))));
  }

  private Optional<Query> in(String field, Question.Form form, String text) {
    return Optional.ofNullable(
        switch (form) {
          case WORD, PHRASE -> new QueryBuilder(analyzer).createPhraseQuery(field, text);
          case BEGINNING -> beginning(field, text);
        });
  }

  /// The last word of the text may go on; those before it are whole.
  private @Nullable Query beginning(String field, String text) {
    List<String> words = Analysis.words(analyzer, field, text);
    if (words.isEmpty()) {
      return null;
    }
    var all = new ArrayList<Query>();
    for (String word : words.subList(0, words.size() - 1)) {
      all.add(new TermQuery(new org.apache.lucene.index.Term(field, word)));
    }
    all.add(new PrefixQuery(new org.apache.lucene.index.Term(field, words.getLast())));
    return joined(all, Occur.MUST);
  }

  private static Optional<Query> best(Stream<Query> queries) {
    List<Query> all = queries.toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new DisjunctionMaxQuery(all, OTHER_PLACES));
  }

  private static Query joined(List<Query> queries, Occur occur) {
    if (queries.size() == 1) {
      return queries.getFirst();
    }
    var all = new BooleanQuery.Builder();
    queries.forEach(query -> all.add(query, occur));
    return all.build();
  }
}
