package atelier;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Holds the rooms to the plan of the house: who may use whom, and which library lives where.
class WallsTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("atelier");

  private static final String ROOT = "atelier";

  private static final String ANY = "*";

  /// What each room may use beside itself, the root package and `json`. A sub-room may use what its
  /// room may, and the room. A room that is missing here may use nothing.
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("json", Set.of()),
          Map.entry("library", Set.of()),
          Map.entry("queue", Set.of()),
          Map.entry("job", Set.of("queue", "library")),
          Map.entry("media", Set.of("queue", "library")),
          Map.entry("search", Set.of("queue", "library")),
          Map.entry("delivery", Set.of("queue", "library")),
          Map.entry("worker", Set.of("job", "media", "search", "delivery", "queue", "library")),
          Map.entry(
              "desk", Set.of("worker", "job", "media", "search", "delivery", "queue", "library")),
          Map.entry("store", Set.of("library", "job", "queue", "media", "search", "delivery")),
          Map.entry("config", Set.of("queue", "library", "media", "search")),
          Map.entry(
              "panel",
              Set.of("desk", "worker", "job", "media", "search", "delivery", "queue", "library")),
          Map.entry(
              "console",
              Set.of(
                  "app",
                  "desk",
                  "worker",
                  "job",
                  "media",
                  "search",
                  "delivery",
                  "queue",
                  "library")),
          Map.entry("app", Set.of(ANY)));

  /// Outside packages and the rooms that may use them (`app` always may).
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("com.fasterxml.jackson", Set.of("json")),
          Map.entry("org.snakeyaml", Set.of("config")),
          Map.entry("org.apache.commons.text", Set.of("config")),
          Map.entry("com.rabbitmq", Set.of("queue.amqp")),
          Map.entry("io.micrometer", Set.of("job")),
          Map.entry("org.apache.qpid", Set.of("queue.qpid")),
          Map.entry("java.sql", Set.of("store")),
          Map.entry("javax.sql", Set.of("store")),
          Map.entry("org.jdbi", Set.of("store")),
          Map.entry("org.sqlite", Set.of("store")),
          Map.entry("org.flywaydb", Set.of("store")),
          Map.entry("com.password4j", Set.of("store")),
          Map.entry("javax.crypto", Set.of("store")),
          Map.entry("com.zaxxer.hikari", Set.of("store")),
          Map.entry("org.apache.tika", Set.of("media.tika")),
          Map.entry("com.sun.star", Set.of("media.office")),
          Map.entry("java.lang.foreign", Set.of("media.vips")),
          Map.entry("java.awt", Set.of()),
          Map.entry("javax.imageio", Set.of()),
          Map.entry("org.apache.lucene", Set.of("search.lucene")),
          Map.entry("picocli", Set.of("console")),
          Map.entry("io.javalin", Set.of("panel")),
          Map.entry("jakarta.servlet", Set.of("panel")),
          Map.entry("org.eclipse.jetty", Set.of("panel")),
          Map.entry("gg.jte", Set.of("panel")),
          Map.entry("ch.qos.logback", Set.of()));

  /// Outside packages that are free everywhere.
  private static final List<String> FREE =
      List.of(
          "org.slf4j",
          "org.jspecify",
          "com.fasterxml.jackson.annotation",
          "java",
          "javax.net",
          "javax.xml",
          "org.w3c.dom",
          "org.xml.sax");

  @Test
  void rooms_use_only_what_the_plan_allows() {
    assertThat(wrongNeighbours(HOUSE, ROOT)).isEmpty();
  }

  @Test
  void each_library_lives_in_one_room() {
    assertThat(wrongLibraries(HOUSE, ROOT)).isEmpty();
  }

  @Test
  void rooms_do_not_go_in_circles() {
    assertThat(circles(HOUSE, ROOT)).isEmpty();
  }

  @Test
  void every_room_has_a_sign_that_is_null_marked() {
    assertThat(unsigned(HOUSE)).isEmpty();
  }

  @Test
  void classes_are_final_sealed_or_abstract() {
    assertThat(open(HOUSE)).isEmpty();
  }

  static Set<String> wrongNeighbours(JavaClasses house, String root) {
    var wrong = new TreeSet<String>();
    for (JavaClass user : house) {
      for (var dependency : user.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass();
        if (isBelow(used.getPackageName(), root) && !mayUse(room(user, root), room(used, root))) {
          wrong.add(user.getName() + " may not use " + used.getName());
        }
      }
    }
    return wrong;
  }

  static Set<String> wrongLibraries(JavaClasses house, String root) {
    var wrong = new TreeSet<String>();
    for (JavaClass user : house) {
      for (var dependency : user.getDirectDependenciesFromSelf()) {
        String used = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!used.isEmpty() && !isBelow(used, root) && !mayUseLibrary(room(user, root), used)) {
          wrong.add(user.getName() + " may not use " + used);
        }
      }
    }
    return wrong;
  }

  static List<String> circles(JavaClasses house, String root) {
    return SlicesRuleDefinition.slices()
        .matching(root + ".(**)")
        .namingSlices("room $1")
        .should()
        .beFreeOfCycles()
        .evaluate(house)
        .getFailureReport()
        .getDetails();
  }

  static List<String> unsigned(JavaClasses house) {
    List<String> missing = new ArrayList<>();
    for (String room : rooms(house)) {
      JavaPackage roomPackage = house.getPackage(room);
      if (!roomPackage.tryGetAnnotationOfType(NullMarked.class).isPresent()) {
        missing.add(room);
      }
    }
    return missing;
  }

  static List<String> open(JavaClasses house) {
    return house.stream()
        .filter(each -> !each.isInterface() && !each.isEnum() && !each.isAnonymousClass())
        .filter(each -> !each.getSimpleName().equals("package-info"))
        .filter(
            each ->
                !each.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL))
        .filter(
            each ->
                !each.getModifiers()
                    .contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT))
        .filter(each -> !each.reflect().isSealed())
        .map(JavaClass::getName)
        .toList();
  }

  private static Set<String> rooms(JavaClasses house) {
    var rooms = new TreeSet<String>();
    house.forEach(each -> rooms.add(each.getPackageName()));
    return rooms;
  }

  private static boolean mayUse(String from, String to) {
    if (from.equals(to) || to.isEmpty() || to.equals("json") || topRoom(from).equals("app")) {
      return true;
    }
    boolean subRoom = to.contains(".");
    // A sub-room is seen from app alone, but for the parts of `worker`, which are no technology.
    if (subRoom && !topRoom(to).equals("worker")) {
      return false;
    }
    return topRoom(from).equals(topRoom(to))
        || ALLOWED.getOrDefault(topRoom(from), Set.of()).contains(topRoom(to));
  }

  private static boolean mayUseLibrary(String room, String used) {
    if (room.equals("app")) {
      return true;
    }
    for (var library : LIBRARIES.entrySet()) {
      if (isBelow(used, library.getKey()) && !isFree(used, library.getKey())) {
        return library.getValue().contains(room);
      }
    }
    return FREE.stream().anyMatch(free -> isBelow(used, free));
  }

  /// Jackson's annotations are free although Jackson is not.
  private static boolean isFree(String used, String library) {
    return library.equals("com.fasterxml.jackson")
        && isBelow(used, "com.fasterxml.jackson.annotation");
  }

  private static boolean isBelow(String packageName, String root) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }

  private static String room(JavaClass each, String root) {
    String packageName = each.getPackageName();
    return packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
  }

  private static String topRoom(String room) {
    int dot = room.indexOf('.');
    return dot < 0 ? room : room.substring(0, dot);
  }
}
