package atelier.media.ghostscript;

import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.ShortTool;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Draws the first page of PostScript: EPS, older Illustrator files, jobs for printers.
///
/// - Shape: on white; an EPS is cut to its bounding box.
/// - PostScript is a program: it runs with Ghostscript's `-dSAFER`, which lets it open no file but
///   those in its folder, and within the limits of a tool.
/// - Thread-safe: it never changes.
/// - Source: Ghostscript's `Use.htm`, "Command line options"; Adobe's technical note 5002.
public final class Ghostscript implements StillTaker {
  private static final Set<String> MIMES =
      Set.of("application/postscript", "application/illustrator", "application/eps", "image/x-eps");
  private static final int MAX_RESOLUTION = 1200;

  private final ShortTool tool;

  /// - Units: the limits are for one page.
  public Ghostscript(Limits limits, Containment containment) {
    this.tool =
        new ShortTool("gs", "apt-get install ghostscript", limits, new ToolRun(containment));
  }

  /// 60 s, as `main.binaries.gs_timeout`, and 2 GiB of memory.
  public static Limits usualLimits() {
    return Limits.within(Duration.ofSeconds(60));
  }

  @Override
  public boolean reads(Order order) {
    return MIMES.contains(order.sourceMime());
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    if (!(order.output() instanceof Output.Image image)) {
      throw new IllegalArgumentException("a page becomes a picture and nothing else");
    }
    PostScriptHead head;
    try {
      head = PostScriptHead.read(order.source());
    } catch (IOException e) {
      throw new MediaException("the source file is missing or not readable: " + order.source(), e);
    }
    if (!head.isPostScript()) {
      return new Still.Refused("not PostScript: the content is something else");
    }
    // Rather a little too large than too small: it is made to fit afterwards.
    double resolution = Math.ceil(72.0 * image.sizePixels() / head.longerSidePoints());
    return drawn(order.source(), folder, (int) Math.clamp(resolution, 1, MAX_RESOLUTION));
  }

  private Still drawn(Path source, Path folder, int resolution) throws InterruptedException {
    Path page = folder.resolve("page.png");
    ToolRun.Ended ended =
        tool.run(
            List.of(
                "-q",
                "-dSAFER",
                "-dBATCH",
                "-dNOPAUSE",
                "-dEPSCrop",
                "-dFirstPage=1",
                "-dLastPage=1",
                "-sDEVICE=png16m",
                "-dTextAlphaBits=4",
                "-dGraphicsAlphaBits=4",
                "-r" + resolution,
                "-sOutputFile=" + page.toAbsolutePath().toString().replace("%", "%%"),
                "-f",
                source.toAbsolutePath().toString(),
                // An EPS need not show its page by itself; a second page is not kept.
                "-c",
                "showpage"),
            // It may read what lies in the folder for temporary files, so that is an empty one.
            Map.of("TMPDIR", folder.toAbsolutePath().toString()));
    try {
      return ended.isGood() && Files.exists(page) && Files.size(page) > 0
          ? new Still.Taken(page, "image/png")
          : new Still.Refused("broken PostScript: " + complaint(ended));
    } catch (IOException e) {
      throw new MediaException("the drawn page could not be read: " + page, e);
    }
  }

  /// `Error: /undefined in nonsense`, which Ghostscript says on its standard output.
  private static String complaint(ToolRun.Ended ended) {
    return (ended.output() + "\n" + ended.errors())
        .lines()
        .filter(line -> line.startsWith("Error: "))
        .map(line -> line.substring("Error: ".length()))
        .findFirst()
        .orElse("it draws nothing");
  }
}
