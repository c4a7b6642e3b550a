package atelier.bench;

import atelier.queue.amqp.AmqpSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/// Spring AMQP's listener container, with an INSERT before and an UPDATE after each job, each of
/// them a durable commit.
///
/// - Shape: `connections` as many as may write at the same time, each with autocommit.
record SpringRun(Target target, Connector connector, int connections) {
  private static final int CONSUMERS = 16;

  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  double drain(int jobs) throws Exception {
    target.fill(jobs);
    var left = new CountDownLatch(jobs);
    var pool = new LinkedBlockingQueue<Ledger>();
    for (int i = 0; i < connections; i++) {
      pool.add(new Ledger(connector.connect()));
    }
    AmqpSettings settings = target.settings().get();
    var factory = new CachingConnectionFactory(settings.hosts().getFirst(), settings.port());
    factory.setUsername(settings.user());
    factory.setPassword(settings.password());
    var container = new SimpleMessageListenerContainer(factory);
    container.setQueueNames(Target.TYPE.queueName());
    container.setConcurrentConsumers(CONSUMERS);
    container.setPrefetchCount(2 * AtelierRun.SLOTS / CONSUMERS);
    container.setMessageListener(message -> work(message, pool, left));
    long began = System.nanoTime();
    container.start();
    left.await();
    double rate = jobs / ((System.nanoTime() - began) / 1e9);
    container.stop();
    factory.destroy();
    for (Ledger ledger : pool) {
      ledger.connection.close();
    }
    return rate;
  }

  private static void work(Message message, LinkedBlockingQueue<Ledger> pool, CountDownLatch left) {
    try {
      String key = UUID.randomUUID().toString();
      Ledger first = pool.take();
      first.begin(key, message.getBody());
      pool.put(first);
      Ledger second = pool.take();
      second.end(key);
      pool.put(second);
      left.countDown();
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The two statements.
  private static final class Ledger {
    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement end;

    Ledger(Connection connection) throws SQLException {
      this.connection = connection;
      try (var statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE TABLE IF NOT EXISTS peer_job (
              job_key VARCHAR(64) PRIMARY KEY, body TEXT NOT NULL, state VARCHAR(16) NOT NULL,
              started BIGINT NOT NULL, ended BIGINT)
            """);
      }
      begin = connection.prepareStatement("INSERT INTO peer_job VALUES (?, ?, 'running', ?, NULL)");
      end =
          connection.prepareStatement(
              "UPDATE peer_job SET state = 'finished', ended = ? WHERE job_key = ?");
    }

    void begin(String key, byte[] body) throws SQLException {
      begin.setString(1, key);
      begin.setString(2, new String(body, java.nio.charset.StandardCharsets.UTF_8));
      begin.setLong(3, System.currentTimeMillis());
      begin.executeUpdate();
    }

    void end(String key) throws SQLException {
      end.setLong(1, System.currentTimeMillis());
      end.setString(2, key);
      end.executeUpdate();
    }
  }
}
