package atelier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.BorderRule;
import atelier.library.BorderRule.Check;
import atelier.library.MediaType;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir private Path folder;

  @Test
  void an_empty_file_means_everything_embedded() {
    Configuration configuration = read("");

    assertThat(configuration.database()).isEmpty();
    assertThat(configuration.broker()).isEmpty();
    assertThat(configuration.queues().get(QueueType.FTP))
        .isEqualTo(new QueueSettings(3, Duration.ofMinutes(3), Duration.ofSeconds(5)));
    assertThat(configuration.warnings())
        .singleElement()
        .asString()
        .contains("workers.writeMetadatas.acceptedMimeType is absent");
  }

  @Test
  void the_memory_of_tools_is_a_key_of_ours() {
    assertThat(read("workers:\n  tools:\n    memory: 700\n").tools().memoryMebibytes())
        .hasValue(700);
    assertThat(read("").tools().memoryMebibytes()).isEmpty();
    assertThatThrownBy(() -> read("workers:\n  tools:\n    memory: 12\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("workers.tools.memory must be a whole number from 256 to");
  }

  @Test
  void the_tools_are_those_of_the_registry_where_they_are_there() {
    Configuration configuration =
        read(
            """
            registry: { executables: { pdf-max-pages: 12, ffmpeg-threads: 4 } }
            main: { binaries: { ffmpeg_binary: /bin/sh, ffprobe_binary: /no/such/ffprobe } }
            """);

    assertThat(configuration.tools().pdfPages()).isEqualTo(12);
    assertThat(configuration.tools().ffmpegThreads()).hasValue(4);
    assertThat(configuration.tools().ffmpeg()).hasValue(Path.of("/bin/sh"));
    assertThat(configuration.tools().ffprobe()).isEmpty();
    assertThat(configuration.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("main.binaries.ffprobe_binary is no program here: /no/such/ffprobe"));
  }

  @Test
  void without_a_word_five_pages_are_read_and_the_cores_are_shared() {
    assertThat(read("").tools().pdfPages()).isEqualTo(5);
    assertThat(read("registry: { executables: { ffmpeg-threads: 0 } }").tools().ffmpegThreads())
        .isEmpty();
    assertThatThrownBy(() -> read("registry: { executables: { pdf-max-pages: 0 } }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("registry.executables.pdf-max-pages must be a whole number from 1");
  }

  @Test
  void the_checks_at_the_border_are_read_and_wrong_ones_left_out() {
    Configuration configuration =
        read(
            """
            workers: { writeMetadatas: { acceptedMimeType: [image/jpeg] } }
            main: { storage: { lazaret: /srv/lazaret } }
            network-proxies: { http-proxy: { enabled: true, host: proxy, port: 8080 } }
            border-manager:
              enabled: true
              checkers:
                - { type: 'Checker\\Sha256', enabled: true, collections: [3], compare-ignore-collections: [4] }
                - { type: 'Checker\\UUID', enabled: false }
                - { type: 'Checker\\Filename', options: { sensitive: true }, databoxes: [1] }
                - { type: 'Checker\\Dimension', options: { width: 80 } }
                - { type: 'Checker\\Colorspace', options: { colorspaces: [RGB] } }
                - { type: 'Checker\\Colorspace', options: { colorspaces: [RGB], media_types: [Image] } }
                - { type: 'Checker\\Extension', options: { extensions: [JPG] } }
                - { type: 'Checker\\MediaType', options: { mediatypes: [Video] } }
                - { type: 'Checker\\Weather', options: [] }
            """);

    UploadSettings uploads = configuration.uploads();
    assertThat(uploads.border())
        .containsExactly(
            new BorderRule(new Check.SameContent(), Set.of(), Set.of(3), Set.of(4)),
            new BorderRule(new Check.SameName(true), Set.of(1), Set.of(), Set.of()),
            BorderRule.everywhere(new Check.Dimension(80, 80)),
            BorderRule.everywhere(new Check.Colorspace(Set.of("rgb"), Set.of(MediaType.IMAGE))),
            BorderRule.everywhere(new Check.Extension(Set.of("jpg"))),
            BorderRule.everywhere(new Check.OfMediaType(Set.of(MediaType.VIDEO))));
    assertThat(uploads.quarantine()).contains(Path.of("/srv/lazaret"));
    assertThat(uploads.proxy()).contains(new UploadSettings.Proxy("proxy", 8080, "", ""));
    assertThat(configuration.warnings())
        .hasSize(2)
        .allMatch(warning -> warning.endsWith("; the check is left out"))
        .anyMatch(warning -> warning.contains("border-manager.checkers[4].options.media_types"))
        .anyMatch(warning -> warning.contains("border-manager.checkers[8].type"));
  }

  @Test
  void a_border_manager_that_is_switched_off_checks_nothing() {
    Configuration configuration =
        read("border-manager: { enabled: false, checkers: [ { type: 'Checker\\Sha256' } ] }");

    assertThat(configuration.uploads().border()).isEmpty();
    assertThat(configuration.uploads().quarantine()).isEmpty();
  }

  @Test
  void beside_phraseanet_the_quarantine_is_its_own() {
    Configuration configuration =
        read("main: { database: { host: db, user: u, password: p, dbname: ab } }");

    assertThat(configuration.uploads().quarantine().orElseThrow())
        .hasFileName("lazaret")
        .isAbsolute();
  }

  @Test
  void a_file_of_the_reference_is_understood() {
    Configuration configuration =
        read(
            """
            servername: https://example.org/
            main:
              key: abc
              database: { host: db, user: u, password: p, dbname: ab_master }
              storage: { subdefs: /srv/subdefs }
              cache: { type: redis }
            workers:
              queue:
                worker-queue: { host: rabbit, port: '5673', user: u, password: p, vhost: /v }
              queues:
                subdefCreation: { max_retry: 5, ttl_retry: 2000, ttl_delayed: 700 }
                ftp: []
              failed_ttl: 60000
              writeMetadatas: { acceptedMimeType: [image/jpeg] }
            border-manager: { extension-mapping: { XYZ: image/xyz } }
            """);

    assertThat(configuration.database()).isPresent();
    assertThat(configuration.mainKey()).contains("abc");
    assertThat(configuration.serverName()).contains("https://example.org/");
    assertThat(configuration.subdefStorage()).contains(Path.of("/srv/subdefs"));
    assertThat(configuration.broker().orElseThrow().hosts()).containsExactly("rabbit");
    assertThat(configuration.broker().orElseThrow().port()).isEqualTo(5673);
    assertThat(configuration.queues().get(QueueType.SUBDEF_CREATION))
        .isEqualTo(new QueueSettings(5, Duration.ofSeconds(2), Duration.ofMillis(700)));
    assertThat(configuration.topology().failedTtl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(configuration.metadataMimes()).containsExactly("image/jpeg");
    assertThat(configuration.extensionMapping())
        .containsEntry("xyz", "image/xyz")
        .containsEntry("mp4", "video/mp4");
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void a_database_without_broker_block_means_the_broker_of_this_host() {
    BrokerSettings broker =
        read("main: { database: { host: db, user: u, dbname: ab_master } }").broker().orElseThrow();

    assertThat(broker.hosts()).containsExactly("localhost");
    assertThat(broker.port()).isEqualTo(5672);
    assertThat(broker.user()).isEqualTo("guest");
  }

  @Test
  void an_unknown_key_under_workers_is_a_warning_that_names_the_nearest() {
    String mimes = "writeMetadatas: { acceptedMimeType: [image/jpeg] }";
    assertThat(
            read("workers: { failed_tll: 1, queues: { subdefCreate: {} }, " + mimes + " }")
                .warnings())
        .containsExactlyInAnyOrder(
            file() + ": workers.failed_tll is unknown and not used; did you mean failed_ttl?",
            file()
                + ": workers.queues.subdefCreate is unknown and not used; did you mean"
                + " subdefCreation?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers: { queues: { ftp: { max_retry: 0 } } }"
            + "| workers.queues.ftp.max_retry must be a whole number from 1 to 1000, not 0",
        "workers: { queues: { ftp: { max_retry: many } } }"
            + "| workers.queues.ftp.max_retry must be a whole number from 1 to 1000",
        "workers: { queue: { worker-queue: { port: 70000 } } }"
            + "| workers.queue.worker-queue.port must be a whole number from 1 to 65535, not 70000",
        "workers: { queue: { worker-queue: { ssl: maybe } } }"
            + "| workers.queue.worker-queue.ssl must be true or false",
        "workers: 7 | workers must be keys and values",
        "main: { key: [] } | main.key must be a text",
      })
  void a_wrong_value_names_the_path_and_what_is_allowed(String yaml, String problem) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(file() + ": " + problem);
  }

  @Test
  void what_is_no_yaml_or_cannot_be_read_is_said() {
    assertThatThrownBy(() -> read("a: [")).hasMessageStartingWith(file() + " is no YAML");
    assertThatThrownBy(() -> read("- a"))
        .hasMessage(file() + ": expected keys and values at the top");
    assertThatThrownBy(() -> Configuration.read(folder.resolve("none.yml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("cannot read ");
  }

  @Test
  void a_secret_is_never_shown() {
    Configuration configuration =
        read("workers: { queue: { worker-queue: { user: u, password: s3cret } } }");

    assertThat(configuration.toYaml()).contains("password: '********'").doesNotContain("s3cret");
    assertThat(configuration.toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> read("workers: { queue: { worker-queue: { password: [s3cret] } } }"))
        .hasMessageContaining("workers.queue.worker-queue.password must be a text")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void what_is_shown_can_be_read_again() {
    Configuration shown =
        read(
            read("workers: { failed_ttl: 60000 }")
                .toYaml()
                .replace("worker-queue: embedded", "worker-queue: {}")
                .replace("database: embedded", "extra: 1"));

    assertThat(shown.topology().failedTtl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(shown.warnings()).isEmpty();
  }

  private Configuration read(String yaml) {
    try {
      return Configuration.read(Files.writeString(file(), yaml));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path file() {
    return folder.resolve("configuration.yml");
  }
}
