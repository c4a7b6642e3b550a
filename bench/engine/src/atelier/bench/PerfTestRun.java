package atelier.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// RabbitMQ's own PerfTest, consuming what is in the queue and doing nothing with it.
record PerfTestRun(Target target, String peers, String broker) {
  private static final Pattern RATE = Pattern.compile("receiving rate avg: ([0-9]+) msg/s");

  double drain(int jobs) throws IOException, InterruptedException {
    target.fill(jobs);
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                peers,
                "com.rabbitmq.perf.PerfTest",
                "--uri",
                broker,
                "--producers",
                "0",
                "--consumers",
                "1",
                "--predeclared",
                "--queue",
                Target.TYPE.queueName(),
                "--qos",
                Integer.toString(2 * AtelierRun.SLOTS),
                "--cmessages",
                Integer.toString(jobs))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var rate = RATE.matcher(output);
    if (!rate.find()) {
      throw new IOException(output);
    }
    return Double.parseDouble(rate.group(1));
  }
}
