package atelier.console;

import atelier.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files of all kinds that a library takes in, good ones, broken ones and malicious ones, each with
/// what has to come of it.
///
/// - Shape: the files lie in `folder`, what they are made of in `work`.
/// - One thread only.
final class Corpus {
  private final Path folder;
  private final Path work;
  private final Map<String, Fate> fates = new LinkedHashMap<>();

  Corpus(Path folder, Path work) {
    this.folder = folder;
    this.work = work;
  }

  /// By file name, in the order in which they were made.
  Map<String, Fate> fates() {
    return Collections.unmodifiableMap(fates);
  }

  Path folder() {
    return folder;
  }

  Path work() {
    return work;
  }

  /// A file that has been made.
  Path file(String name) {
    return folder.resolve(name);
  }

  /// Where a file of this name is to be made, whose fate is `fate`.
  Path place(String name, Fate fate) {
    if (fates.put(name, fate) != null) {
      throw new IllegalArgumentException("two files " + name);
    }
    return folder.resolve(name);
  }

  void write(String name, Fate fate, byte[] content) {
    try {
      Files.write(place(name, fate), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, Fate fate, String content) {
    try {
      Files.writeString(place(name, fate), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first part of a file.
  void cut(String name, Fate fate, String whole, double share) {
    write(name, fate, part(bytes(folder.resolve(whole)), share));
  }

  /// Runs ImageMagick; the last argument names the file after its form: `psd:layers.psd`.
  void convert(Fate fate, String source, String arguments) {
    int form = arguments.lastIndexOf(' ') + 1;
    int name = arguments.indexOf(':', form) + 1;
    var command = new ArrayList<>(List.of("convert", "-limit", "thread", "1"));
    command.add(work.resolve(source).toString());
    if (form > 0) {
      command.addAll(List.of(arguments.substring(0, form).strip().split(" +", -1)));
    }
    command.add(arguments.substring(form, name) + place(arguments.substring(name), fate));
    Shell.run(command.toArray(String[]::new));
  }

  /// Runs ffmpeg on `marks.mkv`.
  void ffmpeg(String name, Fate fate, String arguments) {
    ffmpeg("marks.mkv", name, fate, arguments);
  }

  void ffmpeg(String source, String name, Fate fate, String arguments) {
    Path target = place(name, fate);
    Shell.run(ffmpegCommand("-i " + work.resolve(source) + " " + arguments, target));
  }

  /// Makes something in `work` of nothing.
  void draft(String name, String arguments) {
    Shell.run(ffmpegCommand(arguments, work.resolve(name)));
  }

  private static String[] ffmpegCommand(String arguments, Path target) {
    var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    command.addAll(List.of(arguments.strip().split(" +", -1)));
    command.add(target.toString());
    return command.toArray(String[]::new);
  }

  static byte[] part(byte[] whole, double share) {
    return Arrays.copyOf(whole, (int) (whole.length * share));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One page; `catalog` are further entries of the catalogue.
  static String pdf(String box, String drawing, String... catalog) {
    var objects =
        List.of(
            "<</Type /Catalog /Pages 2 0 R " + String.join(" ", catalog) + ">>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [" + box + "] /Contents 4 0 R>>",
            "<</Length %d>> stream\n%s\nendstream".formatted(drawing.length(), drawing));
    var text = new StringBuilder("%PDF-1.4\n");
    var places = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      places.append("%010d 00000 n \n".formatted(text.length()));
      text.append("%d 0 obj %s endobj\n".formatted(i + 1, objects.get(i)));
    }
    int table = text.length();
    return text
        + "xref\n0 5\n%strailer <</Size 5 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(places, table);
  }
}
