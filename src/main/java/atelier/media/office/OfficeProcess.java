package atelier.media.office;

import atelier.media.Containment;
import atelier.media.KeptProcess;
import atelier.media.KeptTools;
import atelier.media.Limits;
import atelier.media.MediaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One LibreOffice, kept running, with a folder of its own.
///
/// - Shape: it listens on a socket in the file system, so that it is left without a network;
///   whoever is another user cannot speak to it. It is replaced after so many documents, and after
///   one that failed.
/// - One thread at a time.
final class OfficeProcess implements AutoCloseable {
  private static final String PACKAGES =
      "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui";

  /// Where LibreOffice makes its sockets, whatever the environment says. Their path may have a
  /// hundred letters at most, so the folder that stands for it in a cell is there too.
  private static final Path SOCKETS = Path.of("/tmp");

  private static final long ASK_AGAIN_MILLIS = 50;

  private final Path folder;
  private final Path sockets;
  private final String name = "atelier-" + UUID.randomUUID();
  private final KeptTools tools;

  /// - Shape: a folder is made in `temporary`.
  OfficeProcess(Path temporary, Office.Settings settings, Containment containment) {
    try {
      this.folder = Files.createTempDirectory(Files.createDirectories(temporary), "office-");
      this.sockets =
          containment.hasCells() ? Files.createTempDirectory(SOCKETS, "office-") : SOCKETS;
      Profile.write(folder);
    } catch (IOException e) {
      throw new MediaException("no folder for LibreOffice could be made: " + temporary, e);
    }
    var environment =
        Map.of(
            "HOME",
            folder.toString(),
            "TMPDIR",
            folder.toString(),
            "SAL_USE_VCLPLUGIN",
            "svp",
            "SAL_DISABLE_OPENCL",
            "true");
    var tool = new KeptTools.Tool("soffice", Profile.command(folder, name), environment, PACKAGES);
    Limits limits =
        containment.hasCells() ? settings.limits().inCell(sockets, folder) : settings.limits();
    this.tools = new KeptTools(tool, containment, limits, 1, settings.jobsEach());
  }

  /// Runs a piece of work on it.
  ///
  /// - Errors: [MediaException] when it died or took too long.
  <R> R call(Work<R> work) throws InterruptedException {
    return tools.call(
        process -> {
          try (var session = OfficeSession.over(connected(process))) {
            return work.on(session);
          } catch (com.sun.star.uno.RuntimeException e) {
            throw new IOException("LibreOffice fell silent", e);
          }
        });
  }

  /// What is done in one go.
  @FunctionalInterface
  interface Work<R> {
    R on(OfficeSession session) throws IOException;
  }

  /// Where documents are put before it reads them.
  Path folder() {
    return folder;
  }

  List<Long> pids() {
    return tools.pids();
  }

  @Override
  public void close() {
    tools.close();
    try {
      for (Path socket : sockets("*_" + name)) {
        Files.deleteIfExists(socket);
      }
      for (Path socket : sockets("*_SingleOfficeIPC_" + knock())) {
        Files.deleteIfExists(socket);
      }
      remove(folder);
      if (!sockets.equals(SOCKETS)) {
        remove(sockets);
      }
    } catch (IOException e) {
      throw new MediaException("what LibreOffice left could not be removed: " + folder, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private UnixConnection connected(KeptProcess process) throws IOException, InterruptedException {
    while (true) {
      for (Path socket : sockets("*_" + name)) {
        try {
          return UnixConnection.to(socket);
        } catch (IOException _) {
          // Left by one before, or not listened to yet.
        }
      }
      if (ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
        throw new IOException("LibreOffice ended while it was started");
      }
      Thread.sleep(ASK_AGAIN_MILLIS);
    }
  }

  private List<Path> sockets(String pattern) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(sockets, "OSL_PIPE" + pattern)) {
      var all = new ArrayList<Path>();
      found.forEach(all::add);
      return all;
    }
  }

  private String knock() {
    try {
      byte[] address = Profile.singleOfficeAddress(folder).getBytes(StandardCharsets.UTF_16LE);
      var hex = new StringBuilder();
      for (byte each : MessageDigest.getInstance("MD5").digest(address)) {
        hex.append(Integer.toHexString(Byte.toUnsignedInt(each))); // Without leading zeros.
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
