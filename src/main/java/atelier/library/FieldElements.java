package atelier.library;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/// Reads the field elements of a structure document, and writes their numbers into it.
///
/// - Source: `docs/phraseanet.md`, structure document, fields.
final class FieldElements {
  private static final String NUMBER = "meta_id";
  private static final String SORTER = "sorter";
  private static final String RDF = "/rdf:RDF/rdf:Description/";
  private static final int LONGEST_SOURCE = 512;

  private FieldElements() {}

  static List<FieldElement> withoutNumber(Element root) {
    var fields = new ArrayList<FieldElement>();
    var names = new HashSet<String>();
    int sorter = 0;
    for (StructureElement element : elements(root)) {
      sorter++;
      String name = name(element);
      if (!names.add(name)) {
        throw StructureElement.wrong(element.path(), "is there twice", "once in a databox");
      }
      if (!element.element().hasAttribute(NUMBER)) {
        fields.add(field(element, name, sorter));
      }
    }
    return List.copyOf(fields);
  }

  static void number(Element root, Map<String, Integer> ids) {
    int sorter = 0;
    for (StructureElement element : elements(root)) {
      sorter++;
      Integer id = ids.get(name(element));
      if (id != null && !element.element().hasAttribute(NUMBER)) {
        element.element().setAttribute(NUMBER, id.toString());
        element.element().setAttribute(SORTER, Integer.toString(sorter));
      }
    }
  }

  private static List<StructureElement> elements(Element root) {
    return new StructureElement(root, "record")
        .child("description").stream()
            .flatMap(
                description ->
                    description.children("*").stream()
                        .map(
                            child ->
                                new StructureElement(
                                    child, description.path() + "/" + child.getTagName())))
            .toList();
  }

  /// The element's name without accents and without what is neither letter nor digit.
  private static String name(StructureElement element) {
    String name =
        Normalizer.normalize(element.element().getTagName(), Normalizer.Form.NFD)
            .replaceAll("[^A-Za-z0-9]", "")
            .replaceFirst("^[0-9]+", "");
    if (name.isEmpty() || name.length() > 128) {
      throw StructureElement.wrong(
          element.path(), "cannot name a field", "1 to 128 letters and digits, a letter first");
    }
    return name;
  }

  private static FieldElement field(StructureElement element, String name, int sorter) {
    boolean multi = element.flagAttribute("multi", false);
    String title =
        element.attribute("thumbtitle").or(() -> element.attribute("thumbTitle")).orElse("0");
    return new FieldElement(
        new Field(
            0,
            name,
            source(element),
            type(element),
            multi,
            multi ? separator(element) : "",
            element.flagAttribute("readonly", false),
            element.flagAttribute("required", false),
            element.flagAttribute("business", false),
            element.flagAttribute("index", true),
            element.integerAttribute("aggregable", 0),
            title.isEmpty() ? "0" : title,
            sorter),
        element.attribute("tbranch").orElse(""),
        element.flagAttribute("report", true),
        element.flagAttribute("generate_cterms", false),
        element.flagAttribute("gui_editable", true),
        element.flagAttribute("gui_visible", true),
        element.flagAttribute("printable", true),
        element.flagAttribute("input_disable", false));
  }

  private static String source(StructureElement element) {
    String source = element.attribute("src").orElse("");
    source = source.startsWith(RDF) ? source.substring(RDF.length()) : source;
    if (source.length() > LONGEST_SOURCE) {
      throw StructureElement.wrong(
          element.path() + "/@src", "is too long", "at most " + LONGEST_SOURCE + " characters");
    }
    return source;
  }

  private static Field.Type type(StructureElement element) {
    String text = element.attribute("type").filter(each -> !each.isEmpty()).orElse("string");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "string" -> Field.Type.STRING;
      case "date" -> Field.Type.DATE;
      case "number" -> Field.Type.NUMBER;
      default ->
          throw StructureElement.wrong(
              element.path() + "/@type", "is " + text, "string, date, number");
    };
  }

  private static String separator(StructureElement element) {
    String separator = element.element().getAttribute("separator");
    return separator.contains(";") ? separator : separator + ";";
  }
}
