package atelier.app;

import atelier.job.Engine;
import atelier.job.EngineSettings;
import atelier.job.JobMetrics;
import atelier.job.ProcessIdentity;
import atelier.job.Worker;
import atelier.queue.QueueSettings;
import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import atelier.store.ApplicationBox;
import atelier.store.DatabaseServer;
import atelier.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/// A worker process of the chaos test: works until its standard input ends, or it is killed.
///
/// - Shape: the arguments are the test's folder, this process's number, the broker's address, and
///   `mariadb://user:password@host:port/schema` unless SQLite is meant.
final class ChaosProcess {
  private static final int SLOTS = 8;
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration DELAY = Duration.ofMillis(500);

  private ChaosProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var folder = Path.of(arguments[0]);
    var address = AmqpSettings.parse(arguments[2]);
    try (var diary =
            FileChannel.open(
                diaries(folder).resolve(arguments[1]),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        var box = open(folder, arguments.length > 3 ? arguments[3] : "");
        var broker = AmqpBroker.connect(() -> address, AmqpBroker.USUAL_PATIENCE);
        var engine =
            new Engine(
                broker,
                box.books(),
                ChaosOrder.TYPES.stream()
                    .<Worker<?>>map(
                        type -> new ChaosWorker(type, box.jobs(), effects(folder), diary))
                    .toList(),
                new EngineSettings(SLOTS, topology(), ProcessIdentity.current()),
                new JobMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC())) {
      engine.start(Set.copyOf(ChaosOrder.TYPES));
      while (System.in.read() >= 0) {
        // Nothing is said to it but the end.
      }
      engine.drain(GRACE);
    }
  }

  static Path diaries(Path folder) {
    return folder.resolve("diaries");
  }

  static Path effects(Path folder) {
    return folder.resolve("effects");
  }

  /// With delays that a test can wait for.
  static Topology topology() {
    var settings = new QueueSettings(ChaosOrder.MOST_TRIES, DELAY, DELAY);
    return new Topology(
        ChaosOrder.TYPES.stream().collect(Collectors.toMap(type -> type, _ -> settings)),
        Topology.USUAL_FAILED_TTL);
  }

  /// - Shape: an empty `server` means SQLite.
  static ApplicationBox open(Path folder, String server) {
    return open(folder, server, Clock.systemUTC());
  }

  static ApplicationBox open(Path folder, String server, Clock clock) {
    return ApplicationBox.open(
        new StoreSettings(
            server.isEmpty()
                ? new StoreSettings.Place.Folder(folder.resolve("databases"))
                : new StoreSettings.Place.Server(server(URI.create(server))),
            "site-key",
            "http://library.test/",
            folder.resolve("storage"),
            clock));
  }

  private static DatabaseServer server(URI uri) {
    String[] account = uri.getUserInfo().split(":", 2);
    return new DatabaseServer(
        uri.getHost(), uri.getPort(), account[0], account[1], uri.getPath().substring(1));
  }
}
