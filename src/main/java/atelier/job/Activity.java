package atelier.job;

/// What an engine has done since it started, and does now.
///
/// - Shape: `triedAgain` counts executions that failed and will be repeated.
public record Activity(int running, long done, long triedAgain, long failed) {}
