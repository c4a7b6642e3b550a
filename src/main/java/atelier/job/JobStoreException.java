package atelier.job;

import atelier.OutsideException;

/// The ledger could not be read or written just now.
public final class JobStoreException extends OutsideException {
  public JobStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
