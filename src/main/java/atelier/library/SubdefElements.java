package atelier.library;

import atelier.library.SubdefSpec.AccessClass;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.library.SubdefSpec.Watermark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.w3c.dom.Element;

/// Reads the folders and the sub-definitions of a structure document.
///
/// - Source: `docs/phraseanet.md`, structure document: elements, ranges, defaults.
final class SubdefElements {
  private static final Set<Integer> SAMPLE_RATES =
      Set.of(
          8000, 11025, 16000, 22050, 32000, 44056, 44100, 47250, 48000, 50000, 50400, 88200, 96000);
  private static final int LEAST_PIXELS = 20;
  private static final int MOST_PIXELS = 10_000;
  private static final int USUAL_PIXELS = 800;

  private SubdefElements() {}

  static Structure structure(Element root) {
    var record = new StructureElement(root, "record");
    var groups = new ArrayList<SubdefGroup>();
    var seen = EnumSet.noneOf(MediaType.class);
    record
        .child("subdefs")
        .ifPresent(
            subdefs -> {
              for (Element child : subdefs.children("subdefgroup")) {
                var group = subdefs.attributePath(child, "name");
                String name =
                    group.requiredAttribute("name", "a media type").toLowerCase(Locale.ROOT);
                var type = MediaType.ofColumn(name);
                // Groups of media types that nobody knows are passed over, as in the reference.
                if (!type.column().equals(name)) {
                  continue;
                }
                if (!seen.add(type)) {
                  throw StructureElement.wrong(group.path(), "is there twice", "once");
                }
                groups.add(group(group, type));
              }
            });
    return new Structure(record.folder(), groups);
  }

  private static SubdefGroup group(StructureElement group, MediaType type) {
    var subdefs = new ArrayList<SubdefSpec>();
    var names = new HashSet<String>();
    for (Element child : group.children("subdef")) {
      var subdef = group.attributePath(child, "name");
      var spec = subdef(subdef);
      if (!names.add(spec.name())) {
        throw StructureElement.wrong(subdef.path(), "is there twice", "once in a group");
      }
      subdefs.add(spec);
    }
    return new SubdefGroup(
        type, group.flagAttribute("writemetaoriginaldocument", true), List.copyOf(subdefs));
  }

  private static SubdefSpec subdef(StructureElement subdef) {
    String allowed = "1 to 64 letters, digits, - and _, not " + Subdef.DOCUMENT;
    String name = subdef.requiredAttribute("name", allowed).toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z0-9_-]{1,64}") || name.equals(Subdef.DOCUMENT)) {
      throw StructureElement.wrong(subdef.path() + "/@name", "is " + name, allowed);
    }
    return new SubdefSpec(
        name,
        accessClass(subdef),
        subdef.folder(),
        subdef.flagAttribute("downloadable", false),
        subdef.flagAttribute("tobuild", true),
        subdef.flagAttribute("substituable", false),
        subdef.flagOption("meta", false),
        output(subdef));
  }

  private static AccessClass accessClass(StructureElement subdef) {
    String allowed = "document, preview, thumbnail";
    String text = subdef.requiredAttribute("class", allowed);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "document" -> AccessClass.DOCUMENT;
      case "preview" -> AccessClass.PREVIEW;
      case "thumbnail" -> AccessClass.THUMBNAIL;
      default -> throw StructureElement.wrong(subdef.path() + "/@class", "is " + text, allowed);
    };
  }

  private static Output output(StructureElement subdef) {
    return switch (subdef.option("mediatype").orElse("image").toLowerCase(Locale.ROOT)) {
      case "gif" ->
          new Output.AnimatedGif(
              subdef.integerOption("size", LEAST_PIXELS, MOST_PIXELS, USUAL_PIXELS),
              subdef.integerOption("delay", 50, 500, 100));
      case "video" -> video(subdef);
      case "audio" ->
          new Output.Audio(
              subdef
                  .wordOption(
                      "acodec", "libmp3lame", "flac", "pcm_s16le", "libvorbis", "aac", "libfdk_aac")
                  .orElse("libmp3lame"),
              audioBitrate(subdef),
              subdef.integerOption("audiosamplerate", SAMPLE_RATES),
              channels(subdef));
      case "pdf" -> new Output.Pdf();
      case "flexpaper" -> new Output.Flexpaper();
      // The reference takes every other word for a picture.
      default -> image(subdef);
    };
  }

  private static Output.Image image(StructureElement subdef) {
    return new Output.Image(
        subdef.integerOption("size", LEAST_PIXELS, MOST_PIXELS, USUAL_PIXELS),
        subdef.integerOption("dpi", 50, 1000, 72),
        subdef.flagOption("strip", false),
        subdef.flagOption("flatten", true),
        subdef.integerOption("quality", 0, 100, 75),
        subdef
            .wordOption("icodec", "jpeg", "png", "tiff")
            .map(codec -> ImageCodec.valueOf(codec.toUpperCase(Locale.ROOT)))
            .orElse(ImageCodec.JPEG),
        watermark(subdef));
  }

  private static Watermark watermark(StructureElement subdef) {
    if (!subdef.flagOption("watermark", false)) {
      return Watermark.NONE;
    }
    return new Watermark(
        subdef.option("watermarktext").orElse(""),
        subdef
            .option("watermarkrid")
            .filter(text -> text.matches("[1-9]\\d{0,8}"))
            .map(text -> OptionalInt.of(Integer.parseInt(text)))
            .orElse(OptionalInt.empty()));
  }

  private static Output.Video video(StructureElement subdef) {
    return new Output.Video(
        subdef.integerOption("size", 64, 2000, 600),
        subdef.wordOption("vcodec", "libx264", "libvpx", "libtheora").orElse("libx264"),
        subdef
            .wordOption(
                "acodec", "libfaac", "libvo_aacenc", "libmp3lame", "libvorbis", "libfdk_aac", "aac")
            .orElse("libmp3lame"),
        subdef.integerOption("bitrate", 100, 12_000, 800),
        subdef.integerOption("fps", 1, 200, 20),
        subdef.integerOption("GOPsize", 1, 300, 10),
        audioBitrate(subdef),
        subdef.integerOption("audiosamplerate", SAMPLE_RATES));
  }

  private static int audioBitrate(StructureElement subdef) {
    return subdef.integerOption("audiobitrate", 32, 320, 128);
  }

  private static OptionalInt channels(StructureElement subdef) {
    return subdef
        .wordOption("audiochannel", "mono", "stereo")
        .map(word -> OptionalInt.of(word.equals("mono") ? 1 : 2))
        .orElse(OptionalInt.empty());
  }
}
