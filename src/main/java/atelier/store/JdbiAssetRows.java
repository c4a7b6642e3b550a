package atelier.store;

import atelier.job.AssetRows;
import atelier.job.JobStoreException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Rows of assets in `WorkerRunningJob`.
///
/// - Thread-safe.
final class JdbiAssetRows implements AssetRows {
  private static final int LONGEST_INFO = 255;

  private final Database database;
  private final Clock clock;

  JdbiAssetRows(Connections application, Clock clock) {
    this.database = new Database(application, JobStoreException::new);
    this.clock = clock;
  }

  @Override
  public void running(String commit, String asset) {
    set(commit, asset, new State("running", "", false));
  }

  @Override
  public void finished(String commit, String asset, String info) {
    set(commit, asset, new State("finished", info, true));
  }

  @Override
  public void failed(String commit, String asset, String info, boolean last) {
    set(commit, asset, new State("error", info, last));
  }

  /// What a row shall say.
  private record State(String status, String info, boolean ended) {}

  private void set(String commit, String asset, State state) {
    database.change(
        "note how the upload of asset " + asset + " goes",
        handle -> {
          var dialect = Dialect.of(handle);
          @Nullable String ended =
              state.ended ? dialect.datetime(dialect.now(handle, clock.instant())) : null;
          handle
              .createUpdate(
                  """
                  UPDATE WorkerRunningJob
                  SET status = :status, info = COALESCE(:info, info), finished = :ended
                  WHERE commit_id = :commit AND asset_id = :asset AND finished IS NULL
                  """)
              .bind("status", state.status)
              .bind(
                  "info",
                  state.info.isEmpty()
                      ? null
                      : RecordRows.cut(dialect.fit(state.info), LONGEST_INFO))
              .bind("ended", ended)
              .bind("commit", commit)
              .bind("asset", asset)
              .execute();
        });
  }
}
