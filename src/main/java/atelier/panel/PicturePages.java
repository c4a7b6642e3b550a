package atelier.panel;

import atelier.desk.Desk;
import atelier.desk.NotFoundException;
import atelier.library.RecordId;
import atelier.library.Subdef;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Thumbnails and previews of records.
///
/// - Shape: only kinds of pictures that browsers show and that cannot hold scripts.
final class PicturePages {
  private static final Set<String> KINDS =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private final Desk desk;

  PicturePages(Desk desk) {
    this.desk = desk;
  }

  void routes(RoutesConfig routes) {
    routes.get("/records/{record}/{subdef}", this::show, Access.VIEWER);
  }

  /// The address of a record's thumbnail.
  static String thumbnail(String record) {
    return "/records/" + record + "/thumbnail";
  }

  /// The largest file that is a picture and was made for looking at, if there is one.
  static Optional<Subdef> largest(List<Subdef> files) {
    return files.stream()
        .filter(file -> !file.name().equals(Subdef.DOCUMENT) && KINDS.contains(file.mime()))
        .max(Comparator.comparingInt(Subdef::widthPixels));
  }

  private void show(Context context) {
    RecordId record = RecordId.parse(context.pathParam("record"));
    Subdef file =
        desk.file(record, context.pathParam("subdef"))
            .filter(each -> KINDS.contains(each.mime()))
            .orElseThrow(() -> new NotFoundException("there is no such picture"));
    try {
      byte[] content = Files.readAllBytes(file.path());
      context
          .header("Content-Security-Policy", "default-src 'none'; sandbox")
          .header("Cache-Control", "private, max-age=60")
          .contentType(file.mime())
          .result(content);
    } catch (IOException e) {
      throw new NotFoundException("the file of this picture is not there");
    }
  }
}
