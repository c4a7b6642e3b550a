package atelier.media.office;

import atelier.media.DocumentConverter.Converted;
import atelier.media.DocumentConverter.Pages;
import com.sun.star.beans.PropertyValue;
import com.sun.star.bridge.XBridge;
import com.sun.star.bridge.XBridgeFactory;
import com.sun.star.comp.helper.Bootstrap;
import com.sun.star.document.MacroExecMode;
import com.sun.star.document.UpdateDocMode;
import com.sun.star.frame.XComponentLoader;
import com.sun.star.frame.XStorable;
import com.sun.star.lang.XComponent;
import com.sun.star.lang.XServiceInfo;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.uno.XComponentContext;
import com.sun.star.util.CloseVetoException;
import com.sun.star.util.XCloseable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said to a LibreOffice over one connection.
///
/// - One thread only.
/// - Errors: [com.sun.star.uno.RuntimeException] when it died in between.
/// - Source: <https://api.libreoffice.org/docs/idl/ref/>, `MediaDescriptor`, `XComponentLoader`.
final class OfficeSession implements AutoCloseable {
  private static final String[] WRITER = {
    "com.sun.star.text.GenericTextDocument", "writer_pdf_Export"
  };
  private static final String[] CALC = {
    "com.sun.star.sheet.SpreadsheetDocument", "calc_pdf_Export"
  };
  private static final String[] IMPRESS = {
    "com.sun.star.presentation.PresentationDocument", "impress_pdf_Export"
  };
  private static final String[] DRAW = {"com.sun.star.drawing.DrawingDocument", "draw_pdf_Export"};
  private static final String[] MATH = {
    "com.sun.star.formula.FormulaProperties", "math_pdf_Export"
  };

  private final XBridge bridge;
  private final XComponentLoader desktop;

  private OfficeSession(XBridge bridge, XComponentLoader desktop) {
    this.bridge = bridge;
    this.desktop = desktop;
  }

  static OfficeSession over(UnixConnection connection) throws IOException {
    try {
      XComponentContext here =
          Bootstrap.createInitialComponentContext(new HashMap<String, Object>());
      XBridge bridge =
          query(
                  XBridgeFactory.class,
                  here.getServiceManager()
                      .createInstanceWithContext("com.sun.star.bridge.BridgeFactory", here))
              .createBridge("", "urp", connection, null);
      XComponentContext there =
          query(XComponentContext.class, bridge.getInstance("StarOffice.ComponentContext"));
      Object desktop =
          there.getServiceManager().createInstanceWithContext("com.sun.star.frame.Desktop", there);
      return new OfficeSession(bridge, query(XComponentLoader.class, desktop));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("LibreOffice did not answer as it should", e);
    }
  }

  /// What opens documents there.
  XComponentLoader desktop() {
    return desktop;
  }

  /// Writes a document as a PDF beside it.
  Converted toPdf(Path source, Sniffer.Sniffed what, Pages pages, Path target) {
    var watch = new PasswordWatch();
    XComponent document;
    try {
      document = desktop.loadComponentFromURL(url(source), "_blank", 0, asRead(what, watch));
    } catch (com.sun.star.io.IOException | com.sun.star.lang.IllegalArgumentException e) {
      return unreadable(watch, String.valueOf(e.getMessage()));
    }
    if (document == null) {
      return unreadable(watch, "its content is not what it seems");
    }
    try {
      String filter = filter(document);
      if (filter == null) {
        return new Converted.Refused("LibreOffice makes no PDF of such a document");
      }
      query(XStorable.class, document).storeToURL(url(target), asWritten(filter, pages));
      return new Converted.Good();
    } catch (com.sun.star.io.IOException e) {
      return new Converted.Refused(
          "LibreOffice cannot write the document as a PDF: " + sentence(e.getMessage()));
    } finally {
      close(document);
    }
  }

  @Override
  public void close() {
    query(XComponent.class, bridge).dispose();
  }

  private static Converted unreadable(PasswordWatch watch, String message) {
    return new Converted.Refused(
        watch.wasAsked()
            ? Sniffer.PASSWORD
            : "LibreOffice cannot read the document: " + sentence(message));
  }

  private static PropertyValue[] asRead(Sniffer.Sniffed what, PasswordWatch watch) {
    var all = new ArrayList<PropertyValue>();
    all.add(property("Hidden", true));
    all.add(property("ReadOnly", true));
    all.add(property("MacroExecutionMode", MacroExecMode.NEVER_EXECUTE));
    all.add(property("UpdateDocMode", UpdateDocMode.NO_UPDATE));
    all.add(property("InteractionHandler", watch));
    switch (what.kind()) {
      case HYPERTEXT -> all.add(property("FilterName", "HTML (StarWriter)"));
      case PLAIN -> {
        all.add(property("FilterName", "Text (encoded)"));
        all.add(property("FilterOptions", encoding(what) + ",LF,,,"));
      }
      case VALUES -> {
        all.add(property("FilterName", "Text - txt - csv (StarCalc)"));
        // Comma, semicolon or tabulator; texts in double quotes; from the first line on.
        all.add(property("FilterOptions", "44/59/9,34," + encoding(what) + ",1"));
      }
      default -> {}
    }
    return all.toArray(PropertyValue[]::new);
  }

  /// LibreOffice's names of encodings.
  private static String encoding(Sniffer.Sniffed what) {
    return switch (what.charset().name()) {
      case "UTF-8" -> "UTF8";
      case "UTF-16LE", "UTF-16BE" -> "UNICODE";
      default -> "MS_1252";
    };
  }

  private static PropertyValue[] asWritten(String filter, Pages pages) {
    var all = new ArrayList<PropertyValue>();
    all.add(property("FilterName", filter));
    all.add(property("Overwrite", true));
    if (pages == Pages.FIRST) {
      all.add(property("FilterData", new PropertyValue[] {property("PageRange", "1")}));
    }
    return all.toArray(PropertyValue[]::new);
  }

  private static @Nullable String filter(XComponent document) {
    XServiceInfo info = query(XServiceInfo.class, document);
    return List.of(WRITER, CALC, IMPRESS, DRAW, MATH).stream()
        .filter(each -> info.supportsService(each[0]))
        .map(each -> each[1])
        .findFirst()
        .orElse(null);
  }

  private static void close(XComponent document) {
    try {
      query(XCloseable.class, document).close(true);
    } catch (CloseVetoException _) {
      // Whoever still needs it closes it: that was handed over with `true`.
    }
  }

  private static PropertyValue property(String name, Object value) {
    var property = new PropertyValue();
    property.Name = name;
    property.Value = value;
    return property;
  }

  private static String url(Path file) {
    return file.toUri().toString();
  }

  /// Without the code and the place in LibreOffice's sources.
  private static String sentence(@Nullable String message) {
    String text = String.valueOf(message).lines().findFirst().orElse("");
    return text.isBlank() ? "no reason given" : text.strip();
  }

  private static <T> T query(Class<T> type, Object object) {
    T found = UnoRuntime.queryInterface(type, object);
    if (found == null) {
      throw new com.sun.star.uno.RuntimeException(type.getName() + " is missing");
    }
    return found;
  }
}
