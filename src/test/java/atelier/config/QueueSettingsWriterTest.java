package atelier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSettingsWriterTest {
  private static final QueueSettings SETTINGS =
      new QueueSettings(7, Duration.ofSeconds(20), Duration.ofSeconds(9));

  @TempDir private Path folder;

  private String written(String before, QueueType type) throws IOException {
    Path file = Files.writeString(folder.resolve("configuration.yml"), before);
    new QueueSettingsWriter(file).write(type, SETTINGS);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    return Files.readString(file);
  }

  @Test
  void numbers_change_and_all_else_stays_to_the_letter() throws IOException {
    String before =
        """
        # Ours. Ask Émile 🦉 before you touch it.
        servername: 'http://library.test/'
        workers:
          queues:
            ftp:   # slow hosts
              ttl_retry:   180000   # ms
              max_retry: 3
            webhook: { max_retry: 2, ttl_retry: 10000 }
          queue: {worker-queue: {host: localhost}}
        """;

    assertThat(written(before, QueueType.FTP))
        .isEqualTo(before.replace("180000", "20000").replace("max_retry: 3", "max_retry: 7"));
    assertThat(written(before, QueueType.WEBHOOK))
        .isEqualTo(
            before.replace("max_retry: 2, ttl_retry: 10000", "max_retry: 7, ttl_retry: 20000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing yet\n",
        "servername: x\n",
        "servername: x\nworkers:\n",
        "workers: null\nservername: x\n",
        "workers: {}\n",
        "workers:\n    queue: {a: 1}\n",
        "workers:\n  queues:\n",
        "workers:\n  queues: {}\n  other: 1\n",
        "workers:\n  queues:\n    ftp: {max_retry: 2}\n",
        "workers:\n  queues:\n    subdefCreation:\n",
        "workers:\n  queues:\n    subdefCreation:\n      max_retry: 2\n    ftp: {}\n",
        "workers:\r\n  queues:\r\n    subdefCreation:\r\n      max_retry: 2\r\n",
        "{workers: {queues: {subdefCreation: {ttl_retry: 1}}}}",
        "workers: {queue: {a: 1}}"
      })
  void what_is_missing_is_added(String before) throws IOException {
    Files.writeString(
        folder.resolve("configuration.yml"), written(before, QueueType.SUBDEF_CREATION));

    var configuration = Configuration.read(folder.resolve("configuration.yml"));

    assertThat(configuration.queues()).containsEntry(QueueType.SUBDEF_CREATION, SETTINGS);
  }

  @Test
  void a_loop_has_a_period_alone() throws IOException {
    assertThat(written("workers:\n  queues:\n    pullAssets: {}\n", QueueType.PULL_ASSETS))
        .isEqualTo("workers:\n  queues:\n    pullAssets: {ttl_retry: 20000}\n");
  }

  @Test
  void a_link_stays_a_link_and_rights_stay() throws IOException {
    Path real = Files.writeString(folder.resolve("real.yml"), "workers: {}\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("configuration.yml"), real);

    new QueueSettingsWriter(link).write(QueueType.FTP, SETTINGS);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(real)).contains("max_retry: 7");
    assertThat(Files.getPosixFilePermissions(real))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workers: [1, 2]\n",
        "a: &all {ttl_retry: 1}\nworkers:\n  queues:\n    ftp: *all\n    webhook: *all\n",
        "workers: {queues: {ftp\n"
      })
  void what_cannot_be_changed_alone_stays_whole(String before) throws IOException {
    Path file = Files.writeString(folder.resolve("configuration.yml"), before);

    assertThatThrownBy(() -> new QueueSettingsWriter(file).write(QueueType.FTP, SETTINGS))
        .isInstanceOf(ConfigurationException.class);

    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void a_missing_file_is_said() {
    var writer = new QueueSettingsWriter(folder.resolve("none.yml"));

    assertThatThrownBy(() -> writer.write(QueueType.FTP, SETTINGS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.yml cannot be written");
  }
}
