package atelier.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Proves on this machine that tools are held in bounds: small programs try to break out.
///
/// - Shape: they run in Perl, which exiftool needs too, in the same bounds as every tool. A line is
///   [Verdict#PROVEN] only when the attempt was made and failed; [Verdict#NOT_HERE] when this
///   system cannot hold tools to it; [Verdict#FAILED] when it should and does not.
/// - One thread only.
public final class ContainmentTrial {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int TRIES = 2;
  private static final Duration SHORT_TIME = Duration.ofSeconds(1);
  private static final long MUCH_LATER_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long MEBIBYTE = 1L << 20;
  private static final String GET_BWRAP = "apt-get install bubblewrap, and allow user namespaces";
  private static final String GET_LIMITS = "apt-get install util-linux";
  private static final Set<String> HARMLESS =
      Set.of(
          "PATH",
          "LD_LIBRARY_PATH",
          "TZ",
          "FONTCONFIG_PATH",
          "LC_ALL",
          "HOME",
          "TMPDIR",
          "PWD",
          Contained.MARK);

  private final Containment containment;
  private final ToolRun tools;
  private final Limits limits;
  private final List<Line> lines = new ArrayList<>();
  private String lastSaid = "";

  public ContainmentTrial(Containment containment) {
    this.containment = containment;
    this.tools = new ToolRun(containment);
    this.limits = Limits.within(TIME).writingOnlyInto();
  }

  /// What came of an attempt.
  public enum Verdict {
    PROVEN,
    NOT_HERE,
    FAILED
  }

  /// One bound; `remedy` says what to install or allow, and is empty for what is proven.
  public record Line(String bound, Verdict verdict, String what, String remedy) {}

  /// Tries everything; takes some seconds.
  ///
  /// - Errors: [MediaException] when there is no Perl, or no folder for the attempts.
  public List<Line> run() throws InterruptedException {
    try {
      if (!perl("print 'here'", limits).contains("here")) {
        throw new MediaException("perl does not run in bounds: apt-get install perl-base");
      }
      network();
      memory();
      memoryTogether();
      fileSize();
      openFiles();
      processes();
      tree();
      time();
      writing();
      secrets();
      environment();
      new ToolTrial(tools, limits, lines).run();
    } catch (IOException e) {
      throw new MediaException("the attempts could not be made", e);
    }
    return List.copyOf(lines);
  }

  private void network() throws IOException, InterruptedException {
    try (var listener = Listener.open()) {
      String said = perl(connecting(listener), limits);
      boolean seen = listener.wasCalled();
      String control = perl(connecting(listener), withNetwork());
      boolean tried = control.contains("connected") && listener.wasCalled();
      line(
          "network",
          !seen && said.contains("kept off") && tried,
          containment.isolation().kind() != Isolation.Kind.NOTHING,
          "a listening socket of this host saw nothing of it",
          "a tool reached a socket of this host",
          "allow unshare --net or bwrap: " + GET_BWRAP);
    }
  }

  private static String connecting(Listener listener) {
    return """
        use IO::Socket::INET;
        print IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => %d, Timeout => 5)
          ? 'connected' : 'kept off';
        """
        .formatted(listener.port());
  }

  private Limits withNetwork() {
    return new Limits(
        limits.time(),
        limits.dataBytes(),
        limits.fileBytes(),
        limits.tasks(),
        limits.openFiles(),
        /* network= */ true,
        limits.writable(),
        limits.cell());
  }

  private void memory() throws InterruptedException {
    String much = "my $much = 'a' x (200 << 20); print 'got it';";
    boolean refused = !perl(much, limits.withDataBytes(100 * MEBIBYTE)).contains("got it");
    boolean allowed = perl(much, limits).contains("got it");
    line(
        "memory",
        refused && allowed,
        containment.hasLimits(),
        "200 MiB were refused where 100 are allowed",
        "200 MiB were had where 100 are allowed",
        GET_LIMITS);
  }

