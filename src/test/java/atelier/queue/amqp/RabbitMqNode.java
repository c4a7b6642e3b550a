package atelier.queue.amqp;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A RabbitMQ of a test's own, on free ports of 127.0.0.1 and in a folder of its own. It can be
/// stopped and started, and gets what configuration the test wants.
public final class RabbitMqNode implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration COMMAND = Duration.ofMinutes(1);

  private final Path home;
  private final int port;
  private final int epmdPort;
  private final List<Process> started = new ArrayList<>();

  private RabbitMqNode(Path home) throws IOException {
    this.home = home;
    this.port = freePort();
    this.epmdPort = freePort();
  }

  /// - Shape: `configuration` = lines of `rabbitmq.conf`.
  public static RabbitMqNode start(Path home, String configuration) {
    try {
      var node = new RabbitMqNode(home);
      Files.writeString(home.resolve("plugins"), "[].\n");
      Files.writeString(home.resolve("rabbitmq.conf"), configuration);
      try {
        node.run();
      } catch (IOException | AssertionError e) {
        node.close();
        throw e;
      }
      return node;
    } catch (IOException e) {
      throw new AssertionError("RabbitMQ cannot be started", e);
    }
  }

  private void run() throws IOException {
    // Our own name server, as the one a node starts by itself would outlive us.
    program("epmd", List.of("epmd", "-address", "127.0.0.1", "-port", "" + epmdPort));
    eventually(START, () -> isOpen(epmdPort));
    program("rabbitmq", List.of(PROGRAMS.resolve("rabbitmq-server").toString()));
    eventually(START, () -> isOpen(port));
    control("await_startup");
  }

  private void program(String name, List<String> command) throws IOException {
    started.addFirst(process(command).redirectOutput(home.resolve(name + ".out").toFile()).start());
  }

  private ProcessBuilder process(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_PORT", "" + epmdPort),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "atelier-it@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", "" + port),
                Map.entry("RABBITMQ_DIST_PORT", "" + freePort()),
                Map.entry(
                    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                    "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null")));
    return builder;
  }

  /// Lets the broker in the node stop, which closes every connection.
  public void stopBroker() {
    control("stop_app");
  }

  public void startBroker() {
    control("start_app");
  }

  /// Runs `rabbitmqctl`.
  void control(String... arguments) {
    var command = new ArrayList<>(List.of(PROGRAMS.resolve("rabbitmqctl").toString(), "-q"));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(home, "rabbitmqctl", ".out");
      Process process = process(command).redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended && process.exitValue() == 0)
          .as("%s: %s", command, Files.readString(output))
          .isTrue();
    } catch (IOException e) {
      throw new AssertionError("rabbitmqctl cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  public int port() {
    return port;
  }

  public AmqpSettings settings() {
    return AmqpSettings.of("127.0.0.1", port, "guest", "guest");
  }

  /// Below the range from which the system gives ports to connections, so that it stays free.
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException _) {
        // Taken; another.
      }
    }
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Ends the processes, the node before its name server. What the node started ends with it.
  @Override
  public void close() {
    for (Process process : started) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      try {
        if (!process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
      children.forEach(ProcessHandle::destroy);
    }
  }
}
