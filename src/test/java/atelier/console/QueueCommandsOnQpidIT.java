package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.amqp.AmqpSettings;
import atelier.queue.qpid.BrokerAddress;
import atelier.queue.qpid.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The `queue:*` commands at the embedded broker of their home.
class QueueCommandsOnQpidIT extends QueueCommandsContract {
  private @Nullable EmbeddedBroker embedded;

  @Override
  AmqpSettings startEmpty() {
    EmbeddedBroker started = EmbeddedBroker.host(folder.resolve("home/broker")).orElseThrow();
    embedded = started;
    BrokerAddress address = started.address();
    return AmqpSettings.of(address.host(), address.port(), address.user(), address.password());
  }

  @Override
  List<String> options() {
    return List.of("--home", folder.resolve("home").toString());
  }

  @Override
  boolean showsArguments() {
    return false;
  }

  @Override
  void stop() {
    if (embedded != null) {
      embedded.close();
    }
  }

  @Test
  void without_a_host_a_command_says_what_to_start_and_a_pause_is_possible() {
    var printed = new StringWriter();
    String nowhere = folder.resolve("nowhere").toString();

    int ended =
        Console.commandLine()
            .setErr(new PrintWriter(printed))
            .execute("queue:list", "--home", nowhere);
    int paused =
        Console.commandLine().execute("queue:pause", "ftp", "--reason", "x", "--home", nowhere);

    assertThat(ended).isEqualTo(1);
    assertThat(printed.toString()).contains("start bin/console worker:execute");
    assertThat(paused).isZero();
  }
}
