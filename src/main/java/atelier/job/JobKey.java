package atelier.job;

import java.util.Optional;

/// The name of a job, the same over all its executions.
///
/// - Shape: 1 to 128 characters without blanks; given by us when we publish, else made of queue and
///   body hash.
public record JobKey(String text) {
  private static final int MAX_LENGTH = 128;

  public JobKey {
    if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("a job key has 1 to 128 characters and no blanks");
    }
  }

  /// Reads a key that may be none.
  static Optional<JobKey> parse(String text) {
    try {
      return Optional.of(new JobKey(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
