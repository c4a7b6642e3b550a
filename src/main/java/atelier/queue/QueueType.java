package atelier.queue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The 18 kinds of work, each with its base queue.
///
/// - Shape: the queue's name is also the `message_type` of the envelope.
/// - Units: delays are what the reference ships when the configuration says nothing.
/// - Source: `docs/phraseanet.md`, queues.
public enum QueueType {
  ASSETS_INGEST("assetsIngest", Family.RETRY),
  CREATE_RECORD("createRecord", Family.RETRY),
  DELETE_RECORD("deleteRecord", Family.PLAIN),
  EXPORT_MAIL("exportMail", Family.RETRY),
  DOWNLOAD_ASYNC("downloadAsync", Family.RETRY),
  EXPOSE_UPLOAD("exposeUpload", Family.RETRY),
  FTP("ftp", Family.RETRY, Duration.ofMinutes(3)),
  MAIN_QUEUE("mainQueue", Family.PLAIN),
  POPULATE_INDEX("populateIndex", Family.RETRY),
  PULL_ASSETS("pullAssets", Family.LOOP),
  EDIT_RECORD("editRecord", Family.RETRY),
  RECORDS_ACTIONS("recordsActions", Family.LOOP),
  SUBDEF_CREATION("subdefCreation", Family.RETRY_AND_DELAYED),
  SUBTITLE("subtitle", Family.PLAIN),
  VALIDATION_REMINDER("validationReminder", Family.LOOP, Duration.ofHours(2)),
  WEBHOOK("webhook", Family.RETRY),
  WRITE_METADATAS("writeMetadatas", Family.RETRY_AND_DELAYED),
  SHARE_BASKET("shareBasket", Family.RETRY);

  /// Which sibling queues a base queue has, and where the broker sends what it rejects.
  public enum Family {
    /// No sibling in the reference; Atelier adds retry and failed queues of its own beside it.
    PLAIN,
    RETRY,
    RETRY_AND_DELAYED,
    LOOP
  }

  private final String queueName;
  private final Family family;
  private final Duration retryDelay;

  QueueType(String queueName, Family family) {
    this(queueName, family, Duration.ofSeconds(10));
  }

  QueueType(String queueName, Family family, Duration retryDelay) {
    this.queueName = queueName;
    this.family = family;
    this.retryDelay = retryDelay;
  }

  /// The base queue's name, as in the envelope: `subdefCreation`.
  public String queueName() {
    return queueName;
  }

  public Family family() {
    return family;
  }

  public QueueSettings defaults() {
    return new QueueSettings(3, retryDelay, Duration.ofSeconds(5));
  }

  /// Finds the type by its exact name, as it stands in an envelope.
  public static Optional<QueueType> ofName(String name) {
    return Arrays.stream(values()).filter(type -> type.queueName.equals(name)).findFirst();
  }

  /// Finds the type as a person writes it: in any case, `recordEdit` for `editRecord`.
  public static Optional<QueueType> ofSpokenName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    if (wanted.equals("recordedit")) {
      return Optional.of(EDIT_RECORD);
    }
    return Arrays.stream(values())
        .filter(type -> type.queueName.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  @Override
  public String toString() {
    return queueName;
  }
}
