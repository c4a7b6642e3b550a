package atelier.bench;

import atelier.queue.QueueKind;
import atelier.queue.amqp.AmqpSettings;
import atelier.queue.qpid.EmbeddedBroker;
import atelier.store.ApplicationBox;
import atelier.store.DatabaseServer;
import atelier.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/// Measures all of them in turn, several rounds, and prints medians and ratios.
final class EngineBench {
  private static final int LATENCY_JOBS = 5000;
  private static final int LATENCY_RATE = 500;

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final Map<String, Measure> measures = new LinkedHashMap<>();

  @FunctionalInterface
  private interface Measure {
    double drain(int jobs) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    var options = new Properties();
    for (String each : arguments) {
      String[] parts = each.substring(2).split("=", 2);
      options.setProperty(parts[0], parts[1]);
    }
    new EngineBench().run(options);
  }

  private void run(Properties options) throws Exception {
    var folder = Path.of(options.getProperty("folder"));
    String uri = options.getProperty("broker");
    String peers = options.getProperty("peers");
    AmqpSettings rabbit = AmqpSettings.parse(uri);
    try (var host = EmbeddedBroker.host(folder.resolve("broker")).orElseThrow();
        var sqlite =
            open(new StoreSettings.Place.Folder(folder.resolve("databases")), folder)) {
      var address = host.address();
      var classic = new Target("classic", () -> rabbit, QueueKind.CLASSIC);
      var quorum = new Target("quorum", () -> rabbit, QueueKind.QUORUM);
      var embedded =
          new Target(
              "embedded",
              () ->
                  AmqpSettings.of(
                      address.host(), address.port(), address.user(), address.password()),
              QueueKind.CLASSIC);
      for (Target target : List.of(classic, quorum)) {
        measures.put("PerfTest, " + target.name(), new PerfTestRun(target, peers, uri)::drain);
      }
      SpringRun.Connector peerFile = () -> peerFile(folder);
      measures.put("Spring AMQP, classic, SQLite", new SpringRun(classic, peerFile, 1)::drain);
      measures.put("Spring AMQP, quorum, SQLite", new SpringRun(quorum, peerFile, 1)::drain);
      for (Target target : List.of(classic, quorum, embedded)) {
        measures.put(
            "Atelier, " + target.name() + ", SQLite", new AtelierRun(target, sqlite)::drain);
      }
      if (options.containsKey("mariadb")) {
        try (var mariaDb =
            open(
                new StoreSettings.Place.Server(server(URI.create(options.getProperty("mariadb")))),
                folder)) {
          var server = server(URI.create(options.getProperty("mariadb")));
          SpringRun.Connector connector =
              () ->
                  DriverManager.getConnection(
                      "jdbc:mariadb://%s:%d/%s"
                          .formatted(server.host(), server.port(), server.schema()),
                      server.user(),
                      server.password());
          measures.put(
              "Spring AMQP, classic, MariaDB", new SpringRun(classic, connector, 8)::drain);
          measures.put("Atelier, classic, MariaDB", new AtelierRun(classic, mariaDb)::drain);
          measure(options);
        }
      } else {
        measure(options);
      }
      double[] waited = new AtelierRun(classic, sqlite).latencies(LATENCY_JOBS, LATENCY_RATE);
      System.out.printf(
          "%npublish to start at %d jobs/s: p50 %.1f ms (goal 5), p99 %.1f ms (goal 50)%n",
          LATENCY_RATE, waited[waited.length / 2], waited[waited.length * 99 / 100]);
    }
  }

  private void measure(Properties options) throws Exception {
    int rounds = Integer.parseInt(options.getProperty("rounds", "3"));
    int jobs = Integer.parseInt(options.getProperty("jobs", "4000"));
    String only = options.getProperty("only", "");
    measures.keySet().removeIf(name -> !name.contains(only));
    for (int round = 0; round <= rounds; round++) {
      for (var each : measures.entrySet()) {
        // PerfTest tells whole seconds only, and is fast.
        int amount = each.getKey().startsWith("PerfTest") ? 10 * jobs : jobs;
        double rate = each.getValue().drain(round == 0 ? amount / 4 : amount);
        System.out.printf("round %d: %-32s %8.0f jobs/s%n", round, each.getKey(), rate);
        if (round > 0) { // The first only warms up.
          rates.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(rate);
        }
      }
    }
    System.out.printf("%n%-32s %10s %10s %10s%n", "median", "jobs/s", "/ PerfTest", "/ Spring");
    rates.forEach(
        (name, all) -> {
          String[] parts = name.split(", ", -1);
          String queue = parts[1].equals("embedded") ? "classic" : parts[1];
          String database = parts.length > 2 ? parts[2] : "";
          System.out.printf(
              "%-32s %10.0f %10s %10s%n",
              name,
              median(all),
              ratio(all, "PerfTest, " + queue),
              ratio(all, "Spring AMQP, " + queue + ", " + database));
        });
  }

  private String ratio(List<Double> own, String peer) {
    List<Double> other = rates.get(peer);
    return other == null ? "" : "%.2f".formatted(median(own) / median(other));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length % 2 == 1
        ? sorted[sorted.length / 2]
        : Arrays.stream(sorted, sorted.length / 2 - 1, sorted.length / 2 + 1).average().orElseThrow();
  }

  private static ApplicationBox open(StoreSettings.Place place, Path folder) {
    return ApplicationBox.open(
        new StoreSettings(
            place, "site-key", "http://library.test/", folder.resolve("storage"), Clock.systemUTC()));
  }

  private static DatabaseServer server(URI uri) {
    String[] account = uri.getUserInfo().split(":", 2);
    return new DatabaseServer(
        uri.getHost(), uri.getPort(), account[0], account[1], uri.getPath().substring(1));
  }

  private static java.sql.Connection peerFile(Path folder) throws java.sql.SQLException {
    var configuration = new SQLiteConfig();
    configuration.setJournalMode(SQLiteConfig.JournalMode.WAL);
    configuration.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return configuration.createConnection("jdbc:sqlite:" + folder.resolve("peer.sqlite"));
  }
}
