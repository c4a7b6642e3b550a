package atelier.delivery;

import atelier.OutsideException;
import org.jspecify.annotations.Nullable;

/// A partner outside could not be reached, or answered otherwise than agreed; another try may go
/// better.
public final class DeliveryException extends OutsideException {
  public DeliveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
