package atelier.library;

import atelier.OutsideException;

/// The library could not be read or changed just now: the database or the storage failed.
///
/// What was being changed is as it was before.
public final class LibraryException extends OutsideException {
  public LibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
