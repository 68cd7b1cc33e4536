package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Objects that one client created on a kube-apiserver, with the owners it gave them. */
class OwnedObjectsTest {
  /** What admission and strategies put in after the owners are known. */
  private static final Pattern NOT_BY_CLIENT =
      Pattern.compile(
          "\\.metadata\\.(finalizers|annotations).*|.*\\.resources\\.(limits|requests).*|.*\\.nodePort"
              + "|\\.spec\\.(preemptionPolicy|priority|tolerations|clusterIPs?|ipFamilies|ipFamilyPolicy"
              + "|healthCheckNodePort|finalizers|dataSource.*)");

  @Test
  void whoCreatesAnObjectOwnsWhatTheOriginalSays() {
    int compared = 0;
    for (Unstructured object : Samples.objects("owned.jsonl")) {
      String name = object.kind() + " " + object.name();
      Unstructured entry = object.items("metadata", "managedFields").get(0);
      Object recorded = Objects.requireNonNull(entry.get("fieldsV1"));
      Unstructured created = object.deepCopy();
      created.remove("metadata", "managedFields");
      Samples.ownership(object.kind())
          .afterUpdate(
              Samples.request(object.apiVersion(), "facts", entry.string("time")),
              null,
              created,
              null);
      Unstructured computed = created.items("metadata", "managedFields").get(0);
      FieldSet wanted = FieldSet.ofTree(recorded);
      FieldSet got = FieldSet.ofTree(Objects.requireNonNull(computed.get("fieldsV1")));
      assertEquals("", wanted.difference(got).toString(), name + " lacks");
      Set<String> more = new TreeSet<>();
      got.difference(wanted).forEach(path -> more.add(path.toString()));
      boolean exact = more.isEmpty();
      more.removeIf(path -> NOT_BY_CLIENT.matcher(path).matches());
      assertEquals(Set.of(), more, name + " has more");
      if (exact) {
        assertEquals(Json.text(recorded), Json.text(computed.get("fieldsV1")), name);
        compared++;
      }
    }
    assertTrue(compared > 25, "compared " + compared);
  }

  @Test
  void recordedSetsAreReadAndWrittenUnchanged() {
    for (Unstructured object : Samples.objects("owned.jsonl")) {
      for (Unstructured entry : object.items("metadata", "managedFields")) {
        Object tree = Objects.requireNonNull(entry.get("fieldsV1"));
        assertEquals(Json.text(tree), Json.text(FieldSet.ofTree(tree).toTree()));
      }
    }
  }
}
