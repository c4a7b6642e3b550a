package atelier.app;

import atelier.config.Configuration;
import atelier.config.ConfigurationException;
import atelier.config.DatabaseSettings;
import atelier.config.QueueSettingsWriter;
import atelier.delivery.http.HttpClients;
import atelier.delivery.http.HttpUploader;
import atelier.desk.BulkRunner;
import atelier.desk.Desk;
import atelier.desk.DoorDesk;
import atelier.desk.OverviewDesk;
import atelier.desk.QuarantineDesk;
import atelier.desk.QueueDesk;
import atelier.desk.QueueDesk.Brokerage;
import atelier.desk.SettingsFile;
import atelier.desk.SignedDesk;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.job.SingleRun;
import atelier.library.Library;
import atelier.library.Library.NewDatabox;
import atelier.media.exiftool.ExiftoolMetadata;
import atelier.media.tika.TikaMimeDetector;
import atelier.panel.Panel;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.amqp.AmqpBroker;
import atelier.search.lucene.LuceneIndex;
import atelier.store.ApplicationBox;
import atelier.store.DatabaseServer;
import atelier.store.DataboxTemplate;
import atelier.store.StoreSettings;
import atelier.worker.intake.Intake;
import atelier.worker.intake.IntakeSettings;
import atelier.worker.intake.IntakeTools;
import atelier.worker.uploader.CreateRecord;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The whole program, wired: opened by every command, and closed when the command ends.
///
/// - Shape: what a command does not need is not started.
/// - Thread-safe; closing happens once, in the reverse order of starting.
public final class Atelier implements AutoCloseable {
  private static final String PASSWORD_LETTERS =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int PASSWORD_LENGTH = 16;
  private static final String ADMINISTRATOR = "admin";

  private final Options options;
  private final Configuration configuration;
  private final TemporaryFolder temporary;
  private final ApplicationBox box;
  private final Clock clock = Clock.systemUTC();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private @Nullable MediaTools mediaTools;
  private @Nullable PaperTools paperTools;
  private @Nullable ExiftoolMetadata metadataTool;
  private @Nullable Desk desk;
  private @Nullable QueueDesk queueDesk;
  private @Nullable Workshop workshop;
  private @Nullable AmqpBroker visited;
  private @Nullable Intake intake;
  private @Nullable HttpUploader uploader;

  private Atelier(
      Options options, Configuration configuration, TemporaryFolder temporary, ApplicationBox box) {
    this.options = options;
    this.configuration = configuration;
    this.temporary = temporary;
    this.box = box;
    started.push(temporary);
    started.push(box);
  }

