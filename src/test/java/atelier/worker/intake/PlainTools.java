package atelier.worker.intake;

import atelier.library.BorderRule;
import atelier.library.MediaType;
import atelier.library.SubdefSpec;
import atelier.media.DocumentText;
import atelier.media.Metadata;
import atelier.media.MetadataTool;
import atelier.media.Progress;
import atelier.media.SubdefMaker;
import atelier.media.TagChanges;
import atelier.store.ApplicationBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Tools for files that are texts: a line `tag=value` is a tag, all other lines are the content.
public final class PlainTools implements MetadataTool, SubdefMaker {

  /// An intake with these tools.
  public static Intake intake(
      ApplicationBox box, List<BorderRule> border, Path quarantine, Clock clock) {
    var tools = new PlainTools();
    DocumentText text =
        (file, mime) -> mime.equals("application/pdf") ? Optional.of("words") : Optional.empty();
    return new Intake(
        box.library(),
        box.quarantine(),
        new IntakeTools(tools, (_, name) -> mimeOf(name), tools, text),
        new IntakeSettings(Set.of("image/jpeg"), border, quarantine),
        clock);
  }

  private static String mimeOf(String name) {
    return name.endsWith(".jpg") ? "image/jpeg" : "application/pdf";
  }

  @Override
  public Metadata read(Path file) {
    var tags = new LinkedHashMap<String, List<String>>();
    for (String line : lines(file)) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        tags.computeIfAbsent(line.substring(0, sign), _ -> new ArrayList<>())
            .add(line.substring(sign + 1));
      }
    }
    return new Metadata(tags);
  }

  @Override
  public Written write(Path file, TagChanges changes) {
    var kept = new ArrayList<String>();
    for (String line : lines(file)) {
      int sign = line.indexOf('=');
      if (sign < 0 || !changes.tags().containsKey(line.substring(0, sign))) {
        kept.add(line);
      }
    }
    changes.tags().forEach((tag, values) -> values.forEach(each -> kept.add(tag + "=" + each)));
    try {
      Files.write(file, kept);
      return new Written.Good(Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String strippedSha256(Path file) {
    String content =
        String.join("\n", lines(file).stream().filter(line -> line.indexOf('=') < 0).toList());
    return (UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)) + "")
        .replace("-", "")
        .repeat(2);
  }

  @Override
  public Set<String> writable(Set<String> tags) {
    return tags;
  }

  @Override
  public boolean makes(Order order) {
    return order.sourceType() == MediaType.IMAGE;
  }

  @Override
  public Made make(Order order, Progress progress) {
    int size = ((SubdefSpec.Output.Image) order.output()).sizePixels();
    try {
      Files.writeString(order.target(), "thumbnail " + size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Made.Good(size, size, 1, "image/jpeg");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a file with these tags holds.
  public static String file(String content, Map<String, String> tags) {
    var text = new StringBuilder(content).append('\n');
    tags.forEach((tag, value) -> text.append(tag).append('=').append(value).append('\n'));
    return text.toString();
  }
}
