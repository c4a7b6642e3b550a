package atelier.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// The few statements that every job needs, on a handle's connection but past Jdbi, whose own work
/// for each costs several times what SQLite's does.
///
/// - Shape: values are numbers, texts and null, one for each question mark.
/// - Errors: [UnableToExecuteStatementException], as Jdbi's own.
final class LeanSql {
  private static final @Nullable StatementContext NO_CONTEXT = null;

  private LeanSql() {}

  /// Reads one row.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// What is done with a statement that has its values.
  @FunctionalInterface
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /// How many rows changed.
  static int change(Handle handle, String sql, @Nullable Object... values) {
    return use(handle, sql, false, values, PreparedStatement::executeUpdate);
  }

  /// The number that the new row was given.
  static long insert(Handle handle, String sql, @Nullable Object... values) {
    return use(
        handle,
        sql,
        true,
        values,
        statement -> {
          statement.executeUpdate();
          try (var keys = statement.getGeneratedKeys()) {
            if (!keys.next()) {
              throw new SQLException("no number for the new row of: " + sql);
            }
            return keys.getLong(1);
          }
        });
  }

  /// The first row.
  static <T> Optional<T> first(
      Handle handle, String sql, RowReader<T> reader, @Nullable Object... values) {
    return use(
        handle,
        sql,
        false,
        values,
        statement -> {
          try (var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
          }
        });
  }

  private static <T> T use(
      Handle handle, String sql, boolean returnsKeys, @Nullable Object[] values, Use<T> use) {
    try {
      Connection connection = handle.getConnection();
      if (handle.getStatementBuilder() instanceof KeptStatements kept) {
        PreparedStatement statement = kept.take(connection, sql, returnsKeys);
        try {
          return use.of(with(statement, values));
        } finally {
          kept.giveBack(statement);
        }
      }
      try (var statement = KeptStatements.prepare(connection, sql, returnsKeys)) {
        return use.of(with(statement, values));
      }
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e.getMessage() + " [" + sql + "]", e, NO_CONTEXT);
    }
  }

  private static PreparedStatement with(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
