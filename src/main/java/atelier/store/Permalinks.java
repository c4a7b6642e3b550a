package atelier.store;

import atelier.library.RecordId;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The public address of each file, in the table `permalinks`: made once, kept when the file is
/// made anew.
///
/// - Source: `docs/phraseanet.md`, permalinks. Unlike there, an accented letter of the title
///   becomes the plain letter in the label.
final class Permalinks {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Permalinks() {}

  /// Makes the permalink of a file unless it has one.
  static void ensure(Handle handle, int subdefId, String label, Instant now) {
    boolean there =
        handle
                .createQuery("SELECT COUNT(*) FROM permalinks WHERE subdef_id = :subdef")
                .bind("subdef", subdefId)
                .mapTo(Integer.class)
                .one()
            > 0;
    if (!there) {
      handle
          .createUpdate(
              """
              INSERT INTO permalinks (subdef_id, token, label, activated, created_on, last_modified)
              VALUES (:subdef, :token, :label, 1, :now, :now)
              """)
          .bind("subdef", subdefId)
          .bind("token", token())
          .bind("label", label)
          .bind("now", Dialect.of(handle).datetime(now))
          .execute();
    }
  }

  /// The public address of a record's file; empty when it has none.
  ///
  /// - Shape: `servername` with or without slash at its end.
  static Optional<String> url(
      Handle handle, String servername, RecordId record, String subdefName) {
    return handle
        .createQuery(
            """
            SELECT p.token, p.label, s.file
            FROM permalinks p JOIN subdef s ON s.subdef_id = p.subdef_id
            WHERE s.record_id = :record AND s.name = :name
            """)
        .bind("record", record.record())
        .bind("name", subdefName)
        .map(
            (row, _) ->
                "%s/permalink/v1/%d/%d/%s/%s%s?token=%s"
                    .formatted(
                        servername.replaceFirst("/+$", ""),
                        record.databox(),
                        record.record(),
                        subdefName,
                        row.getString("label").replaceAll("[\\x00-\\x0f /\\\\%+]", "_"),
                        extension(row.getString("file")),
                        row.getString("token")))
        .findOne();
  }

  private static String extension(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 ? "" : file.substring(dot);
  }

  /// The words of a title, or of a file's name when there is no title, as they stand in an address.
  static String label(String title, String originalName) {
    int dot = originalName.lastIndexOf('.');
    String text = title.isBlank() ? originalName.substring(0, Math.max(dot, 0)) : title;
    if (text.isBlank()) {
      text = dot < 0 ? originalName : "";
    }
    String label =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .strip()
            .replaceAll("[\\s+]+", "-")
            .replaceAll("[^A-Za-z0-9_+-]", "");
    return label.isEmpty() ? "untitled" : label.substring(0, Math.min(label.length(), LENGTH));
  }

  private static String token() {
    return RANDOM
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
