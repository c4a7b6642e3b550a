package atelier.panel;

import atelier.desk.Desk;
import atelier.desk.Measures;
import atelier.desk.RecordDetails;
import atelier.library.Collection;
import atelier.library.RecordId;
import atelier.library.Subdef;
import atelier.search.SearchIndex.Hits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records as a grid of thumbnails, and each record's own page.
public final class RecordsPage {
  private static final int PAGE = 60;
  private static final int MOST_PAGES = 1000;
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_JOBS = 20;

  private final Desk desk;
  private final Views views;
  private final Clock clock;

  RecordsPage(Desk desk, Views views, Clock clock) {
    this.desk = desk;
    this.views = views;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/records", this::list, Access.VIEWER);
    routes.get("/records/{record}", this::record, Access.VIEWER);
  }

  /// What was found.
  ///
  /// - Shape: `earlier` and `later` are addresses, empty where there is no more.
  public record View(
      Frame frame, String text, String total, List<Tile> tiles, String earlier, String later) {}

  /// A record in the grid.
  public record Tile(String record, String address, String picture, String title) {}

  private void list(Context context) {
    Frame frame = Visit.frame(context, clock).at("records", "records.title");
    String text = orEmpty(context.queryParam("q")).strip();
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "the text to look for has more than " + LONGEST_TEXT + " characters");
    }
    int page = page(orEmpty(context.queryParam("page")));
    int offset = (page - 1) * PAGE;
    Hits hits = desk.search(text, offset, PAGE);
    String address = "/records?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&page=";
    views.pageOrPart(
        context,
        "records",
        "records-grid",
        new View(
            frame,
            text,
            Show.number(hits.total(), frame.words()),
            hits.hits().stream().map(hit -> tile(hit.record(), hit.title())).toList(),
            page > 1 ? address + (page - 1) : "",
            offset + PAGE < hits.total() && page < MOST_PAGES ? address + (page + 1) : ""));
  }

  private static int page(String text) {
    if (text.isEmpty()) {
      return 1;
    }
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST_PAGES) {
      throw new IllegalArgumentException(
          "the page is \"" + text + "\", allowed: 1 to " + MOST_PAGES);
    }
    return Integer.parseInt(text);
  }

  private static Tile tile(RecordId record, String title) {
    return new Tile(
        record.toString(),
        "/records/" + record,
        PicturePages.thumbnail(record.toString()),
        title.isEmpty() ? record.toString() : title);
  }

  /// One record.
  ///
  /// - Shape: `picture` = the address of its largest picture, empty when there is none.
  public record RecordView(
      Frame frame,
      String record,
      String picture,
      List<Fact> facts,
      List<Fact> caption,
      List<File> files,
      List<Fact> technical,
      List<JobRow> jobs) {}

  /// A name and what belongs to it.
  public record Fact(String name, String value) {}

  /// The document or a sub-definition.
  public record File(String name, String mime, String size, String pixels, Moment updated) {}

  private void record(Context context) {
    RecordId id = RecordId.parse(context.pathParam("record"));
    RecordDetails details = desk.record(id);
    String title = details.caption().title();
    String name = details.record().originalName().orElse(id.toString());
    Frame frame = Visit.frame(context, clock).titled("records", title.isEmpty() ? name : title);
    views.pageOrPart(
        context,
        "record",
        "record-part",
        new RecordView(
            frame,
            id.toString(),
            PicturePages.largest(details.subdefs())
                .map(subdef -> "/records/" + id + "/" + subdef.name())
                .orElse(""),
            facts(details, frame),
            details.caption().values().entrySet().stream()
                .map(each -> new Fact(each.getKey().name(), String.join("; ", each.getValue())))
                .toList(),
            details.subdefs().stream().map(subdef -> file(subdef, frame)).toList(),
            details.technicalData().entrySet().stream()
                .map(each -> new Fact(each.getKey(), each.getValue()))
                .toList(),
            details.jobs().stream().limit(MOST_JOBS).map(line -> JobRow.of(line, frame)).toList()));
  }

  private static List<Fact> facts(RecordDetails details, Frame frame) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(frame.t("jobs.record"), details.record().id().toString()));
    facts.add(new Fact(frame.t("jobs.databox"), details.databox().viewName()));
    details
        .databox()
        .collection(details.record().collectionId())
        .map(Collection::name)
        .ifPresent(collection -> facts.add(new Fact(frame.t("records.collection"), collection)));
    details
        .record()
        .originalName()
        .ifPresent(file -> facts.add(new Fact(frame.t("records.name"), file)));
    details.record().mime().ifPresent(mime -> facts.add(new Fact(frame.t("records.kind"), mime)));
    facts.add(new Fact(frame.t("job.created"), frame.moment(details.record().created()).exact()));
    return List.copyOf(facts);
  }

  private static File file(Subdef subdef, Frame frame) {
    return new File(
        subdef.name(),
        subdef.mime(),
        Measures.size(subdef.sizeBytes()),
        Optional.of(subdef.widthPixels() + " × " + subdef.heightPixels())
            .filter(_ -> subdef.widthPixels() > 0)
            .orElse(""),
        frame.moment(subdef.updated()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
