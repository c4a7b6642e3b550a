package atelier.job;

/// The rows of `WorkerRunningJob` that stand for one asset of an upload: assetsIngest makes them,
/// createRecord ends them.
///
/// - Shape: found by commit and asset, and by having no end yet; where there is none nothing
///   happens.
/// - Errors: [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, uploads.
public interface AssetRows {
  /// It is being worked on.
  void running(String commit, String asset);

  /// It ended well; `info` may be empty.
  void finished(String commit, String asset, String info);

  /// It failed; with `last` for good, else it is found again.
  void failed(String commit, String asset, String info, boolean last);
}
