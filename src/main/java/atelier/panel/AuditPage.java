package atelier.panel;

import atelier.desk.SignedDesk;
import atelier.job.Audit.Entry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;

/// Who did what, and when.
public final class AuditPage {
  private static final int PAGE = 100;

  private final SignedDesk signed;
  private final Views views;
  private final Clock clock;

  AuditPage(SignedDesk signed, Views views, Clock clock) {
    this.signed = signed;
    this.views = views;
    this.clock = clock;
  }

  /// - Shape: `earlier` is an address, empty at the end of the list.
  public record View(Frame frame, List<Row> rows, String earlier) {}

  /// One action.
  public record Row(Moment happened, String actor, String action, String target, String details) {}

  void routes(RoutesConfig routes) {
    routes.get("/audit", this::show, Access.ADMINISTRATOR);
  }

  private void show(Context context) {
    Frame frame = Visit.frame(context, clock).at("audit", "audit.title");
    String text = context.queryParam("before");
    if (text != null && !text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("before is \"" + text + "\", allowed: a number");
    }
    long before = text == null ? Long.MAX_VALUE : Long.parseLong(text);
    List<Entry> entries = signed.audit(Visit.account(context), before, PAGE);
    views.page(
        context,
        "audit",
        new View(
            frame,
            entries.stream().map(each -> row(each, frame)).toList(),
            entries.size() < PAGE ? "" : "/audit?before=" + entries.getLast().id()));
  }

  private static Row row(Entry entry, Frame frame) {
    return new Row(
        frame.moment(entry.happened()),
        entry.actor(),
        entry.action(),
        entry.target(),
        entry.details());
  }
}
