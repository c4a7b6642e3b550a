package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.Measures;
import atelier.desk.RecordDetails;
import atelier.json.Json;
import atelier.library.RecordId;
import atelier.library.Subdef;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `record:show 1_12`
@Command(
    name = "record:show",
    description = "Shows a record: caption, technical data, files, jobs.")
final class RecordShowCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "RECORD", description = "Databox and record, like 1_12.")
  private String id = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  RecordShowCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    RecordId record = RecordId.parse(id);
    try (var atelier = Atelier.open(common.options())) {
      RecordDetails details = atelier.desk().record(record);
      PrintWriter out = spec.commandLine().getOut();
      if (output.isJson()) {
        out.println(Json.writePretty(json(details)));
      } else {
        print(out, details);
      }
      out.flush();
    }
    return 0;
  }

  private static void print(PrintWriter out, RecordDetails details) {
    var record = details.record();
    out.println(
        "Record "
            + record.id()
            + "  "
            + Show.oneLine(record.originalName().orElse(record.story() ? "(story)" : "")));
    out.println(
        "  "
            + record.type().column()
            + record.mime().map(mime -> ", " + mime).orElse("")
            + ", in "
            + details
                .databox()
                .collection(record.collectionId())
                .map(collection -> collection.name())
                .orElse("a collection that no longer exists")
            + ", added "
            + Show.moment(record.created()));
    record.uuid().ifPresent(uuid -> out.println("  uuid   " + uuid));
    record.sha256().ifPresent(hash -> out.println("  sha256 " + hash));
    out.println();
    out.println("Caption");
    if (details.caption().isEmpty()) {
      out.println("  (none)");
    }
    details
        .caption()
        .values()
        .forEach(
            (field, values) ->
                out.printf("  %-32s %s%n", field.name(), Show.oneLine(String.join("; ", values))));
    out.println();
    out.println("Technical data");
    details
        .technicalData()
        .forEach((name, value) -> out.printf("  %-32s %s%n", name, Show.oneLine(value)));
    out.println();
    out.println("Files");
    var files = new Table("NAME", "PIXELS", ">SIZE", "TYPE", "PATH");
    details
        .subdefs()
        .forEach(
            each ->
                files.row(
                    each.name(),
                    Show.pixels(each.widthPixels(), each.heightPixels()),
                    Measures.size(each.sizeBytes()),
                    each.mime(),
                    each.path()));
    out.print(files.text().indent(2));
    out.println();
    out.println("Jobs");
    out.print(JobViews.table(details.jobs()).text().indent(2));
  }

  private static Map<String, Object> json(RecordDetails details) {
    var record = details.record();
    var values = new LinkedHashMap<String, Object>();
    values.put("record", record.id().toString());
    values.put("type", record.type().column());
    values.put("story", record.story());
    values.put("mime", record.mime().orElse(""));
    values.put("original_name", record.originalName().orElse(""));
    values.put("uuid", record.uuid().orElse(""));
    values.put("sha256", record.sha256().orElse(""));
    values.put("coll_id", record.collectionId());
    values.put("status", record.status());
    values.put("created", record.created().toString());
    values.put("modified", record.modified().toString());
    var caption = new LinkedHashMap<String, Object>();
    details.caption().values().forEach((field, texts) -> caption.put(field.name(), texts));
    values.put("caption", caption);
    values.put("technical_data", details.technicalData());
    values.put("files", details.subdefs().stream().map(RecordShowCommand::json).toList());
    values.put("jobs", details.jobs().stream().map(JobViews::json).toList());
    return values;
  }

  private static Map<String, Object> json(Subdef subdef) {
    var values = new LinkedHashMap<String, Object>();
    values.put("name", subdef.name());
    values.put("path", subdef.path().toString());
    values.put("width", subdef.widthPixels());
    values.put("height", subdef.heightPixels());
    values.put("size", subdef.sizeBytes());
    values.put("mime", subdef.mime());
    return values;
  }
}
