package atelier.media.office;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How LibreOffice is started: with settings of ours in a profile that is new each time.
///
/// - Shape: no macros, whoever signed them; nothing that a document refers to is loaded, be it on
///   this machine or elsewhere; no links are updated; nothing is saved for a recovery.
/// - That is not enough: the background of a page in HTML is loaded all the same, so LibreOffice
///   sees no file that it could load (`docs/decisions/0012-a-cell-for-the-office.md`).
/// - Source: `share/registry/main.xcd` of LibreOffice 7.4; `soffice --help`.
final class Profile {
  private static final String SETTINGS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
      <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
      <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
      <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
      <prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
      </item>
      <item oor:path="/org.openoffice.Office.Writer/Content/Update">
      <prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
      </item>
      <item oor:path="/org.openoffice.Office.Calc/Content/Update">
      <prop oor:name="Link" oor:op="fuse"><value>1</value></prop>
      </item>
      <item oor:path="/org.openoffice.Office.Recovery/AutoSave">
      <prop oor:name="Enabled" oor:op="fuse"><value>false</value></prop>
      </item>
      </oor:items>
      """;

  /// A new profile makes LibreOffice want to be started again, so that is done first.
  private static final String SCRIPT =
      """
      soffice=$(readlink -f "$(command -v soffice)") || exit 127
      program=${soffice%/*}/soffice.bin
      [ -x "$program" ] || exit 127
      rm -rf "$1/profile"
      mkdir -p "$1/profile/user"
      cp "$1/settings.xcu" "$1/profile/user/registrymodifications.xcu"
      set -- "$2" "-env:UserInstallation=file://$1/profile" --headless --invisible --nologo \
        --nodefault --norestore --nolockcheck --nofirststartwizard
      name=$1
      shift
      "$program" "$@" --terminate_after_init >/dev/null 2>&1
      exec "$program" "$@" "--accept=pipe,name=$name;urp;StarOffice.ComponentContext"
      """;

  private Profile() {}

  static void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("settings.xcu"), SETTINGS, StandardCharsets.UTF_8);
  }

  /// - Shape: `folder` has a path without blanks and signs that mean something in an address;
  ///   `name` is the socket's.
  static List<String> command(Path folder, String name) {
    return List.of("sh", "-c", SCRIPT, "office", folder.toString(), name);
  }

  /// Where LibreOffice lets a second one with the same profile knock.
  ///
  /// - Source: `desktop/source/app/officeipcthread.cxx`.
  static String singleOfficeAddress(Path folder) {
    return "file://" + folder + "/profile";
  }
}
