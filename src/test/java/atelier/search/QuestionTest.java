package atelier.search;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.search.Question.AnyOf;
import atelier.search.Question.Form;
import atelier.search.Question.Term;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
  @Test
  void words_and_phrases_must_all_match() {
    assertThat(Question.parse(" Été  \"old harbour\" ").groups())
        .containsExactly(
            one(new Term(false, Optional.empty(), Form.WORD, "Été")),
            one(new Term(false, Optional.empty(), Form.PHRASE, "old harbour")));
  }

  @Test
  void a_dash_before_a_word_excludes_it_and_one_inside_or_alone_does_not() {
    assertThat(Question.parse("-fog Saint-Malo - -City:\"New York\"").groups())
        .containsExactly(
            one(new Term(true, Optional.empty(), Form.WORD, "fog")),
            one(new Term(false, Optional.empty(), Form.WORD, "Saint-Malo")),
            one(new Term(true, Optional.of("City"), Form.PHRASE, "New York")));
  }

  @Test
  void a_star_at_the_end_asks_for_beginnings() {
    assertThat(Question.parse("moun* Title:fo*").groups())
        .containsExactly(
            one(new Term(false, Optional.empty(), Form.BEGINNING, "moun")),
            one(new Term(false, Optional.of("Title"), Form.BEGINNING, "fo")));
  }

  @Test
  void or_joins_its_neighbours() {
    assertThat(Question.parse("sea red OR blue OR green AND sky").groups())
        .containsExactly(
            one(word("sea")),
            new AnyOf(List.of(word("red"), word("blue"), word("green"))),
            one(word("sky")));
  }

  @Test
  void or_and_and_are_words_where_there_is_nothing_to_join() {
    assertThat(Question.parse("AND OR").groups())
        .containsExactly(one(word("AND")), one(word("OR")));
    assertThat(Question.parse("OR sea OR").groups())
        .containsExactly(one(word("OR")), one(word("sea")), one(word("OR")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "*", "(((", "\"", "\"\"", "-", "--", ":", "::", "*:*", "-*"})
  void text_without_a_word_asks_for_everything(String text) {
    assertThat(Question.parse(text).groups()).isEmpty();
  }

  @Test
  void signs_that_make_no_sense_are_passed_over() {
    assertThat(Question.parse("\"unclosed mark").groups())
        .containsExactly(one(word("unclosed")), one(word("mark")));
    assertThat(Question.parse("a:b:c").groups())
        .containsExactly(one(new Term(false, Optional.of("a"), Form.WORD, "b:c")));
  }

  @Test
  void endless_text_is_cut() {
    assertThat(Question.parse("word ".repeat(100_000)).groups()).hasSize(64);
    assertThat(Question.parse("x".repeat(1_000_000)).groups())
        .containsExactly(one(word("x".repeat(2000))));
  }

  private static Term word(String text) {
    return new Term(false, Optional.empty(), Form.WORD, text);
  }

  private static AnyOf one(Term term) {
    return new AnyOf(List.of(term));
  }
}
