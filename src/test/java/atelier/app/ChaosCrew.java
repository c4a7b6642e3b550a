package atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.amqp.AmqpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The worker processes of the chaos test.
///
/// - One thread only.
final class ChaosCrew implements AutoCloseable {
  private static final int SIZE = 3;

  private final Path folder;
  private final AmqpSettings broker;
  private final String server;
  private final RandomGenerator random;
  private final List<Member> members = new ArrayList<>();
  private final Map<Integer, Long> killedAt = new HashMap<>();
  private int hired;

  ChaosCrew(Path folder, AmqpSettings broker, String server, RandomGenerator random)
      throws IOException {
    this.folder = folder;
    this.broker = broker;
    this.server = server;
    this.random = random;
    for (int i = 0; i < SIZE; i++) {
      hire();
    }
  }

  private record Member(int number, Process process) {}

  private void hire() throws IOException {
    int number = hired++;
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosProcess.class.getName(),
                folder.toString(),
                Integer.toString(number),
                "amqp://guest:guest@127.0.0.1:" + broker.port()));
    if (!server.isEmpty()) {
      command.add(server);
    }
    members.add(
        new Member(
            number,
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(number).toFile())
                .start()));
  }

  private Path log(int number) {
    return folder.resolve("process-" + number + ".log");
  }

  /// Kills one with signal 9, without a word, and hires another in its place.
  void killOne() throws IOException, InterruptedException {
    Member member = members.remove(random.nextInt(members.size()));
    assertThat(member.process.isAlive())
        .as(() -> "process " + member.number + " lives: " + text(log(member.number)))
        .isTrue();
    killedAt.put(member.number, System.currentTimeMillis());
    member.process.destroyForcibly();
    assertThat(member.process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    hire();
  }

  int kills() {
    return killedAt.size();
  }

  /// When a process was killed, in milliseconds since the epoch.
  Optional<Long> killedAt(int number) {
    return Optional.ofNullable(killedAt.get(number));
  }

  /// Lets all drain; they end well.
  void dismiss() throws IOException, InterruptedException {
    for (Member member : members) {
      member.process.getOutputStream().close();
    }
    for (Member member : members) {
      assertThat(member.process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(member.process.exitValue()).as(() -> text(log(member.number))).isZero();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    members.forEach(member -> member.process.destroyForcibly());
  }
}
