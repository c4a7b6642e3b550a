package atelier.store;

import atelier.job.Custody;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobStoreException;
import atelier.queue.QueueType;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Custody in the table `atelier_custody`: which run's message lies in `atelier_job` alone.
///
/// - Thread-safe.
final class JdbiCustody implements Custody {
  private final Database database;

  JdbiCustody(Connections connections) {
    this.database = new Database(connections, JobStoreException::new);
  }

  @Override
  public boolean take(Job job) {
    return database.write(
        "take the message of job " + job.key() + " into custody",
        handle -> {
          boolean ours =
              handle
                      .createQuery(
                          """
                          SELECT COUNT(*) FROM atelier_job
                          WHERE job_key = :key AND state = 'running' AND run = :run
                          """)
                      .bind("key", job.key().text())
                      .bind("run", job.run())
                      .mapTo(Integer.class)
                      .one()
                  > 0;
          if (ours) {
            forget(handle, job.key());
            handle
                .createUpdate("INSERT INTO atelier_custody (job_key, run) VALUES (:key, :run)")
                .bind("key", job.key().text())
                .bind("run", job.run())
                .execute();
          }
          return ours;
        });
  }

  @Override
  public List<Kept> kept() {
    return database
        .read(
            "list the jobs in custody",
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT j.job_key, j.queue, j.attempt, j.envelope, j.owner
                        FROM atelier_custody c
                        JOIN atelier_job j ON j.job_key = c.job_key AND j.run = c.run
                        WHERE j.state = 'running'
                        """)
                    .map(
                        (row, _) -> {
                          var key = new JobKey(row.getString("job_key"));
                          int attempt = row.getInt("attempt");
                          String envelope = row.getString("envelope");
                          String owner = row.getString("owner");
                          return QueueType.ofName(row.getString("queue"))
                              .map(type -> new Kept(key, type, attempt, envelope, owner));
                        })
                    .list())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void release(Kept kept) {
    database.change(
        "let go of job " + kept.key(),
        handle -> {
          boolean sameOwner =
              handle
                      .createQuery(
                          """
                          SELECT COUNT(*) FROM atelier_job WHERE job_key = :key AND owner = :owner
                          """)
                      .bind("key", kept.key().text())
                      .bind("owner", kept.owner())
                      .mapTo(Integer.class)
                      .one()
                  > 0;
          if (sameOwner) {
            forget(handle, kept.key());
          }
        });
  }

  private static void forget(Handle handle, JobKey key) {
    handle
        .createUpdate("DELETE FROM atelier_custody WHERE job_key = :key")
        .bind("key", key.text())
        .execute();
  }
}
