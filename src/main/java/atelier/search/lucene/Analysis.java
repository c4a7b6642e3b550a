package atelier.search.lucene;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/// How texts become words: the same way in documents and in questions.
///
/// - Shape: lower case, without accents. Prose falls into words as Unicode says, and the French
///   `l'été` is found by `été`; names of files fall into runs of letters and runs of digits;
///   identifiers stay whole.
/// - Thread-safe.
final class Analysis {
  /// Between two values of a field, so that no phrase reaches over the border.
  private static final int GAP = 100;

  private Analysis() {}

  /// The analyzer of all fields.
  static Analyzer analyzer() {
    var parts = new Parts();
    var whole = new Whole();
    return new PerFieldAnalyzerWrapper(
        new Prose(),
        Map.of(
            IndexFields.NAME, parts,
            IndexFields.MIME, parts,
            IndexFields.ID, whole,
            IndexFields.UUID, whole,
            IndexFields.SHA256, whole,
            IndexFields.TYPE, whole));
  }

  /// The words of a text as they stand in a field.
  static List<String> words(Analyzer analyzer, String field, String text) {
    var words = new ArrayList<String>();
    try (var stream = analyzer.tokenStream(field, text)) {
      var word = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(word.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
    return words;
  }

  private static final class Prose extends Analyzer {
    /// Signs that Unicode takes for parts of a word, and archivists for ends of words.
    private static final NormalizeCharMap SPACES = spaces();

    private static NormalizeCharMap spaces() {
      var map = new NormalizeCharMap.Builder();
      map.add("_", " ");
      map.add(":", " ");
      return map.build();
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
      return new MappingCharFilter(SPACES, reader);
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var words = new StandardTokenizer();
      var lower = new LowerCaseFilter(words);
      var bare = new ElisionFilter(lower, FrenchAnalyzer.DEFAULT_ARTICLES);
      return new TokenStreamComponents(words, new ASCIIFoldingFilter(bare));
    }

    @Override
    public int getPositionIncrementGap(String fieldName) {
      return GAP;
    }
  }

  private static final class Parts extends Analyzer {
    private static final Pattern RUNS = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*|\\p{N}+");

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var runs = new PatternTokenizer(RUNS, 0);
      return new TokenStreamComponents(runs, new ASCIIFoldingFilter(new LowerCaseFilter(runs)));
    }
  }

  private static final class Whole extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var all = new KeywordTokenizer();
      return new TokenStreamComponents(all, new LowerCaseFilter(all));
    }
  }
}
