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
    var key = new Key(sql, context.isReturningGeneratedKeys());
    PreparedStatement kept = idle.remove(key);
    PreparedStatement statement = kept == null ? super.create(connection, sql, context) : kept;
    used.put(statement, key);
    return statement;
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    Key key = used.remove(statement);
    if (key == null || idle.containsKey(key) || statement.isClosed()) {
      super.close(connection, sql, statement);
      return;
    }
    var prepared = (PreparedStatement) statement;
    prepared.clearParameters();
    idle.put(key, prepared);
    if (idle.size() > MOST) {
      var eldest = idle.pollFirstEntry();
      super.close(connection, eldest.getKey().sql(), eldest.getValue());
    }
  }
}
