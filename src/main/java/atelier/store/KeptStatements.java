package atelier.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps the prepared statements of one connection, as SQLite takes longer to prepare a small one
/// than to execute it.
///
/// - Shape: the [#MOST] that were used last. One that is in use is never given to a second user.
/// - Guarded by whoever guards the connection.
final class KeptStatements extends DefaultStatementBuilder implements StatementBuilderFactory {
  private static final int MOST = 200;

  private final LinkedHashMap<Key, PreparedStatement> idle =
      new LinkedHashMap<>(MOST, 0.75f, /* accessOrder= */ true);
  private final IdentityHashMap<Statement, Key> used = new IdentityHashMap<>();

  /// What a statement was prepared from.
  private record Key(String sql, boolean returnsKeys) {}

  @Override
  public StatementBuilder createStatementBuilder(Connection connection) {
    return this;
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    if (context.isConcurrentUpdatable() || context.getGeneratedKeysColumnNames().length > 0) {
      return super.create(connection, sql, context);
    }
    return take(connection, sql, context.isReturningGeneratedKeys());
  }

  /// A statement for one user, who gives it back.
  PreparedStatement take(Connection connection, String sql, boolean returnsKeys)
      throws SQLException {
    var key = new Key(sql, returnsKeys);
    PreparedStatement kept = idle.remove(key);
    PreparedStatement statement = kept == null ? prepare(connection, sql, returnsKeys) : kept;
    used.put(statement, key);
    return statement;
  }

  static PreparedStatement prepare(Connection connection, String sql, boolean returnsKeys)
      throws SQLException {
    return returnsKeys
        ? connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
        : connection.prepareStatement(sql);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    giveBack(statement);
  }

  void giveBack(Statement statement) throws SQLException {
    Key key = used.remove(statement);
    if (key == null || idle.containsKey(key) || statement.isClosed()) {
      statement.close();
      return;
    }
    var prepared = (PreparedStatement) statement;
    prepared.clearParameters();
    idle.put(key, prepared);
    if (idle.size() > MOST) {
      idle.pollFirstEntry().getValue().close();
    }
  }
}
