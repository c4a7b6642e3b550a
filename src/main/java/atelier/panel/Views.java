package atelier.panel;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;

/// Renders templates: the whole page, or the part of it that the browser asked to renew.
///
/// - Thread-safe.
final class Views {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /// Answers with a page.
  void page(Context context, String template, Object model) {
    context.contentType("text/html; charset=utf-8").result(render(template, model));
  }

  /// Answers with a part of a page when only that was asked for, else with the page.
  void pageOrPart(Context context, String page, String part, Object model) {
    // One address has two answers, which no cache may mix up.
    context.header("Vary", "HX-Request");
    page(context, wantsPart(context) ? part : page, model);
  }

  /// True when the browser asked to renew a part; going back in its history asks for whole pages.
  static boolean wantsPart(Context context) {
    return context.header("HX-Request") != null
        && context.header("HX-History-Restore-Request") == null;
  }

  private String render(String template, Object model) {
    var output = new StringOutput();
    engine.render(template + ".jte", model, output);
    return output.toString();
  }
}
