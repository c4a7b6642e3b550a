package atelier.media;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The environment of a tool: only what it needs, none of the manager's secrets, texts in UTF-8.
final class ToolEnvironment {
  private static final List<String> HANDED_ON =
      List.of("PATH", "LD_LIBRARY_PATH", "TZ", "FONTCONFIG_PATH");

  private ToolEnvironment() {}

  /// - Shape: `folder` is the tool's private folder.
  static void apply(ProcessBuilder builder, Map<String, String> more, Path folder) {
    Map<String, String> own = builder.environment();
    var kept = new LinkedHashMap<String, String>();
    for (String name : HANDED_ON) {
      String value = own.get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    kept.put("LC_ALL", "C.UTF-8");
    kept.put("HOME", folder.toString());
    kept.put("TMPDIR", folder.toString());
    kept.putAll(more);
    own.clear();
    own.putAll(kept);
  }
}