  /// Reads the settings alone.
  ///
  /// - Errors: [StartException].
  private static Configuration configuration(Options options) {
    try {
      return options.configuration().map(Configuration::read).orElseGet(Configuration::embedded);
    } catch (ConfigurationException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Opens the library.
  ///
  /// - Errors: [StartException] that says what to do; [atelier.library.LibraryException].
  public static Atelier open(Options options) {
    Configuration configuration = configuration(options);
    Home home = options.home();
    home.make();
    var settings =
        new StoreSettings(
            place(configuration, home),
            mainKey(configuration, home),
            configuration.serverName().orElse("http://localhost"),
            configuration.subdefStorage().orElse(home.files()),
            Clock.systemUTC());
    var temporary = TemporaryFolder.make(home.temporary());
    // The driver unpacks its native code there, and cannot take it away after a kill.
    System.setProperty("org.sqlite.tmpdir", temporary.path().toString());
    try {
      return new Atelier(options, configuration, temporary, ApplicationBox.open(settings));
    } catch (RuntimeException e) {
      Closing.all(new ArrayDeque<>(List.of(temporary)));
      throw e;
    }
  }

  private static StoreSettings.Place place(Configuration configuration, Home home) {
    if (configuration.database().isEmpty()) {
      return new StoreSettings.Place.Folder(home.databases());
    }
    DatabaseSettings database = configuration.database().get();
    try {
      return new StoreSettings.Place.Server(
          new DatabaseServer(
              database.host(),
              database.port(),
              database.user(),
              database.password(),
              database.name()));
    } catch (IllegalArgumentException e) {
      throw new StartException("main.database: " + e.getMessage(), e);
    }
  }

  /// A library that PHP uses too has a key already, and another one would be a wrong one.
  private static String mainKey(Configuration configuration, Home home) {
    return configuration
        .mainKey()
        .orElseGet(
            () -> {
              if (configuration.database().isPresent()) {
                throw new StartException(
                    "main.key is missing in "
                        + configuration.file().map(Path::toString).orElse("the configuration")
                        + "; with main.database it must be Phraseanet's own",
                    null);
              }
              return MainKey.readOrMake(home.mainKey());
            });
  }

  /// The settings in force as YAML, secrets masked.
  ///
  /// - Errors: [StartException].
  public static String showConfiguration(Options options) {
    return configuration(options).toYaml();
  }

  /// What is odd about the configuration, for whoever wrote it.
  public List<String> warnings() {
    return configuration.warnings();
  }

  public Home home() {
    return options.home();
  }

  /// Makes databox, collection and administrator when there is none yet; in a library of
  /// Phraseanet's nothing is made.
  ///
  /// - Shape: the administrator's login and password, this once.
  public Optional<Credentials> prepare() {
    Library library = box.library();
    if (configuration.database().isPresent() || !library.databoxes().isEmpty()) {
      return Optional.empty();
    }
    library.create(new NewDatabox("db_atelier", "Atelier", "Pictures", DataboxTemplate.usual()));
    if (box.users().find(ADMINISTRATOR).isPresent()) {
      return Optional.empty();
    }
    String password = randomPassword();
    box.users().addAdministrator(ADMINISTRATOR, "admin@localhost", password);
    return Optional.of(new Credentials(ADMINISTRATOR, password));
  }

  /// What an operator can do.
  public synchronized Desk desk() {
    if (desk == null) {
      var index = LuceneIndex.openToRead(options.home().index());
      started.push(index);
      desk = new Desk(box.library(), box.books(), index, this::intake);
    }
    return desk;
  }

  /// What an operator can do with the quarantine.
  public QuarantineDesk quarantineDesk() {
    return new QuarantineDesk(box.library(), box.quarantine(), this::intake);
  }

  /// What an operator can do with the queues.
  ///
  /// - Shape: the broker is looked for at the first use, and never started for this.
  public synchronized QueueDesk queueDesk() {
    if (queueDesk == null) {
      queueDesk =
          new QueueDesk(
              this::brokerage,
              box.books().wishes(),
              box.jobs(),
              configuration.topology(),
              options.configuration().map(Atelier::settingsFile),
              clock);
    }
    return queueDesk;
  }

  private static SettingsFile settingsFile(Path configuration) {
    var writer = new QueueSettingsWriter(configuration);
    return (type, settings) -> {
      try {
        writer.write(type, settings);
        return Optional.empty();
      } catch (ConfigurationException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    };
  }

  private synchronized Brokerage brokerage() {
    AmqpBroker broker = workshop == null ? visited() : workshop.broker();
    return new Brokerage(broker, broker.queues());
  }

  private synchronized AmqpBroker visited() {
    if (visited == null) {
      visited = new BrokerAccess(configuration, options.home()).visiting();
      started.push(visited);
    }
    return visited;
  }

  /// Starts to work: broker, workers, index.
  ///
  /// - Errors: [atelier.queue.BrokerException] when the broker cannot be reached.
  public synchronized Workshop work(Workload load) {
    Workshop starting = Workshop.start(parts(load));
    started.push(starting);
    workshop = starting;
    return starting;
  }

  private Workshop.Parts parts(Workload load) {
    return new Workshop.Parts(
        options.home(),
        configuration,
        box,
        mediaTools().subdefs(load.slots(), paperTools(), temporary.path(), configuration.tools()),
        metadataTool(),
        uploads(),
        load,
        meters,
        clock);
  }

  /// The time by the clock that all processes share.
  ///
  /// - Errors: [atelier.job.JobStoreException].
  Instant sharedClock() {
    return box.books().roster().now();
  }

  /// How many records are in the index.
  ///
  /// - Errors: [atelier.search.SearchException].
  long indexed() {
    try (var index = LuceneIndex.openToRead(options.home().index())) {
      return index.count();
    }
  }

  /// Runs one work order in this process, without a broker.
  ///
  /// - Errors: those of [SingleRun].
  public Outcome runOnce(QueueType type, Payload payload) throws InterruptedException {
    Workshop.Parts parts = parts(Workload.of(1, Set.of(type)));
    started.push(parts.subdefTools());
    return new SingleRun(box.books(), parts.workers(), ProcessIdentity.current(), clock)
        .run(type, payload);
  }

  /// Connects to the broker and says, whenever asked, whether the connection stands.
  ///
  /// - Errors: [atelier.queue.BrokerException] when there is no broker.
  public BooleanSupplier brokerIsUp() {
    AmqpBroker broker = visited();
    broker.depth(QueueName.base(QueueType.MAIN_QUEUE)); // Waits for the connection.
    return broker::isUp;
  }

  /// Tells the metrics of this process on `/metrics` of a port.
  ///
  /// - Errors: [StartException] when the port cannot be had.
  public void serveMetrics(int port) {
    started.push(MetricsServer.start(port, meters));
  }

  /// Opens the panel; its address.
  ///
  /// - Shape: `port` 0 = any that is free.
  /// - Errors: [IllegalArgumentException] when it cannot listen there.
  public URI openPanel(String host, int port) {
    Desk desk = desk();
    QueueDesk queues = queueDesk();
    var panel =
        Panel.start(
            host,
            port,
            new Panel.Desks(
                desk,
                queues,
                new SignedDesk(desk, queues, box.bulks(), box.audit()),
                new OverviewDesk(
                    desk, queues, box.figures(), box.library(), this::freeBytes, clock),
                new DoorDesk(box.users(), box.audit(), clock)),
            new Panel.Watch(this::isConsuming, meters::scrape),
            clock);
    started.push(panel);
    started.push(BulkRunner.start(box.bulks(), desk, queues, ProcessIdentity.current().text()));
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + panel.port() + "/");
  }

  private synchronized boolean isConsuming() {
    return workshop != null && workshop.isConsuming();
  }

  private long freeBytes() {
    Path files = configuration.subdefStorage().orElse(options.home().files());
    try {
      return Files.getFileStore(Files.exists(files) ? files : options.home().root())
          .getUsableSpace();
    } catch (IOException _) {
      return Long.MAX_VALUE; // Whoever cannot see the disk does not know that it is full.
    }
  }

  /// Makes sample pictures, or finds those made before.
  ///
  /// - Errors: [atelier.media.MediaException] when a tool is missing.
  public List<Path> samples() throws InterruptedException {
    return mediaTools().samples(options.home().samples());
  }

  /// Names of all queues whose work this version can do.
  public static Set<QueueType> workableQueues() {
    return Set.of(QueueType.SUBDEF_CREATION, QueueType.WRITE_METADATAS, QueueType.CREATE_RECORD);
  }

  @Override
  public void close() {
    Closing.all(started);
  }

  private synchronized Intake intake() {
    if (intake == null) {
      SubdefTools thumbnails =
          mediaTools().subdefs(1, paperTools(), temporary.path(), configuration.tools());
      started.push(thumbnails);
      intake =
          new Intake(
              box.library(),
              box.quarantine(),
              new IntakeTools(
                  metadataTool(),
                  new TikaMimeDetector(configuration.extensionMapping()),
                  thumbnails.maker(),
                  paperTools().text(configuration.tools().pdfPages())),
              new IntakeSettings(
                  configuration.metadataMimes(),
                  configuration.uploads().border(),
                  configuration.uploads().quarantine().orElse(options.home().quarantine())),
              clock);
    }
    return intake;
  }

  private CreateRecord.Parts uploads() {
    return new CreateRecord.Parts(
        box.library(), box.users(), intake(), uploader(), box.assetRows(), temporary.path());
  }

  private synchronized HttpUploader uploader() {
    if (uploader == null) {
      uploader =
          new HttpUploader(
              HttpClients.through(
                  configuration
                      .uploads()
                      .proxy()
                      .map(
                          proxy ->
                              new HttpClients.Proxy(
                                  proxy.host(), proxy.port(), proxy.user(), proxy.password()))),
              HttpUploader.Limits.USUAL);
      started.push(uploader);
    }
    return uploader;
  }

  private synchronized ExiftoolMetadata metadataTool() {
    if (metadataTool == null) {
      metadataTool =
          mediaTools().metadata(Runtime.getRuntime().availableProcessors(), temporary.path());
      started.push(metadataTool);
    }
    return metadataTool;
  }

  private synchronized PaperTools paperTools() {
    if (paperTools == null) {
      paperTools = mediaTools().papers(temporary.path());
      started.push(paperTools);
    }
    return paperTools;
  }

  private synchronized MediaTools mediaTools() {
    if (mediaTools == null) {
      mediaTools = MediaTools.of(options, temporary.path());
    }
    return mediaTools;
  }

  private static String randomPassword() {
    var random = new SecureRandom();
    var password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
    }
    return password.toString();
  }

  /// A login and its password, to be shown once.
  public record Credentials(String login, String password) {
    @Override
    public String toString() {
      return "Credentials[" + login + "]";
    }
  }
}
