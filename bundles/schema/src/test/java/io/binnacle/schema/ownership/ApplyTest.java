package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplyTest {
  private static final FieldOwnership CONFIG_MAPS = Samples.ownership("ConfigMap");
  private static final FieldOwnership PODS = Samples.ownership("Pod");

  private static OwnershipRequest by(String manager, String now) {
    return Samples.request("v1", manager, "2026-01-01T00:00:" + now + "Z");
  }

  private static Unstructured map(String data) {
    return Samples.parse(
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':{%s}}"
            .formatted(data)
            .replace('\'', '"'));
  }

  private static Unstructured pod(String spec) {
    return Samples.parse(
        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{%s}}"
            .formatted(spec)
            .replace('\'', '"'));
  }

  private static Unstructured stored(Unstructured object) {
    Unstructured result = object.deepCopy();
    result.set("u", "metadata", "uid");
    return result;
  }

  private static Unstructured updated(
      @Nullable Unstructured live, Unstructured fresh, String manager, String now) {
    Unstructured result = fresh.deepCopy();
    if (live != null) {
      result.set(live.uid(), "metadata", "uid");
    }
    CONFIG_MAPS.afterUpdate(by(manager, now), live, result, null);
    return stored(result);
  }

  private static String owners(Unstructured object) {
    StringBuilder text = new StringBuilder();
    for (Unstructured entry : object.items("metadata", "managedFields")) {
      text.append(entry.string("manager")).append(' ').append(entry.string("operation"));
      text.append(' ').append(Json.text(entry.get("fieldsV1"))).append('\n');
    }
    return text.toString().replace("\"", "'");
  }

  @Test
  void severalConflictsAreNamedByManager() {
    Unstructured live = updated(null, map("'a':'1','b':'1'"), "kubectl-edit", "01");
    live = stored(CONFIG_MAPS.apply(by("one", "02"), live, map("'c':'1'"), false));
    Unstructured in = live;
    StatusException e =
        assertThrows(
            StatusException.class,
            () -> CONFIG_MAPS.apply(by("two", "03"), in, map("'a':'2','b':'2','c':'2'"), false));
    assertEquals(
        "Apply failed with 3 conflicts: conflicts with \"kubectl-edit\" using v1:\n- .data.a\n"
            + "- .data.b\nconflicts with \"one\":\n- .data.c",
        e.getMessage());
    assertEquals(409, e.code());
  }

  @Test
  void aSubresourceIsNamedInAConflict() {
    ManagerIdentity who = new ManagerIdentity("ctl", false, "apps/v1", "status");
    assertEquals("\"ctl\" with subresource \"status\" using apps/v1", who.inConflict());
  }

  @Test
  void applyingTheSameAgainChangesNothingAtAll() {
    Unstructured live = stored(CONFIG_MAPS.apply(by("one", "01"), null, map("'a':'1'"), false));
    Unstructured again = CONFIG_MAPS.apply(by("one", "09"), live, map("'a':'1'"), false);
    assertEquals(live, again);
  }

  @Test
  void aTimeMovesOnlyWithTheObject() {
    Unstructured live = stored(CONFIG_MAPS.apply(by("one", "01"), null, map("'a':'1'"), false));
    Unstructured joined = CONFIG_MAPS.apply(by("two", "02"), live, map("'a':'1'"), false);
    assertEquals(
        List.of("two ", "one 2026-01-01T00:00:01Z"),
        joined.items("metadata", "managedFields").stream()
            .map(entry -> entry.string("manager") + " " + entry.string("time"))
            .toList());
    Unstructured written = updated(live, map("'a':'1'"), "edit", "03");
    assertEquals(owners(live), owners(written));
  }

  @Test
  void timesAloneAreNoReasonToWrite() {
    Unstructured live = stored(CONFIG_MAPS.apply(by("one", "01"), null, map("'a':'1'"), false));
    Unstructured later = live.deepCopy();
    later.items("metadata", "managedFields").get(0).set("2026-01-01T00:00:09Z", "time");
    Unstructured other = later.deepCopy();
    ManagedFields.keepTimesOfSame(live, later);
    assertEquals(live, later);
    other.set("2", "data", "a");
    ManagedFields.keepTimesOfSame(live, other);
    assertEquals(
        "2026-01-01T00:00:09Z", other.items("metadata", "managedFields").get(0).string("time"));
  }

  @Test
  void whatAnUpdaterOwnsTooDoesNotGoWithTheApplier() {
    Unstructured live =
        stored(CONFIG_MAPS.apply(by("one", "01"), null, map("'a':'1','b':'1'"), false));
    live = updated(live, map("'a':'1','b':'2'"), "edit", "02");
    Unstructured less = CONFIG_MAPS.apply(by("one", "03"), live, map(""), false);
    assertEquals(Map.of("b", "2"), less.map("data"));
  }

  @Test
  void kubectlTakesOverWhatItAppliedFromTheClient() {
    Unstructured first = map("'a':'1'");
    String noted = Json.text(first.content()) + "\n";
    first.set(noted, "metadata", "annotations", LastApplied.ANNOTATION);
    Unstructured live = updated(null, first, "kubectl-client-side-apply", "01");
    assertThrows(
        StatusException.class,
        () -> CONFIG_MAPS.apply(by("helm", "02"), live, map("'a':'2'"), false));
    Unstructured taken = CONFIG_MAPS.apply(by("kubectl", "02"), live, map("'a':'2'"), false);
    assertEquals(Map.of("a", "2"), taken.map("data"));
    assertEquals(
        "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"2\"},\"kind\":\"ConfigMap\","
            + "\"metadata\":{\"name\":\"m\"}}\n",
        taken.annotations().get(LastApplied.ANNOTATION));
  }

  @Test
  void kubectlStillConflictsWhereTheObjectIsNoLongerAsItApplied() {
    Unstructured first = map("'a':'1','b':'1'");
    first.set(Json.text(first.content()), "metadata", "annotations", LastApplied.ANNOTATION);
    Unstructured live = updated(null, first, "kubectl-client-side-apply", "01");
    Unstructured edited = live.deepCopy();
    edited.set("9", "data", "b");
    Unstructured in = updated(live, edited, "edit", "02");
    StatusException e =
        assertThrows(
            StatusException.class,
            () -> CONFIG_MAPS.apply(by("kubectl", "03"), in, map("'a':'2','b':'2'"), false));
    assertEquals(
        "Apply failed with 1 conflict: conflict with \"edit\" using v1: .data.b", e.getMessage());
  }

  @Test
  void moreThanTenUpdatersBecomeAncientChanges() {
    Unstructured live = updated(null, map("'k0':'1'"), "m0", "10");
    StringBuilder data = new StringBuilder("'k0':'1'");
    for (int i = 1; i < 12; i++) {
      data.append(",'k").append(i).append("':'1'");
      live = updated(live, map(data.toString()), "m" + i, "" + (10 + i));
    }
    List<Unstructured> entries = live.items("metadata", "managedFields");
    assertEquals(10, entries.size());
    assertEquals("ancient-changes", entries.get(0).string("manager"));
    assertEquals("2026-01-01T00:00:12Z", entries.get(0).string("time"));
    assertEquals(
        "{\"f:data\":{\".\":{},\"f:k0\":{},\"f:k1\":{},\"f:k2\":{}}}",
        Json.text(entries.get(0).get("fieldsV1")));
  }

  @Test
  void duplicatesOfALiveListAreToleratedAndKept() {
    Unstructured live =
        stored(
            pod(
                "'containers':[{'name':'c','image':'i','env':[{'name':'A','value':'1'},{'name':'A','value':'2'},{'name':'B'}]}]"));
    Unstructured created = live.deepCopy();
    PODS.afterUpdate(by("old", "01"), null, created, null);
    assertTrue(
        owners(created).contains("'k:{\\'name\\':\\'A\\'}':{},'k:{\\'name\\':\\'B\\'}':{'.'"),
        owners(created));
    Unstructured merged =
        PODS.apply(
            by("new", "02"),
            created,
            pod("'containers':[{'name':'c','env':[{'name':'C','value':'3'}]}]"),
            false);
    assertEquals(
        "[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"},{\"name\":\"B\"},"
            + "{\"name\":\"C\",\"value\":\"3\"}]",
        Json.text(merged.items("spec", "containers").get(0).get("env")));
    Unstructured one =
        PODS.apply(
            by("new", "03"),
            created,
            pod("'containers':[{'name':'c','env':[{'name':'A','value':'3'}]}]"),
            true);
    assertEquals(
        "[{\"name\":\"A\",\"value\":\"3\"},{\"name\":\"B\"}]",
        Json.text(one.items("spec", "containers").get(0).get("env")));
  }

  @Test
  void sharedItemsComeInTheConfigurationsOrder() {
    Unstructured live = pod("'containers':[{'name':'a'},{'name':'x'},{'name':'b'},{'name':'y'}]");
    Unstructured merged =
        PODS.apply(
            by("one", "01"),
            live,
            pod("'containers':[{'name':'b'},{'name':'n'},{'name':'a'}]"),
            false);
    assertEquals(
        List.of("x", "b", "y", "n", "a"),
        merged.items("spec", "containers").stream().map(c -> c.string("name")).toList());
  }

  @Test
  void severalErrorsOfAConfigurationAreAllNamed() {
    StatusException e =
        assertThrows(
            StatusException.class,
            () ->
                PODS.apply(
                    by("one", "01"),
                    null,
                    pod(
                        "'hostNetwork':'x','priority':'y','containers':[{'name':'c','args':[1]}],'nope':1"),
                    false));
    assertEquals(
        "failed to create typed patch object (/p; /v1, Kind=Pod): errors:\n"
            + "  .spec.hostNetwork: expected boolean, got &{x}\n"
            + "  .spec.priority: expected numeric (int or float), got string\n"
            + "  .spec.containers[name=\"c\"].args[0]: expected string, got"
            + " &value.valueUnstructured{Value:1}\n"
            + "  .spec.nope: field not declared in schema",
        e.getMessage());
    assertEquals(500, e.code());
  }

  @Test
  void entriesThatAreNoneAreComplainedOf() {
    assertNull(ManagedFields.complaint(List.of()));
    assertEquals(
        "missing fieldsType in managed fields entry 0",
        ManagedFields.complaint(List.of(Map.of("operation", "Update", "apiVersion", "v1"))));
  }

  @Test
  void replicasAreCarriedBetweenAnObjectAndItsScale() {
    ScaleOwnership scale = new ScaleOwnership(Map.of("apps/v1", FieldPath.of("spec", "replicas")));
    Object parent =
        Json.parse(
            "[{'manager':'a','operation':'Apply','apiVersion':'apps/v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:paused':{},'f:replicas':{}}}}]"
                .replace('\'', '"'));
    assertEquals(
        "[{'manager':'a','operation':'Apply','apiVersion':'autoscaling/v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:replicas':{}}}}]",
        Json.text(scale.toScale(parent)).replace('"', '\''));
    Object after =
        Json.parse(
            "[{'manager':'hpa','operation':'Update','apiVersion':'autoscaling/v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:replicas':{}}},'subresource':'scale'}]"
                .replace('\'', '"'));
    assertEquals(
        "[{'manager':'a','operation':'Apply','apiVersion':'apps/v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:paused':{}}}},"
            + "{'manager':'hpa','operation':'Update','apiVersion':'apps/v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:replicas':{}}},'subresource':'scale'}]",
        Json.text(scale.toParent(parent, after, "apps/v1")).replace('"', '\''));
  }

  @Test
  void managersAreNamedByUserAgentWithoutAFieldManager() {
    assertEquals("m", ManagerNames.orUserAgent("m", "x/1"));
    assertEquals("my-tool", ManagerNames.orUserAgent("", "my-tool/v1.2 (linux)"));
    assertEquals("", ManagerNames.orUserAgent("", "/odd"));
    assertEquals(128, ManagerNames.orUserAgent("", "x".repeat(200)).length());
    assertFalse(ManagerNames.orUserAgent("", "a\u0007b/1").contains("\u0007"));
  }
}
