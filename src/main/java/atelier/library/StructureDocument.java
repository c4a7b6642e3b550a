package atelier.library;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// A databox's structure document: the XML text that says where files lie, which sub-definitions
/// there are and which fields.
///
/// - Errors: [IllegalArgumentException] that names the element's path and what is allowed there;
///   numbers beyond their range are no error, they are moved to its end.
/// - Immutable, but for use by one thread.
/// - Source: `docs/phraseanet.md`, structure document. No DTD and no entity is ever read.
public final class StructureDocument {
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final String ROOT = "record";

  private final Document document;
  private final Structure structure;
  private final List<FieldElement> newFields;

  private StructureDocument(Document document) {
    this.document = document;
    this.structure = SubdefElements.structure(document.getDocumentElement());
    this.newFields = FieldElements.withoutNumber(document.getDocumentElement());
  }

  /// Reads and checks a document.
  public static StructureDocument parse(String xml) {
    var document = read(xml);
    if (!document.getDocumentElement().getTagName().equals(ROOT)) {
      throw new IllegalArgumentException(
          "the structure's root is <"
              + document.getDocumentElement().getTagName()
              + ">, allowed: <"
              + ROOT
              + ">");
    }
    return new StructureDocument(document);
  }

  public Structure structure() {
    return structure;
  }

  /// The fields that have no number yet, in the document's order.
  public List<FieldElement> newFields() {
    return newFields;
  }

  /// The text again, with the numbers of the fields that had none.
  ///
  /// - Shape: `ids` by the field's name.
  public String withFieldIds(Map<String, Integer> ids, Instant modified) {
    var copy = (Document) document.cloneNode(true);
    copy.getDocumentElement().setAttribute("modification_date", MODIFIED.format(modified));
    FieldElements.number(copy.getDocumentElement(), ids);
    var text = new StringWriter();
    try {
      var factory = TransformerFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.newTransformer().transform(new DOMSource(copy), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException("a document that was read cannot be written", e);
    }
    return text.toString();
  }

  private static Document read(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      // Without a handler of its own the parser prints errors to the console.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(xml)));
    } catch (SAXParseException e) {
      throw new IllegalArgumentException(
          "the structure is no XML that may be read, at line "
              + e.getLineNumber()
              + " column "
              + e.getColumnNumber()
              + ": "
              + e.getMessage(),
          e);
    } catch (SAXException e) {
      throw new IllegalArgumentException("the structure is no XML that may be read", e);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("every JDK reads XML from memory", e);
    }
  }
}
