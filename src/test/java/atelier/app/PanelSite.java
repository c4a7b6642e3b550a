package atelier.app;

import static atelier.Eventually.eventually;

import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.library.Collection;
import atelier.library.RecordId;
import atelier.library.Role;
import atelier.queue.QueueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A library with the panel open, as `serve` makes it, and people who may sign in.
///
/// - One thread only.
final class PanelSite implements AutoCloseable {
  static final String PASSWORD = "a-long-secret";
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Path home;
  private final Atelier atelier;
  private final Workshop workshop;
  private final Atelier.Credentials first;
  private final URI address;

  private PanelSite(
      Path home, Atelier atelier, Workshop workshop, Atelier.Credentials first, URI address) {
    this.home = home;
    this.atelier = atelier;
    this.workshop = workshop;
    this.first = first;
    this.address = address;
  }

  static PanelSite open(Path home) {
    var atelier = Atelier.open(new Options(new Home(home), Optional.empty()));
    var first = atelier.prepare().orElseThrow();
    Workshop workshop = atelier.work(Workload.of(2, Atelier.workableQueues()));
    var site = new PanelSite(home, atelier, workshop, first, atelier.openPanel("127.0.0.1", 0));
    site.add("vera", Role.VIEWER);
    site.add("otto", Role.OPERATOR);
    return site;
  }

  Atelier atelier() {
    return atelier;
  }

  Atelier.Credentials first() {
    return first;
  }

  /// - Shape: `path` begins with a slash.
  String at(String path) {
    return address.resolve(path).toString();
  }

  URI address() {
    return address;
  }

  /// Somebody with a role and [#PASSWORD].
  private void add(String login, Role role) {
    change(
        """
        INSERT INTO Users (login, email, password, salted_password, admin, created, updated)
        VALUES ('%s', '%s@example.org', '%s', 0, 0, '', '')"""
            .formatted(login, login, sha256(PASSWORD)));
    change(
        "INSERT INTO atelier_role (user_id, role) SELECT id, '%s' FROM Users WHERE login = '%s'"
            .formatted(role.column(), login));
  }

  void change(String sql) {
    Path database = home.resolve("db").resolve("application.sqlite");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 30000");
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes sample pictures in and waits until everything is made of them.
  void takeSamples(int number) throws InterruptedException {
    List<Path> samples = atelier.samples();
    Collection collection = atelier.desk().firstCollection();
    for (Path sample : samples.subList(0, Math.min(number, samples.size()))) {
      atelier.desk().take(sample, collection);
    }
    workshop.nudge();
    eventually(SOON, () -> workshop.backlog().jobs() == 0);
  }

  /// Makes a job fail: the document of a record is broken while its preview is made anew. What
  /// mends it again.
  Runnable failingJob(int record) throws IOException {
    Path document = atelier.desk().file(new RecordId(1, record), "document").orElseThrow().path();
    byte[] whole = Files.readAllBytes(document);
    long before = jobs(JobState.FAILED);
    Files.writeString(document, "no picture at all");
    atelier
        .queueDesk()
        .publish(
            QueueType.SUBDEF_CREATION,
            "{\"databoxId\":1,\"recordId\":%d,\"subdefName\":\"preview\"}".formatted(record));
    eventually(SOON, () -> jobs(JobState.FAILED) > before);
    return () -> {
      try {
        Files.write(document, whole);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  long jobs(JobState state) {
    return atelier.desk().countJobs(JobFilter.in(state), 1000);
  }

  @Override
  public void close() {
    atelier.close();
  }
}
