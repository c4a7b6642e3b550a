package atelier.media.vips;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.KeptProcess;
import atelier.media.KeptTools;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker;
import atelier.media.Turns;
import atelier.media.vips.PictureJob.Task;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes still pictures from still pictures.
///
/// - Shape: other sources and other outputs are refused. The target is written, read back in full,
///   compared with what was asked, and on the disk before [#make] returns.
/// - Errors: [MediaException] when the child died, took too long, lacks libvips, or wrote something
///   else than asked; the target is gone then.
/// - Thread-safe: as many calls as come; they wait for a free child.
public final class VipsImages implements SubdefMaker, AutoCloseable {
  /// Without so much a child cannot start.
  private static final long LEAST_DATA_BYTES = 512L << 20;

  private static final String RAW_MIME = "image/x-tika-";

  private final Settings settings;
  private final KeptTools children;
  private final Turns turns;
  private final MemoryGate memory;

  /// - Shape: `children` processes at most, each with `threads` of libvips' own, replaced after
  ///   `jobsEach` jobs.
  /// - Units: `maxPixels` width times height that a source may claim to have.
  /// - Errors: [IllegalArgumentException] for a number below 1.
  public record Settings(int children, int threads, int jobsEach, long maxPixels, Limits limits) {
    private static final int DEFAULT_JOBS = 300;
    private static final long DEFAULT_MAX_PIXELS = 500_000_000;
    private static final Duration DEFAULT_TIME = Duration.ofMinutes(2);

    public Settings {
      if (children < 1 || threads < 1 || jobsEach < 1 || maxPixels < 1) {
        throw new IllegalArgumentException(
            "children, threads, jobs each and the largest picture must be at least 1");
      }
    }

    /// So many children with one thread each, and 120 s a job.
    public static Settings of(int children) {
      return new Settings(
          children,
          1,
          DEFAULT_JOBS,
          DEFAULT_MAX_PIXELS,
          Limits.within(DEFAULT_TIME).writingOnlyInto());
    }

    public Settings withLimits(Limits others) {
      return new Settings(children, threads, jobsEach, maxPixels, others);
    }

    public Settings withMaxPixels(long pixels) {
      return new Settings(children, threads, jobsEach, pixels, limits);
    }
  }

  /// - Shape: what a picture needs to be read is taken from `memory` first; one picture may have
  ///   all of it.
  public VipsImages(Settings settings, Containment containment, MemoryGate memory) {
    this.settings = settings;
    this.memory = memory;
    var tool =
        new KeptTools.Tool(
            "vips",
            command(),
            Map.of("VIPS_CONCURRENCY", Integer.toString(settings.threads())),
            "apt-get install libvips42");
    this.children =
        new KeptTools(
            tool,
            containment,
            settings.limits().withDataBytes(Math.max(memory.budgetBytes(), LEAST_DATA_BYTES)),
            settings.children(),
            settings.jobsEach());
    this.turns = new Turns(children);
  }

  @Override
  public boolean makes(Order order) {
    return order.sourceType() == MediaType.IMAGE
        && !order.sourceMime().startsWith(RAW_MIME)
        && order.output() instanceof Output.Image;
  }

  @Override
  public Made make(Order order, Progress progress) throws InterruptedException {
    if (order.sourceType() != MediaType.IMAGE) {
      return new Made.Refused("only pictures are read here, not " + order.sourceMime());
    }
    if (order.sourceMime().startsWith(RAW_MIME)) {
      return new Made.Refused("raw photographs are not developed here: " + order.sourceMime());
    }
    return switch (order.output()) {
      case Output.Image image -> makeImage(order, image);
      case Output.AnimatedGif _ -> new Made.Refused("no animation is made from a picture");
      case Output.Video _ -> new Made.Refused("no film is made from a picture");
      case Output.Audio _ -> new Made.Refused("no sound is made from a picture");
      case Output.Pdf _ -> new Made.Refused("no PDF is made from a picture");
      case Output.Flexpaper _ -> new Made.Refused("Flash documents are not made any more");
    };
  }

