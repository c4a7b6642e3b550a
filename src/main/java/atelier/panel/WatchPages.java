package atelier.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What programs ask that watch this one.
///
/// - Source: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
final class WatchPages {
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final BooleanSupplier ready;
  private final Supplier<String> metrics;

  /// - Shape: `ready` = messages are consumed.
  WatchPages(BooleanSupplier ready, Supplier<String> metrics) {
    this.ready = ready;
    this.metrics = metrics;
  }

  void routes(RoutesConfig routes) {
    routes.get("/healthz", context -> context.result("ok\n"), Access.ANYBODY);
    routes.get("/readyz", this::ready, Access.ANYBODY);
    routes.get(
        "/metrics", context -> context.contentType(METRICS).result(metrics.get()), Access.ANYBODY);
  }

  private void ready(Context context) {
    boolean now = ready.getAsBoolean();
    context.status(now ? 200 : 503).result(now ? "ready\n" : "not consuming\n");
  }
}
