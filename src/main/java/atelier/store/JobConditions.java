package atelier.store;

import atelier.job.JobStore.JobFilter;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/// A [JobFilter] as a condition on `atelier_job j`.
record JobConditions(JobFilter filter) {

  /// Only what restricts, so that the database can choose its index; begins with a space.
  String where() {
    var conditions = new ArrayList<String>();
    filter.type().ifPresent(_ -> conditions.add("j.queue = :queue"));
    if (!filter.states().isEmpty()) {
      conditions.add(
          filter.states().stream()
              .map(state -> "'" + state.column() + "'")
              .collect(Collectors.joining(", ", "j.state IN (", ")")));
    }
    filter.databoxId().ifPresent(_ -> conditions.add("j.databox_id = :databox"));
    filter.recordId().ifPresent(_ -> conditions.add("j.record_id = :record"));
    filter.since().ifPresent(_ -> conditions.add("j.created >= :since"));
    filter
        .text()
        .ifPresent(
            _ ->
                conditions.add(
                    "(j.envelope LIKE :text ESCAPE '!' OR j.reason LIKE :text ESCAPE '!')"));
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    filter.type().ifPresent(type -> statement.bind("queue", type.queueName()));
    filter.databoxId().ifPresent(databox -> statement.bind("databox", databox));
    filter.recordId().ifPresent(record -> statement.bind("record", record));
    filter.text().ifPresent(text -> statement.bind("text", containing(text)));
    filter.since().ifPresent(since -> statement.bind("since", since.toEpochMilli()));
    return statement;
  }

  private static String containing(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
