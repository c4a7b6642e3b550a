package atelier.search;

import atelier.OutsideException;

/// The index could not be read or written just now; it is as it was before.
public final class SearchException extends OutsideException {
  public SearchException(String message, Throwable cause) {
    super(message, cause);
  }
}
