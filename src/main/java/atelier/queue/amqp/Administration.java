package atelier.queue.amqp;

import atelier.queue.Broker.QueueDepth;
import atelier.queue.BrokerException;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks and tells the broker about queues, one question after the other, on one thread.
///
/// Thread-safe. The channel is touched by the owner thread alone, which is what keeps a caller that
/// is interrupted from tearing the connection down under everybody else.
final class Administration implements AutoCloseable {
  private final Line line;
  private final Declarations declarations;
  private final Duration patience;
  private final ExecutorService owner =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("amqp-administration").factory());
  private @Nullable Channel channel;

  Administration(Line line, Declarations declarations, Duration patience) {
    this.line = line;
    this.declarations = declarations;
    this.patience = patience;
  }

  void declare(List<QueueDeclaration> queues) {
    declarations.remember(queues);
    ask(
        "declare " + queues.size() + " queues",
        link -> {
          declarations.declare(link, queues);
          return true;
        });
  }

  /// Declares a queue again that somebody has deleted; false when it is none that was declared.
  boolean declareAgain(QueueName queue) {
    return ask("declare " + queue + " again", link -> declarations.declareAgain(link, queue));
  }

  QueueDepth depth(QueueName queue) {
    return ask("count " + queue, link -> count(link, queue));
  }

  private QueueDepth count(Link link, QueueName queue) throws IOException {
    try {
      AMQP.Queue.DeclareOk found = channelOn(link).queueDeclarePassive(queue.text());
      return new QueueDepth(found.getMessageCount(), found.getConsumerCount());
    } catch (IOException | ShutdownSignalException e) {
      if (Refusal.code(e).orElse(0) == Refusal.NOT_FOUND) {
        return new QueueDepth(0, 0);
      }
      throw e;
    }
  }

  private Channel channelOn(Link link) throws IOException {
    Channel kept = channel;
    if (kept == null || !Channels.isOpenOn(link, kept)) {
      kept = Channels.open(link);
      channel = kept;
    }
    return kept;
  }

  private <T> T ask(String what, Question<T> question) {
    Future<T> answer;
    try {
      answer = owner.submit(() -> question.ask(line.await(patience)));
    } catch (RejectedExecutionException e) {
      throw new BrokerException("cannot " + what + ": the broker is closed", e);
    }
    try {
      // Once for the wait for a connection, once for the question.
      return answer.get(patience.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BrokerException("cannot " + what + ": " + Refusal.reason(cause), cause);
    } catch (TimeoutException e) {
      throw new BrokerException("cannot " + what + ": the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("cannot " + what + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    owner.shutdownNow();
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Link link) throws IOException, InterruptedException;
  }
}
