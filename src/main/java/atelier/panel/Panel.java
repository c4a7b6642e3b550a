package atelier.panel;

import atelier.desk.Desk;
import atelier.desk.DoorDesk;
import atelier.desk.OverviewDesk;
import atelier.desk.QueueDesk;
import atelier.desk.SignedDesk;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The panel: a web server with all pages.
///
/// - Thread-safe.
public final class Panel implements AutoCloseable {
  private final Javalin server;
  private final Live live;

  private Panel(Javalin server, Live live) {
    this.server = server;
    this.live = live;
  }

  /// All desks at which the panel asks.
  public record Desks(
      Desk desk, QueueDesk queues, SignedDesk signed, OverviewDesk overview, DoorDesk door) {}

  /// What those ask that watch the program.
  ///
  /// - Shape: `ready` = messages are consumed; `metrics` as Prometheus reads them.
  public record Watch(BooleanSupplier ready, Supplier<String> metrics) {}

  /// Starts to serve.
  ///
  /// - Shape: `port` 0 = any that is free.
  /// - Errors: [IllegalArgumentException] when it cannot listen there.
  public static Panel start(String host, int port, Desks desks, Watch watch, Clock clock) {
    var sessions = new Sessions(clock);
    var live = new Live(desks.overview(), sessions);
    Javalin server =
        Javalin.create(config -> configure(config, desks, watch, clock, sessions, live));
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new IllegalArgumentException(
          "cannot listen on " + host + ":" + port + "; choose another with --port", e);
    }
    live.start();
    return new Panel(server, live);
  }

  private static void configure(
      JavalinConfig config, Desks desks, Watch watch, Clock clock, Sessions sessions, Live live) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = false;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    var views = new Views();
    var routes = config.routes;
    new Faults(views, clock).routes(routes);
    new Guard(sessions, desks.door()).routes(routes);
    Assets.routes(routes);
    new WatchPages(watch.ready(), watch.metrics()).routes(routes);
    new SignInPage(desks.door(), sessions, views, clock).routes(routes);
    new DashboardPage(desks.overview(), views, clock).routes(routes);
    new JobsPage(desks.desk(), desks.signed(), views, clock).routes(routes);
    new BulkPages(desks.desk(), desks.signed(), views, clock).routes(routes);
    new QueuesPage(desks.queues(), desks.signed(), views, clock).routes(routes);
    new SettingsPage(desks.queues(), desks.signed(), views, clock).routes(routes);
    new AuditPage(desks.signed(), views, clock).routes(routes);
    new RecordsPage(desks.desk(), views, clock).routes(routes);
    new PicturePages(desks.desk()).routes(routes);
    live.routes(routes);
  }

  public int port() {
    return server.port();
  }

  /// Lets go of all browsers.
  @Override
  public void close() {
    live.close();
    server.stop();
  }
}
