package atelier.media;

import atelier.media.ContainmentTrial.Line;
import atelier.media.ContainmentTrial.Listener;
import atelier.media.ContainmentTrial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Tries what tools are known to be talked into: reading addresses and other files named in a
/// hostile one.
///
/// - Shape: one line for each tool that is here.
record ToolTrial(ToolRun tools, Limits limits, List<Line> lines) {
  private static final String FOREIGN = "/etc/passwd";
  private static final String FOREIGN_TEXT = "root:";

  void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("atelier-trial-").toRealPath();
    Path file = folder.resolve("clip.mp4");
    try (var listener = Listener.open()) {
      String address = "http://127.0.0.1:" + listener.port() + "/x";
      Files.writeString(file, "#EXTM3U\n#EXTINF:1,\n" + address + ".ts\n");
      attempt(
          listener,
          "ffmpeg",
          "a playlist",
          List.of(
              "ffmpeg",
              "-nostdin",
              "-v",
              "error",
              "-protocol_whitelist",
              "file,pipe",
              "-i",
              "file:" + file,
              "-f",
              "null",
              "-"));
      Files.writeString(
          file,
          "push graphic-context\nimage over 0,0 9,9 '" + address + ".png'\npop graphic-context\n");
      attempt(listener, "ImageMagick", "a drawing", List.of("convert", "mvg:" + file, "ppm:-"));
      Files.writeString(
          file, "%!PS\n(" + FOREIGN + ") (r) file 200 string readline pop print flush quit\n");
      attempt(
          listener,
          "Ghostscript",
          "a document",
          List.of(
              "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage", file.toString()));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private void attempt(Listener listener, String tool, String bait, List<String> command)
      throws IOException, InterruptedException {
    ToolRun.Ended ended = tools.run(command, limits);
    boolean missing = ended.exitCode() == ToolRun.NOT_FOUND;
    if (missing) {
      return;
    }
    boolean out = listener.wasCalled() || ended.output().contains(FOREIGN_TEXT);
    boolean good = !out && !ended.isGood();
    lines.add(
        good
            ? new Line(tool, Verdict.PROVEN, bait + " that names others was refused", "")
            : new Line(
                tool,
                out ? Verdict.FAILED : Verdict.NOT_HERE,
                bait + " that names others was " + (out ? "followed" : "read"),
                "update " + tool + " and restrict it by its policy"));
  }
}
