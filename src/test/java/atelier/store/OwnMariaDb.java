package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A MariaDB server of the test's own, which it may stop and kill.
///
/// - One thread only.
public final class OwnMariaDb {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String USER = "tester";
  private static final String PASSWORD = "secret";

  private final Path home;
  private final int port;
  private @Nullable Process process;

  private OwnMariaDb(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /// Makes a server in a folder and starts it.
  public static OwnMariaDb make(Path home) throws IOException, InterruptedException {
    var server = new OwnMariaDb(home, freePort());
    Process install =
        server.run(
            "install",
            List.of(
                program("mariadb-install-db"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + home.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
    assertThat(install.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(install.exitValue()).as(server.output("install")).isZero();
    Files.writeString(
        home.resolve("init.sql"),
        """
        CREATE USER IF NOT EXISTS %1$s@'127.0.0.1' IDENTIFIED BY '%2$s';
        GRANT ALL ON *.* TO %1$s@'127.0.0.1' WITH GRANT OPTION;
        """
            .formatted(USER, PASSWORD));
    server.start();
    return server;
  }

  public URI address() {
    return URI.create("mariadb://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port);
  }

  public void start() throws IOException {
    var started =
        run(
            "server",
            List.of(
                program("mariadbd"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + home.resolve("data"),
                "--socket=" + home.resolve("s"),
                "--pid-file=" + home.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--init-file=" + home.resolve("init.sql"),
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-log-at-trx-commit=1"));
    process = started;
    Eventually.eventually(
        PATIENCE,
        () -> {
          if (!started.isAlive()) {
            throw new AssertionError(output("server"));
          }
          return isOpen();
        });
  }

  /// As an administrator stops it.
  public void stop() throws InterruptedException {
    end(Process::destroy);
  }

  /// As when its host loses power.
  void kill() throws InterruptedException {
    end(Process::destroyForcibly);
  }

  private void end(java.util.function.Consumer<Process> how) throws InterruptedException {
    var running = process;
    if (running != null) {
      how.accept(running);
      assertThat(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      process = null;
    }
  }

  private boolean isOpen() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Process run(String name, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve(name + ".out").toFile())
        .start();
  }

  private String output(String name) {
    try {
      return Files.readString(home.resolve(name + ".out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program(String name) {
    return List.of("/usr/sbin", "/usr/bin", "/usr/local/bin").stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is not installed"))
        .toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
