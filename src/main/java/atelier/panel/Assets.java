package atelier.panel;

import atelier.desk.NotFoundException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Style sheets and scripts, served by us: a fixed list, read once.
///
/// - Shape: `/assets/NAME?v=CHECKSUM`, so that browsers keep them until they change.
/// - Thread-safe.
final class Assets {
  private static final String OWN = "/atelier/panel/";
  private static final String JARS = "/META-INF/resources/webjars/";
  private static final Map<String, String> PLACES =
      Map.of(
          "panel.css", OWN + "panel.css",
          "panel.js", OWN + "panel.js",
          "icon.svg", OWN + "icon.svg",
          "htmx.js", JARS + "htmx.org/2.0.8/dist/htmx.min.js",
          "uplot.js", JARS + "uplot/1.6.30/dist/uPlot.iife.min.js",
          "uplot.css", JARS + "uplot/1.6.30/dist/uPlot.min.css");
  private static final Map<String, byte[]> CONTENTS = read();

  private Assets() {}

  static void routes(RoutesConfig routes) {
    routes.get("/assets/{name}", Assets::answer, Access.ANYBODY);
  }

  /// The address of an asset, for templates.
  static String address(String name) {
    var checksum = new CRC32();
    checksum.update(content(name));
    return "/assets/" + name + "?v=" + Long.toHexString(checksum.getValue());
  }

  private static void answer(Context context) {
    String name = context.pathParam("name");
    byte[] content = content(name);
    context.header("Cache-Control", "public, max-age=31536000, immutable");
    context.contentType(type(name)).result(content);
  }

  private static byte[] content(String name) {
    byte[] content = CONTENTS.get(name);
    if (content == null) {
      throw new NotFoundException("there is no such file");
    }
    return content;
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static Map<String, byte[]> read() {
    var contents = new HashMap<String, byte[]>();
    PLACES.forEach((name, place) -> contents.put(name, read(place)));
    return Map.copyOf(contents);
  }

  private static byte[] read(String place) {
    try (InputStream file = Assets.class.getResourceAsStream(place)) {
      if (file == null) {
        throw new IllegalStateException(place + " is not among the resources");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
