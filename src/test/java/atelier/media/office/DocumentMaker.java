package atelier.media.office;

import atelier.media.Containment;
import com.sun.star.beans.NamedValue;
import com.sun.star.beans.PropertyValue;
import com.sun.star.frame.XStorable;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.util.XCloseable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Has LibreOffice write the documents that the tests read.
public final class DocumentMaker implements AutoCloseable {
  private final Path folder;
  private final OfficeProcess process;

  public DocumentMaker(Path folder) {
    this.folder = folder;
    this.process = new OfficeProcess(folder.resolve("maker"), seeing(folder), Containment.probe());
  }

  private static Office.Settings seeing(Path folder) {
    var usual = Office.Settings.of(1);
    return usual.withLimits(usual.limits().writingOnlyInto(folder));
  }

  /// - Shape: `filter` is LibreOffice's name of the form; an empty password is none.
  public void make(Path source, String name, String filter, String password)
      throws InterruptedException {
    process.<Boolean>call(
        session -> {
          try {
            var loaded =
                session
                    .desktop()
                    .loadComponentFromURL(
                        source.toUri().toString(),
                        "_blank",
                        0,
                        new PropertyValue[] {property("Hidden", true)});
            var how = new ArrayList<>(List.of(property("FilterName", filter)));
            if (filter.contains("2007") && !password.isEmpty()) {
              how.add(property("EncryptionData", encryption(password)));
            } else if (!password.isEmpty()) {
              how.add(property("Password", password));
            }
            UnoRuntime.queryInterface(XStorable.class, loaded)
                .storeToURL(
                    folder.resolve(name).toUri().toString(), how.toArray(PropertyValue[]::new));
            UnoRuntime.queryInterface(XCloseable.class, loaded).close(true);
            return true;
          } catch (com.sun.star.uno.Exception e) {
            throw new IOException(name, e);
          }
        });
  }

  @Override
  public void close() {
    process.close();
  }

  /// What Office Open XML wants instead of a password.
  private static NamedValue[] encryption(String password) {
    return new NamedValue[] {
      new NamedValue("CryptoType", "Standard"), new NamedValue("OOXPassword", password)
    };
  }

  private static PropertyValue property(String name, Object value) {
    var property = new PropertyValue();
    property.Name = name;
    property.Value = value;
    return property;
  }
}
