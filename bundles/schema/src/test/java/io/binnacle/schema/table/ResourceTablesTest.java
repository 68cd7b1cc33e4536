package io.binnacle.schema.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.Verb;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class ResourceTablesTest {
  private static ResourceTables tables() {
    return ResourceTables.in(ResourceTablesTest.class)
        .action("gears", "spin", (context, store, namespace, name, body) -> body)
        .connector("gears", "drive", call -> Optional.empty())
        .review("gearreviews", (context, namespace, body) -> body)
        .cell("mood", object -> "fine");
  }

  private static Unstructured gear() {
    Unstructured gear = Unstructured.create("test.example.com/v1", "Gear");
    gear.set("g", "metadata", "name");
    gear.set(5L, "spec", "teeth");
    return gear;
  }

  @Test
  void rowsBecomeATypeWithItsVersions() {
    ResourceType gears = tables().build().get(0);
    assertEquals("gears.test.example.com", gears.resource().toString());
    assertEquals("Gear", gears.kind());
    assertEquals("gear", gears.singular());
    assertEquals(List.of("gr", "gs"), gears.shortNames());
    assertEquals(List.of("all"), gears.categories());
    assertTrue(gears.isNamespaced());
    assertEquals(Set.of(Verb.values()), gears.verbs());
    assertEquals("/registry/gears/", gears.storagePrefix());
    assertEquals(2000, gears.groupPriority());
    assertEquals("v1", gears.storageVersion());
    assertEquals(List.of("v1", "v1beta1"), gears.versions().stream().map(v -> v.name()).toList());
    assertEquals(
        "test.example.com/v1beta1",
        gears.versions().get(1).fromStorage().apply(gear()).apiVersion());
  }

  @Test
  void subresourcesAreReadFromTheirShortForm() {
    List<Subresource> subresources = tables().build().get(0).subresources();
    assertEquals(new Subresource.Status(), subresources.get(0));
    assertEquals(new Subresource.Scale("spec.teeth", "status.teeth", ""), subresources.get(1));
    assertEquals(new Subresource.Part("oil", Set.of(Verb.GET, Verb.UPDATE)), subresources.get(2));
    Subresource.Action spin = (Subresource.Action) subresources.get(3);
    assertEquals("test.example.com/v1", spin.kind().apiVersion());
    assertEquals("io.k8s.api.test.v1.Spin", spin.schema().name());
    Subresource.Connect drive = (Subresource.Connect) subresources.get(4);
    assertEquals(new GroupVersionKind("test.example.com", "v1", "DriveOptions"), drive.kind());
    assertEquals(Subresource.Manner.PROXY, drive.manner());
    assertEquals(
        Set.of(Verb.CREATE, Verb.DELETE, Verb.GET, Verb.PATCH, Verb.UPDATE), drive.verbs());
  }

  @Test
  void columnsShowWhatTheirExpressionsSay() {
    ResourceType gears = tables().build().get(0);
    List<Column> columns = gears.versions().get(0).columns();
    assertEquals(
        List.of("g", 5L, "fine"), columns.stream().map(c -> c.cell().apply(gear())).toList());
    assertEquals(1, columns.get(1).priority());
    assertEquals(
        List.of("Name", "Age"),
        gears.versions().get(1).columns().stream().map(Column::name).toList());
  }

  @Test
  void aReviewIsAnsweredByItsBean() {
    ResourceType reviews = tables().build().get(1);
    assertTrue(reviews.review().isPresent());
    assertEquals(Set.of(Verb.CREATE), reviews.verbs());
  }

  @Test
  void theStrategyIsTheGivenOneOrReadsSelectableFieldsByPath() {
    Strategy strategy = new Strategy() {};
    assertSame(strategy, tables().strategy("gears", strategy).build().get(0).strategy());
    assertEquals(
        Map.of("spec.teeth", "5"), tables().build().get(0).strategy().selectableFields(gear()));
  }

  @Test
  void whatTheFilesDoNotNameIsRefused() {
    assertRefused(tables().strategy("geers", new Strategy() {}), "a strategy was given for geers");
    assertRefused(
        tables().action("gears", "spun", (c, s, n, m, b) -> b),
        "an action was given for gears/spun");
    assertRefused(
        tables().connector("gears", "driven", call -> Optional.empty()),
        "a connector was given for gears/driven");
    assertRefused(
        tables().cell("mod", object -> ""), "columns.tsv does not use the functions [mod]");
  }

  @Test
  void whatTheFilesNameMustBeGiven() {
    assertRefused(
        ResourceTables.in(ResourceTablesTest.class).cell("mood", object -> ""),
        "resources.tsv line 2: no action was given for gears/spin");
    assertRefused(
        ResourceTables.in(ResourceTablesTest.class),
        "columns.tsv line 4: no function was given for =mood");
    assertRefused(
        ResourceTables.in(ResourceTablesTest.class)
            .cell("mood", object -> "")
            .action("gears", "spin", (context, store, namespace, name, body) -> body),
        "resources.tsv line 2: no connector was given for gears/drive");
  }

  private static void assertRefused(ResourceTables tables, String message) {
    String text = assertThrows(IllegalArgumentException.class, tables::build).getMessage();
    assertTrue(text.startsWith(message), text);
  }

  @Test
  void typesAreRegisteredAndWithdrawnTogether() {
    List<Object> registered = new ArrayList<>();
    BundleContext context =
        proxy(
            BundleContext.class,
            (method, arguments) -> {
              Object type = arguments[1];
              registered.add(type);
              return proxy(
                  ServiceRegistration.class,
                  (unregister, none) -> {
                    registered.remove(type);
                    return null;
                  });
            });
    ResourceTypeRegistration registration = tables().register(context);
    assertEquals(2, registered.size());
    registration.close();
    assertEquals(List.of(), registered);
  }

  private interface Handler {
    Object handle(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.handle(method.getName(), arguments)));
  }
}
