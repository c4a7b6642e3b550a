package atelier.media.ffmpeg;

import atelier.media.MediaException;
import atelier.media.ToolRun.Ended;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells from what a tool said on failing whether the source is why.
final class Complaint {
  private static final Pattern NOT_ALLOWED =
      Pattern.compile("\\[([a-z0-9_,]+) @ [^]]*] Format not on whitelist");

  /// 128 and the signals with which a process is ended from outside, or by its own crash.
  private static final Set<Integer> KILLED = Set.of(132, 134, 135, 136, 137, 139, 143, 152, 153);

  /// What another try may find mended: room, memory, rights, a missing part of the tool.
  private static final List<String> OUTSIDE =
      List.of(
          "No space left",
          "Cannot allocate memory",
          "Permission denied",
          "No such file or directory",
          "Input/output error",
          "File too large",
          "Unknown encoder",
          "No such filter",
          "Unrecognized option",
          "Option not found",
          "Resource temporarily unavailable");

  private Complaint() {}

  /// Why the source cannot be read, for a person.
  ///
  /// - Errors: [MediaException] when the source is not the reason.
  static String ofSource(String tool, Ended ended) {
    if (KILLED.contains(ended.exitCode())) {
      throw MediaException.of(
          tool, ended.errors(), tool + " died (exit code " + ended.exitCode() + ")", null);
    }
    for (String outside : OUTSIDE) {
      if (ended.errors().contains(outside)) {
        throw MediaException.of(tool, ended.errors(), tool + " failed: " + outside, null);
      }
    }
    return cause(ended.errors());
  }

  private static String cause(String errors) {
    Matcher notAllowed = NOT_ALLOWED.matcher(errors);
    if (notAllowed.find()) {
      String name = notAllowed.group(1);
      return Containers.isPlaylist(name)
          ? "a list of other files (" + name + "), which is not followed"
          : "no kind of film or sound that is read here: " + name;
    }
    if (errors.contains("moov atom not found")) {
      return "not a media file, or a truncated one: its index is missing";
    }
    if ((errors.contains("Decoder") && errors.contains("not found"))
        || errors.contains("Could not find codec parameters")) {
      return "the film or sound is of a kind that ffmpeg does not know: " + last(errors);
    }
    return "not a media file, or a damaged one: " + last(errors);
  }

  /// The last line, without ffmpeg's names of parts.
  private static String last(String errors) {
    return errors
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((_, later) -> later)
        .map(line -> line.replaceAll("\\[[^]]*] ?|file:\\S*/", "").strip())
        .orElse("ffmpeg does not say more");
  }
}
