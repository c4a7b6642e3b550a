package atelier.queue;

import atelier.OutsideException;

/// The broker could not be reached, or refused.
public final class BrokerException extends OutsideException {
  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }

  public BrokerException(String message) {
    super(message, null);
  }
}
