package atelier.app;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.desk.RecordDetails;
import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.library.Field;
import atelier.library.Record;
import atelier.library.RecordId;
import atelier.library.Subdef;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.qpid.EmbeddedBroker;
import atelier.worker.intake.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An asset's whole way: a message as PHP writes it, the uploader over HTTP, a record with all its
/// files, or the quarantine.
class UploadIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private UploaderServer uploader;
  private Atelier atelier;
  private Workshop workshop;

  /// The first broker in a JVM takes much longer than the others, and longer than is waited for on
  /// a busy machine.
  @BeforeAll
  static void warmUp(@TempDir Path folder) {
    EmbeddedBroker.host(folder).orElseThrow().close();
  }

  @BeforeEach
  void start() throws IOException {
    uploader = new UploaderServer();
    Path configuration =
        Files.writeString(
            folder.resolve("configuration.yml"),
            """
            workers: { writeMetadatas: { acceptedMimeType: [image/jpeg] } }
            border-manager:
              enabled: true
              checkers:
                - { type: 'Checker\\Sha256', enabled: true }
                - { type: 'Checker\\UUID', enabled: true }
            """);
    atelier =
        Atelier.open(new Options(new Home(folder.resolve("home")), Optional.of(configuration)));
    atelier.prepare();
    workshop = atelier.work(Workload.of(2, Atelier.workableQueues()));
  }

  @AfterEach
  void stop() {
    atelier.close();
    uploader.close();
  }

  @Test
  void an_asset_becomes_one_record_with_all_its_files_however_often_it_is_told() throws Exception {
    Path picture = picture("red");
    Field title = field("Headline");
    Field keywords = field("Keywords");
    execute(
        "application",
        """
        INSERT INTO WorkerRunningJob (work, work_on, commit_id, asset_id, created, published, status)
        VALUES ('assetsIngest', 'uploader push', 'c-9', 'a1', '', '', 'running')""");
    uploader.offer(
        "a1",
        picture,
        "Été.JPG",
        """
        {"collection_destination": "1", "metadata-%d": "By the sea", "metadata-%d": ["a", "b"],
         "statusbit-4": "1", "statusbit-5": "0", "phraseanet_submiter_email": null}"""
            .formatted(title.id(), keywords.id()));

    tell("a1", "null", 1786103390);
    eventually(SOON, () -> done(1));
    tell("a1", "null", 1786103391);
    eventually(SOON, () -> done(2));
    eventually(SOON, () -> workshop.backlog().jobs() == 0);

    RecordDetails details = atelier.desk().record(new RecordId(1, 1));
    assertThat(details.record().originalName()).contains("Été.JPG");
    assertThat(details.record().status()).isEqualTo(16);
    assertThat(details.caption().of("Headline")).containsExactly("By the sea");
    assertThat(details.caption().of("Keywords")).containsExactly("a", "b");
    assertThat(details.subdefs())
        .extracting(Subdef::name)
        .contains("document", "preview", "thumbnail");
    assertThat(details.subdefs()).allMatch(subdef -> Files.isRegularFile(subdef.path()));
    Path document = details.subdefs().getFirst().path();
    assertThat(Shell.run("exiftool", "-s3", "-" + title.source(), document.toString()))
        .isEqualTo("By the sea");
    assertThat(atelier.desk().records(1, 0, 10)).hasSize(1);
    assertThat(uploader.acknowledged()).containsExactly("a1", "a1");
    assertThat(uploader.fetched()).containsExactly("a1");
    assertThat(
            read(
                "application",
                "SELECT status || ' ' || info FROM WorkerRunningJob WHERE asset_id = 'a1'"))
        .isEqualTo("finished record 1_1");
    assertThat(
            read("application", "SELECT COUNT(*) FROM WebhookEvents WHERE name = 'record.created'"))
        .isEqualTo("1");
    try (var left = Files.walk(folder.resolve("home/tmp"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("download_"));
    }
  }

  @Test
  void the_same_content_goes_to_the_quarantine_until_somebody_decides() throws Exception {
    Path picture = picture("red");
    uploader.offer("a1", picture, "one.jpg", "{\"collection_destination\": 1}");
    uploader.offer("a2", picture, "two.jpg", "{\"collection_destination\": 1}");
    uploader.offer("a3", picture, "three.jpg", "{\"collection_destination\": 1}");

    tell("a1", "null", 1786103390);
    eventually(SOON, () -> done(1));
    tell("a2", "null", 1786103390);
    tell("a3", "null", 1786103390);
    eventually(SOON, () -> done(3));

    var files = atelier.quarantineDesk().list(0, 10);
    assertThat(files).hasSize(2);
    assertThat(files).allMatch(each -> each.arrival().checks().equals(List.of("Sha256")));
    Path quarantine = folder.resolve("home/quarantine");
    assertThat(
            Shell.run(
                "identify",
                "-format",
                "%m %wx%h",
                quarantine.resolve(files.getFirst().arrival().thumbnail()).toString()))
        .isEqualTo("JPEG 366x275");
    assertThat(atelier.quarantineDesk().accept(1)).isEqualTo(new Taken.Added(new RecordId(1, 2)));
    atelier.quarantineDesk().reject(2);
    assertThat(atelier.quarantineDesk().list(0, 10)).isEmpty();
    assertThat(quarantine).isEmptyDirectory();
    assertThat(uploader.acknowledged()).containsExactlyInAnyOrder("a1", "a2", "a3");
  }

  @Test
  void an_asset_of_a_story_is_put_into_it_when_its_user_may_do_that() throws Exception {
    execute(
        "db_atelier",
        "INSERT INTO record (coll_id, parent_record_id, xml, type) VALUES (1, 1, '', 'unknown')");
    execute(
        "application",
        "INSERT INTO basusr (base_id, usr_id, actif, canmodifrecord, basusr_infousr) VALUES (1, 1, 1, 1, '')");
    Field title = field("Headline");
    String form =
        """
        {"collection_destination": 1, "phraseanet_submiter_email": "ADMIN@localhost",
         "metadata-%d": "Holidays"}"""
            .formatted(title.id());
    uploader.offer("a1", picture("red"), "one.jpg", form);
    uploader.offer("a2", picture("blue"), "two.jpg", "{\"collection_destination\": 1}");

    tell("a1", "1", 1786103390);
    eventually(SOON, () -> done(1));
    tell("a2", "1", 1786103390);
    eventually(SOON, () -> jobs(JobState.FAILED) == 1);

    assertThat(atelier.desk().record(new RecordId(1, 1)).caption().of("Headline"))
        .containsExactly("Holidays");
    assertThat(atelier.desk().record(new RecordId(1, 1)).record()).matches(Record::story);
    assertThat(
            read("db_atelier", "SELECT rid_parent || ' ' || rid_child || ' ' || ord FROM regroup"))
        .isEqualTo("1 2 0");
    assertThat(atelier.desk().jobs(JobFilter.in(JobState.FAILED), 10))
        .singleElement()
        .satisfies(
            job ->
                assertThat(job.reason())
                    .isEqualTo(
                        "made record 1_3 of Pictures, but who uploaded it may not change story 1_1"));
    assertThat(uploader.acknowledged()).containsExactly("a1");
  }

  @Test
  void what_the_uploader_does_not_know_is_tried_again() throws Exception {
    tell("a9", "null", 1786103390);

    eventually(SOON, () -> jobs(JobState.WAITING) == 1);

    assertThat(atelier.desk().jobs(JobFilter.in(JobState.WAITING), 10))
        .singleElement()
        .satisfies(job -> assertThat(job.reason()).endsWith("/api/assets/a9 answered 404"));
  }

  private void tell(String asset, String story, long published) {
    String message =
        """
        {"message_type":"createRecord","payload":{"asset":"%s","publisher":"u-77",\
        "assetToken":"%s","storyId":%s,"base_url":"%s","commit_id":"c-9","verify_ssl":true,\
        "published":%d}}"""
            .formatted(
                asset,
                UploaderServer.TOKEN,
                story,
                uploader.base().toString().replace("/", "\\/"),
                published);
    workshop
        .broker()
        .publish(QueueName.base(QueueType.CREATE_RECORD), Message.of(message, Map.of()));
  }

  private boolean done(int times) {
    return atelier.desk().jobs(JobFilter.in(JobState.FINISHED), 1000).stream()
            .filter(job -> job.type() == QueueType.CREATE_RECORD)
            .count()
        == times;
  }

  private long jobs(JobState state) {
    return atelier.desk().jobs(JobFilter.in(state), 1000).stream()
        .filter(job -> job.type() == QueueType.CREATE_RECORD)
        .count();
  }

  private Field field(String name) {
    return atelier.desk().databoxes().getFirst().databox().field(name).orElseThrow();
  }

  private Path picture(String colour) {
    Path picture = folder.resolve(colour + ".jpg");
    Shell.run("convert", "-size", "800x600", "gradient:" + colour + "-black", picture.toString());
    return picture;
  }

  private void execute(String database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url(database));
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private String read(String database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url(database));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private String url(String database) {
    return "jdbc:sqlite:" + folder.resolve("home/db").resolve(database + ".sqlite");
  }
}