  /// The children's process ids, for tests and for showing.
  public List<Long> pids() {
    return children.pids();
  }

  @Override
  public void close() {
    children.close();
  }

  private Made makeImage(Order order, Output.Image image) throws InterruptedException {
    if (!Files.isReadable(order.source())) {
      throw new MediaException("the source file is missing or not readable: " + order.source());
    }
    boolean good = false;
    try {
      String source = order.source().toString();
      KeptTools.Lease child = turns.enter(source);
      try {
        Made made = admitted(child, order, image);
        good = made instanceof Made.Good;
        return made;
      } finally {
        turns.leave(source, child);
      }
    } catch (IOException e) {
      throw new MediaException("the picture could not be kept: " + order.target(), e);
    } finally {
      if (!good) {
        remove(order.target());
      }
    }
  }

  private Made admitted(KeptTools.Lease child, Order order, Output.Image image)
      throws InterruptedException, IOException {
    Reply measured =
        child.call(process -> ask(process, order, image, Task.MEASURE, order.target()));
    if (!(measured instanceof Reply.Needs(long bytes, String what))) {
      return made(order, image, measured);
    }
    if (!memory.holds(bytes)) {
      return new Made.Refused(memory.refusal(what, bytes));
    }
    try (MemoryGate.Pass _ = memory.enter(bytes)) {
      return made(order, image, child.call(process -> make(process, order, image)));
    }
  }

  /// The child writes into its own folder; what it made is taken from there.
  private Reply make(KeptProcess child, Order order, Output.Image image) throws IOException {
    Path made = child.folder().resolve("made." + image.extension());
    Reply reply = ask(child, order, image, Task.MAKE, made);
    if (reply instanceof Reply.Made) {
      Files.move(made, order.target(), StandardCopyOption.REPLACE_EXISTING);
      // Looked at here, where the child can no longer put another in its place.
      if (!Files.isRegularFile(order.target(), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("the child left something that is no file");
      }
    }
    return reply;
  }

  private Reply ask(KeptProcess child, Order order, Output.Image image, Task task, Path made)
      throws IOException {
    var job =
        new PictureJob(
            task,
            order.source().toAbsolutePath().toString(),
            made.toString(),
            image.sizePixels(),
            image.dpi(),
            image.strip(),
            image.flatten(),
            image.quality(),
            image.codec(),
            image.watermark().text(),
            order.watermark().map(path -> path.toAbsolutePath().toString()).orElse(""),
            settings.maxPixels(),
            order.siblingPixels());
    var out = new DataOutputStream(child.input());
    job.write(out);
    out.flush();
    return Reply.read(new DataInputStream(child.output()));
  }

  private static Made made(Order order, Output.Image image, Reply reply) throws IOException {
    return switch (reply) {
      case Reply.Refused refused -> new Made.Refused(refused.cause());
      case Reply.Failed failed -> throw new MediaException(failed.cause());
      case Reply.Needs needs ->
          throw new MediaException("the child measured " + needs.what() + " instead of making it");
      case Reply.Made made -> {
        long size = keep(order.target());
        yield new Made.Good(made.widthPixels(), made.heightPixels(), size, image.codec().mime());
      }
    };
  }

  private static long keep(Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
      return channel.size();
    }
  }

  private static void remove(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      throw new MediaException("the unfinished picture could not be removed: " + target, e);
    }
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:ReservedCodeCacheSize=16m",
        "-XX:MaxMetaspaceSize=64m",
        "-XX:CompressedClassSpaceSize=16m",
        "-XX:-UsePerfData",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=/dev/null",
        "-Dfile.encoding=UTF-8",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath(),
        VipsChild.class.getName());
  }

  /// The child has another working folder.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
