package atelier.store;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The caption as the XML text that `record.xml` keeps for the PHP side.
///
/// - Source: `docs/phraseanet.md`, caption XML.
final class CaptionXml {
  private CaptionXml() {}

  /// One value with the numbers of its rows.
  record Value(String field, int fieldId, long valueId, String text) {}

  static String write(int record, List<Value> values, Map<String, String> technicalData) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeProcessingInstruction(
          "xml", "version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"");
      line(xml, 0);
      xml.writeStartElement("record");
      xml.writeAttribute("record_id", Integer.toString(record));
      line(xml, 1);
      xml.writeStartElement("description");
      for (Value value : values) {
        line(xml, 2);
        xml.writeStartElement(value.field());
        xml.writeAttribute("meta_id", Long.toString(value.valueId()));
        xml.writeAttribute("meta_struct_id", Integer.toString(value.fieldId()));
        xml.writeCharacters(clean(value.text()));
        xml.writeEndElement();
      }
      line(xml, 1);
      xml.writeEndElement();
      line(xml, 1);
      xml.writeEmptyElement("doc");
      for (var each : technicalData.entrySet()) {
        if (each.getKey().matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
          xml.writeAttribute(each.getKey(), clean(each.getValue()));
        }
      }
      line(xml, 0);
      xml.writeEndElement();
      line(xml, 0);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML can always be written into memory", e);
    }
    return text.toString();
  }

  private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  /// Without the characters that XML 1.0 cannot hold.
  private static String clean(String text) {
    return text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= ' ' && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x1_0000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
