package atelier.app;

import atelier.job.Books;
import atelier.job.Engine;
import atelier.job.EngineSettings;
import atelier.job.JobMetrics;
import atelier.job.JobStore;
import atelier.job.ProcessIdentity;
import atelier.job.Worker;
import atelier.queue.Broker;
import atelier.queue.Delivery;
import atelier.queue.QueueType;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A worker process that dies at one step of the first job it gets.
///
/// - Shape: the arguments are the test's folder, the broker's address, the step, and the database
///   as [ChaosProcess] takes it.
final class RuleProcess {
  /// The exit code of a death as planned.
  static final int DIED = 9;

  /// Right after which call to a port it dies; the names are the methods'.
  enum Step {
    BEGIN,
    PROCESS,
    PUBLISH,
    END,
    ACKNOWLEDGE
  }

  private RuleProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var folder = Path.of(arguments[0]);
    var address = AmqpSettings.parse(arguments[1]);
    var step = Step.valueOf(arguments[2]);
    try (var diary =
            FileChannel.open(
                ChaosProcess.diaries(folder).resolve(Long.toString(ProcessHandle.current().pid())),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        var box = ChaosProcess.open(folder, arguments.length > 3 ? arguments[3] : "");
        var broker = AmqpBroker.connect(() -> address, AmqpBroker.USUAL_PATIENCE)) {
      Worker<?> worker =
          new ChaosWorker(QueueType.FTP, box.jobs(), ChaosProcess.effects(folder), diary);
      Books books = box.books();
      var engine =
          new Engine(
              dying(Broker.class, broker, step),
              new Books(
                  dying(JobStore.class, books.jobs(), step),
                  books.wishes(),
                  books.custody(),
                  books.roster(),
                  books.cleaning()),
              List.of(dying(Worker.class, worker, step)),
              new EngineSettings(
                  1, RuleMember.delayedBy(RuleMember.DELAY), ProcessIdentity.current()),
              new JobMetrics(new SimpleMeterRegistry()),
              Clock.systemUTC());
      engine.start(EnumSet.of(QueueType.FTP));
      new CountDownLatch(1).await();
    }
  }

  /// The same port, but the process dies as soon as the call has returned that is the step.
  private static <T> T dying(Class<T> port, T real, Step step) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              if (arguments != null && arguments[arguments.length - 1] instanceof Consumer<?>) {
                arguments[arguments.length - 1] = mortal(arguments[arguments.length - 1], step);
              }
              try {
                Object result = method.invoke(real, arguments);
                if (method.getName().equalsIgnoreCase(step.name())) {
                  Runtime.getRuntime().halt(DIED);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Consumer<Delivery> mortal(Object receiver, Step step) {
    @SuppressWarnings("unchecked") // The only consumer in the port is the one of deliveries.
    var real = (Consumer<Delivery>) receiver;
    return delivery -> real.accept(dying(Delivery.class, delivery, step));
  }
}
