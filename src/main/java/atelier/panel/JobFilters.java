package atelier.panel;

import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.queue.QueueType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which jobs a page shows, as its address says it.
///
/// - Shape: every part may be empty; `period` is one of [#PERIODS]; what an address has wrong is
///   refused, never passed over, so that a bulk action never means more than was asked for.
/// - Errors: [IllegalArgumentException] that names the part and what is allowed.
public record JobFilters(
    String type, Set<JobState> states, String databox, String record, String text, String period) {

  /// The periods that can be chosen, by their names in the address.
  static final Map<String, Duration> PERIODS = periods();

  private static final int LONGEST_TEXT = 200;

  public JobFilters {
    states = Set.copyOf(states);
    if (!type.isEmpty() && QueueType.ofName(type).isEmpty()) {
      throw new IllegalArgumentException("there is no kind of job \"" + type + "\"");
    }
    number("databox", databox);
    number("record", record);
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "the text to look for has more than " + LONGEST_TEXT + " characters");
    }
    if (!period.isEmpty() && !PERIODS.containsKey(period)) {
      throw new IllegalArgumentException(
          "the period is \"" + period + "\", allowed: " + PERIODS.keySet());
    }
  }

  private static Map<String, Duration> periods() {
    var periods = new LinkedHashMap<String, Duration>();
    periods.put("1h", Duration.ofHours(1));
    periods.put("3h", Duration.ofHours(3));
    periods.put("12h", Duration.ofHours(12));
    periods.put("1d", Duration.ofDays(1));
    periods.put("3d", Duration.ofDays(3));
    periods.put("1w", Duration.ofDays(7));
    periods.put("2w", Duration.ofDays(14));
    periods.put("1m", Duration.ofDays(30));
    return Collections.unmodifiableMap(periods);
  }

  /// Reads what an address or a form says.
  static JobFilters read(Map<String, List<String>> parameters) {
    var states = EnumSet.noneOf(JobState.class);
    for (String state : parameters.getOrDefault("state", List.of())) {
      try {
        states.add(JobState.ofColumn(state));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("there is no state \"" + state + "\"", e);
      }
    }
    return new JobFilters(
        first(parameters, "type"),
        states,
        first(parameters, "databox"),
        first(parameters, "record"),
        first(parameters, "text").strip(),
        first(parameters, "period"));
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  private static Optional<Integer> number(String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the number of the " + name + " is \"" + text + "\", allowed: digits", e);
    }
  }

  JobFilter filter(Instant now) {
    return new JobFilter(
        QueueType.ofName(type),
        states,
        number("databox", databox),
        number("record", record),
        Optional.of(text).filter(each -> !each.isEmpty()),
        Optional.ofNullable(PERIODS.get(period)).map(now::minus));
  }

  JobFilters only(JobState state) {
    return new JobFilters(type, Set.of(state), databox, record, text, period);
  }

  public boolean shows(JobState state) {
    return states.contains(state);
  }

  public boolean isEmpty() {
    return parts().isEmpty();
  }

  /// Name and value of every part that restricts, for hidden fields and addresses.
  public List<Map.Entry<String, String>> parts() {
    var parts = new ArrayList<Map.Entry<String, String>>();
    part(parts, "type", type);
    states.stream().sorted().forEach(state -> part(parts, "state", state.column()));
    part(parts, "databox", databox);
    part(parts, "record", record);
    part(parts, "text", text);
    part(parts, "period", period);
    return List.copyOf(parts);
  }

  private static void part(List<Map.Entry<String, String>> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(Map.entry(name, value));
    }
  }

  /// As the part of an address behind the question mark; empty when nothing restricts.
  public String query() {
    return parts().stream()
        .map(
            part ->
                part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// For people, in an audit.
  String description() {
    return parts().isEmpty()
        ? "all"
        : parts().stream()
            .map(part -> part.getKey() + " " + part.getValue())
            .collect(Collectors.joining(", "));
  }
}