  private void memoryTogether() throws InterruptedException {
    String said =
        perl(
            """
            for (1 .. 4) {
              if (!fork) { my $much = 'a' x (40 << 20); sleep 15; exit }
            }
            wait for 1 .. 4;
            print 'got it';
            """,
            limits.withDataBytes(100 * MEBIBYTE));
    line(
        "memory of a family",
        said.contains("of memory together"),
        /* possible= */ true,
        "four processes with 40 MiB each were stopped where 100 are allowed",
        "four processes with 40 MiB each ran where 100 are allowed",
        "mount /proc");
  }

  private void fileSize() throws InterruptedException {
    String said =
        perl(
            """
            $SIG{XFSZ} = 'IGNORE';
            open(my $file, '>', "$ENV{TMPDIR}/large") or die $!;
            for (1 .. 64) { syswrite($file, 'a' x 65536) or last }
            print 'wrote ', -s "$ENV{TMPDIR}/large";
            """,
            limits.withFileBytes(MEBIBYTE));
    line(
        "file size",
        said.contains("wrote " + MEBIBYTE),
        containment.hasLimits(),
        "a file ended at 1 MiB, which was allowed",
        "a file grew past its limit",
        GET_LIMITS);
  }

  private void openFiles() throws InterruptedException {
    String said =
        perl(
            """
            my @files;
            while (@files < 3000) { open(my $file, '<', '/dev/null') or last; push @files, $file }
            print @files < %d ? 'held' : 'all';
            """
                .formatted(limits.openFiles()),
            limits);
    line(
        "open files",
        said.contains("held"),
        containment.hasLimits(),
        "no more than " + limits.openFiles() + " could be opened",
        "more than " + limits.openFiles() + " files could be opened",
        GET_LIMITS);
  }

  private void processes() throws InterruptedException {
    String said =
        perl(
            """
            my $started = 0;
            for (1 .. 100) {
              my $child = fork;
              if (!defined $child) { print 'held'; last }
              if (!$child) { sleep 15; exit }
              $started++;
            }
            sleep 15 if $started == 100;
            print 'swarm' if $started == 100;
            """,
            limits.withTasks(40));
    line(
        "processes",
        !said.contains("swarm")
            && (said.contains("held") || said.contains("processes and threads")),
        /* possible= */ true,
        "a swarm was stopped at 40",
        "100 processes ran where 40 are allowed",
        "mount /proc");
  }

