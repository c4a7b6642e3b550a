package atelier.library;

import java.util.Locale;
import java.util.Set;

/// A check that new files have to pass, and where it holds.
///
/// - Shape: `databoxes` and `collections` (site-wide numbers) limit where it holds, both empty =
///   everywhere; records of the collections `ignored` are passed over when it compares with what is
///   there.
/// - Source: `docs/phraseanet.md`, border checks.
public record BorderRule(
    Check check, Set<Integer> databoxes, Set<Integer> collections, Set<Integer> ignored) {
  public BorderRule {
    databoxes = Set.copyOf(databoxes);
    collections = Set.copyOf(collections);
    ignored = Set.copyOf(ignored);
  }

  /// Everywhere, and compared with all records.
  public static BorderRule everywhere(Check check) {
    return new BorderRule(check, Set.of(), Set.of(), Set.of());
  }

  public boolean holdsFor(Collection collection) {
    return (databoxes.isEmpty() || databoxes.contains(collection.databoxId()))
        && (collections.isEmpty() || collections.contains(collection.baseId()));
  }

  /// What is checked.
  public sealed interface Check {
    /// As configurations and the table `LazaretChecks` name it: `Sha256`.
    String checkName();

    /// No record has the same content.
    record SameContent() implements Check {
      @Override
      public String checkName() {
        return "Sha256";
      }
    }

    /// No record has the UUID that the file bears.
    record SameUuid() implements Check {
      @Override
      public String checkName() {
        return "UUID";
      }
    }

    /// No record came under the same name.
    record SameName(boolean caseMatters) implements Check {
      @Override
      public String checkName() {
        return "Filename";
      }
    }

    /// The picture is large enough.
    ///
    /// - Units: pixels, at least 1.
    record Dimension(int widthPixels, int heightPixels) implements Check {
      public Dimension {
        if (widthPixels < 1 || heightPixels < 1) {
          throw new IllegalArgumentException("a side has less than one pixel");
        }
      }

      @Override
      public String checkName() {
        return "Dimension";
      }
    }

    /// The colour space is one of these; media of other types pass.
    ///
    /// - Shape: `spaces` among `cmyk`, `rgb`, `grayscale`, `rgba`; none of them = all pass.
    record Colorspace(Set<String> spaces, Set<MediaType> mediaTypes) implements Check {
      public Colorspace {
        spaces = lower(spaces);
        mediaTypes = Set.copyOf(mediaTypes);
      }

      @Override
      public String checkName() {
        return "Colorspace";
      }
    }

    /// The name ends in one of these; none of them = all pass.
    record Extension(Set<String> extensions) implements Check {
      public Extension {
        extensions = lower(extensions);
      }

      @Override
      public String checkName() {
        return "Extension";
      }
    }

    /// The media type is one of these; none of them = all pass.
    record OfMediaType(Set<MediaType> mediaTypes) implements Check {
      public OfMediaType {
        mediaTypes = Set.copyOf(mediaTypes);
      }

      @Override
      public String checkName() {
        return "MediaType";
      }
    }

    private static Set<String> lower(Set<String> texts) {
      return texts.stream()
          .map(text -> text.toLowerCase(Locale.ROOT))
          .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
  }
}
