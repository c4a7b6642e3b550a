package atelier.media.office;

import com.sun.star.task.XInteractionAbort;
import com.sun.star.task.XInteractionApprove;
import com.sun.star.task.XInteractionContinuation;
import com.sun.star.task.XInteractionHandler;
import com.sun.star.task.XInteractionRequest;
import com.sun.star.uno.Any;
import com.sun.star.uno.UnoRuntime;

/// Answers what LibreOffice would ask its user: gives up where a password is wanted, agrees to
/// everything else that only informs.
///
/// - Thread-safe: it is called from the bridge's threads.
final class PasswordWatch implements XInteractionHandler {
  private volatile boolean asked;

  boolean wasAsked() {
    return asked;
  }

  @Override
  public void handle(XInteractionRequest request) {
    boolean password = nameOf(request.getRequest()).contains("Password");
    if (password) {
      asked = true;
    }
    if (password || !select(request, XInteractionApprove.class)) {
      select(request, XInteractionAbort.class);
    }
  }

  private static String nameOf(Object request) {
    Object content = request instanceof Any any ? any.getObject() : request;
    return content == null ? "" : content.getClass().getSimpleName();
  }

  private static <T extends XInteractionContinuation> boolean select(
      XInteractionRequest request, Class<T> wanted) {
    for (XInteractionContinuation each : request.getContinuations()) {
      T found = UnoRuntime.queryInterface(wanted, each);
      if (found != null) {
        found.select();
        return true;
      }
    }
    return false;
  }
}
