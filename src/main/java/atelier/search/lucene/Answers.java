package atelier.search.lucene;

import atelier.library.RecordId;
import atelier.search.Question;
import atelier.search.SearchIndex.Hit;
import atelier.search.SearchIndex.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/// Answers questions from one state of the index.
final class Answers {
  private static final SortField NEWEST =
      new SortField(IndexFields.CREATED, SortField.Type.STRING, true);
  private static final SortField HIGHEST =
      new SortField(IndexFields.RECORD, SortField.Type.LONG, true);
  private static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE, NEWEST, HIGHEST);
  private static final Set<String> SHOWN = Set.of(IndexFields.ID, IndexFields.SHOWN);

  private Answers() {}

  static Hits answer(IndexSearcher searcher, Analyzer analyzer, String text, int offset, int limit)
      throws IOException {
    var fields = new TreeSet<>(FieldInfos.getIndexedFields(searcher.getIndexReader()));
    Query query = new Questions(analyzer, fields).query(Question.parse(text));
    int total = searcher.count(query);
    int end = (int) Math.min((long) offset + limit, total);
    var hits = new ArrayList<Hit>();
    if (end > offset) {
      ScoreDoc[] found = searcher.search(query, end, BEST_FIRST).scoreDocs;
      var stored = searcher.storedFields();
      for (int i = offset; i < found.length; i++) {
        var document = stored.document(found[i].doc, SHOWN);
        hits.add(
            new Hit(
                RecordId.parse(document.get(IndexFields.ID)),
                document.get(IndexFields.SHOWN),
                (Float) ((FieldDoc) found[i]).fields[0]));
      }
    }
    return new Hits(total, hits);
  }
}