  private void tree() throws InterruptedException {
    String name = "97" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000);
    String said =
        perl(
            """
            use POSIX;
            pipe(my $read, my $write);
            if (!fork) {
              POSIX::setsid();
              if (!fork) { POSIX::setsid(); print $write 'x'; close $write; exec 'sleep', '%s' }
              exit;
            }
            close $write;
            wait;
            print 'started' if <$read>;
            """
                .formatted(name),
            limits);
    line(
        "all processes end",
        said.contains("started") && noneIsCalled(name),
        /* possible= */ true,
        "a process that had left its family was gone with the tool",
        "a process that had left its family outlived the tool",
        "mount /proc");
  }

  private void time() throws InterruptedException {
    String name = "96" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000);
    long begin = System.nanoTime();
    String said =
        perl(
            "exec 'sh', '-c', 'setsid sleep %s & sleep %s';".formatted(name, name),
            limits.withTime(SHORT_TIME));
    line(
        "time",
        said.contains("took longer")
            && System.nanoTime() - begin < MUCH_LATER_NANOS
            && noneIsCalled(name),
        /* possible= */ true,
        "it was stopped after " + SHORT_TIME.toSeconds() + " s, with all it had started",
        "it ran on after its time",
        "mount /proc");
  }

  private void writing() throws IOException, InterruptedException {
    Path outside = Files.createTempDirectory(containment.temporary(), "trial-").toRealPath();
    Path target = Files.createDirectory(outside.resolve("target"));
    try {
      perl(
          """
          open(my $in, '>', '%1$s/target/in') and close $in;
          open(my $out, '>', '%1$s/out') and close $out;
          mkdir '/atelier-trial' and rmdir '/atelier-trial' and mkdir '%1$s/target/root';
          system 'mount -o remount,rw / 2>/dev/null' and 1;
          open(my $again, '>', '%1$s/out') and close $again;
          """
              .formatted(outside),
          limits.writingOnlyInto(target));
      line(
          "writing elsewhere",
          Files.exists(target.resolve("in"))
              && !Files.exists(target.resolve("root"))
              && !Files.exists(outside.resolve("out")),
          containment.isolation().kind() == Isolation.Kind.VIEW,
          "only the target's folder could be written",
          "a file was written outside of the target's folder",
          GET_BWRAP);
    } finally {
      for (String name : List.of("target/in", "target/root", "target", "out", "")) {
        Files.deleteIfExists(outside.resolve(name));
      }
    }
  }

  private void secrets() throws InterruptedException {
    List<Path> there = containment.hidden().stream().filter(Files::exists).sorted().toList();
    if (there.isEmpty()) {
      return;
    }
    String arguments = there.stream().map(Path::toString).collect(Collectors.joining("\n"));
    String said =
        perl(
            """
            for my $path (split /\\n/, <<'PATHS') {
            %s
            PATHS
              my @inside = glob "$path/*";
              print 'seen' if @inside;
              next if -d $path;
              open(my $file, '<', $path) or next;
              print 'seen' if defined <$file>;
            }
            print 'looked';
            """
                .formatted(arguments),
            limits);
    line(
        "files with secrets",
        said.contains("looked") && !said.contains("seen"),
        containment.isolation().kind() == Isolation.Kind.VIEW,
        there.size() + " files and folders of the configuration and databases cannot be seen",
        "a tool can read what holds passwords",
        GET_BWRAP);
  }

  private void environment() throws InterruptedException {
    String said =
        perl(
            "print join(',', sort keys %%ENV), ';', open(my $f, '<', '/proc/%d/environ') ? 1 : 0;"
                .formatted(ProcessHandle.current().pid()),
            limits);
    String names = said.substring(0, Math.max(0, said.indexOf(';')));
    List<String> odd =
        Arrays.stream(names.split(",", -1)).filter(each -> !HARMLESS.contains(each)).toList();
    line(
        "environment",
        odd.isEmpty(),
        /* possible= */ true,
        "tools get none of this process's variables but PATH and the like",
        "tools get the variables " + odd,
        "");
    line(
        "this process's own",
        said.endsWith(";0"),
        containment.isolation().holdsProcesses(),
        "its variables and memory cannot be read by tools",
        "a tool can read this process's variables in /proc",
        GET_BWRAP);
  }

  /// What the program printed, or why it was stopped. One that failed has another try, as what
  /// disturbed it may have been another program's doing.
  private String perl(String program, Limits bounds) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        ToolRun.Ended ended = tools.run(List.of("perl", "-e", program), bounds);
        lastSaid = ended.isGood() ? ended.output() : ended.output() + " " + ended.errors();
        if (ended.isGood() || tries == TRIES) {
          return lastSaid;
        }
      } catch (MediaException e) {
        lastSaid = String.valueOf(e.getMessage());
        return lastSaid;
      }
    }
  }

  private static boolean noneIsCalled(String argument) {
    return ProcessHandle.allProcesses()
        .flatMap(each -> each.info().arguments().stream())
        .flatMap(Arrays::stream)
        .noneMatch(argument::equals);
  }

  private void line(
      String bound, boolean held, boolean possible, String good, String bad, String remedy) {
    if (held) {
      lines.add(new Line(bound, Verdict.PROVEN, good, ""));
    } else if (possible) {
      String what = bad + "; the attempt said: " + lastSaid.strip().lines().limit(3).toList();
      lines.add(new Line(bound, Verdict.FAILED, what, "tell us: this must not be. " + remedy));
    } else {
      lines.add(new Line(bound, Verdict.NOT_HERE, bad, remedy));
    }
  }

  /// A socket on this host that a tool must not reach.
  record Listener(ServerSocketChannel channel) implements AutoCloseable {
    static Listener open() throws IOException {
      var channel = ServerSocketChannel.open();
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      channel.configureBlocking(false);
      return new Listener(channel);
    }

    int port() {
      return channel.socket().getLocalPort();
    }

    boolean wasCalled() throws IOException {
      boolean called = false;
      for (var call = channel.accept(); call != null; call = channel.accept()) {
        call.close();
        called = true;
      }
      return called;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
