package io.binnacle.schema.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergePatchTest {
  private static final StructType POD_SPEC =
      TypeTables.common().struct("io.k8s.api.core.v1.PodSpec");

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(String json) {
    return (Map<String, Object>) Json.parse(json.replace('\'', '"'));
  }

  private static String patched(String spec, String patch) {
    Map<String, Object> result =
        StrategicMergePatch.apply(
            POD_SPEC,
            tree(spec),
            StrategicMergePatch.parse(patch.replace('\'', '"').getBytes(UTF_8)));
    return Json.text(result).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        // lists of structures merge by key
        "{'containers':[{'name':'a'},{'name':'b','image':'1'}]}|"
            + "{'containers':[{'name':'b','image':'2'},{'name':'c'}]}|"
            + "{'containers':[{'name':'a'},{'name':'b','image':'2'},{'name':'c'}]}",
        "{'containers':[{'name':'a','env':[{'name':'A'},{'name':'B'}]}]}|"
            + "{'containers':[{'name':'a','env':[{'name':'B','$patch':'delete'},{'name':'C'}]}]}|"
            + "{'containers':[{'name':'a','env':[{'name':'C'},{'name':'A'}]}]}",
        "{'containers':[{'name':'a'},{'name':'b'}]}|"
            + "{'containers':[{'$patch':'replace'},{'name':'c'}]}|{'containers':[{'name':'c'}]}",
        "{'containers':[{'name':'a'},{'name':'b'}]}|"
            + "{'$setElementOrder/containers':[{'name':'b'},{'name':'a'}],"
            + "'containers':[{'name':'b','image':'x'}]}|"
            + "{'containers':[{'name':'b','image':'x'},{'name':'a'}]}",
        "{'containers':[{'name':'a'},{'name':'b'},{'name':'z'}]}|"
            + "{'$setElementOrder/containers':[{'name':'z'},{'name':'a'}]}|"
            + "{'containers':[{'name':'b'},{'name':'z'},{'name':'a'}]}",
        "{}|{'containers':[{'name':'a','$patch':'delete'},{'name':'b'}]}|"
            + "{'containers':[{'name':'b'}]}",
        // lists without a strategy are replaced
        "{'tolerations':[{'key':'k','operator':'Exists'}]}|{'tolerations':[{'key':'only'}]}|"
            + "{'tolerations':[{'key':'only'}]}",
        // maps
        "{'nodeSelector':{'a':'1','b':'2'}}|{'nodeSelector':{'a':null,'c':'3'}}|"
            + "{'nodeSelector':{'b':'2','c':'3'}}",
        "{'nodeSelector':{'a':'1'}}|{'nodeSelector':{'$patch':'replace','c':'3'}}|"
            + "{'nodeSelector':{'c':'3'}}",
        "{}|{'nodeSelector':{'$patch':'replace','x':'y'}}|{'nodeSelector':{}}",
        "{'securityContext':{'runAsUser':1}}|{'securityContext':{'$patch':'delete'}}|"
            + "{'securityContext':{}}",
        "{'hostname':'h'}|{'hostname':null,'subdomain':'s'}|{'subdomain':'s'}",
        // unions
        "{'volumes':[{'name':'v','emptyDir':{}}]}|"
            + "{'volumes':[{'name':'v','$retainKeys':['name','configMap'],"
            + "'configMap':{'name':'q'}}]}|{'volumes':[{'name':'v','configMap':{'name':'q'}}]}"
      })
  void thePatchMergesAsTheSchemaSays(String spec, String patch, String result) {
    assertEquals(result, patched(spec, patch));
  }

  @Test
  void listsOfValuesMergeAsSets() {
    StructType meta = TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
    Map<String, Object> before = tree("{'finalizers':['a','b']}");
    assertEquals(
        tree("{'finalizers':['b','c','a']}").get("finalizers"),
        StrategicMergePatch.apply(
                meta,
                before,
                tree("{'$setElementOrder/finalizers':['b','c','a'],'finalizers':['c']}"))
            .get("finalizers"));
    assertEquals(
        List.of("b"),
        StrategicMergePatch.apply(
                meta, before, tree("{'$deleteFromPrimitiveList/finalizers':['a']}"))
            .get("finalizers"));
    assertEquals(tree("{'finalizers':['a','b']}"), before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{'$patch':'nope'}|unknown patch type: nope in map: map[$patch:nope]",
        "{'containers':[{'image':'nokey'}]}|map: map[image:nokey] does not contain declared merge"
            + " key: name",
        "{'containers':[{'name':'a','$patch':'merge'}]}|merging lists cannot yet be specified in"
            + " the patch"
      })
  void aBadDirectiveAnswersWithoutAReason(String patch, String message) {
    StatusException e =
        assertThrows(StatusException.class, () -> patched("{'containers':[{'name':'a'}]}", patch));
    assertEquals(500, e.code());
    assertEquals("", e.reason().text());
    assertEquals(message, e.getMessage());
  }

  @Test
  void aPatchThatContradictsItsOrderIsRefused() {
    assertThrows(
        StatusException.class,
        () ->
            patched(
                "{'containers':[{'name':'a'},{'name':'b'}]}",
                "{'$setElementOrder/containers':[{'name':'b'},{'name':'a'}],"
                    + "'containers':[{'name':'a','image':'i'},{'name':'b'}]}"));
  }

  /** The model: a list of structures is a map by its key; a patch puts, changes or deletes. */
  @Test
  void randomListPatchesDoWhatTheyDoToAMapByKey() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      Map<String, String> model = new TreeMap<>();
      List<Object> containers = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d")) {
        if (random.nextBoolean()) {
          model.put(name, "old");
          containers.add(new LinkedHashMap<>(Map.of("name", name, "image", "old")));
        }
      }
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put("containers", containers);
      Object before = Unstructured.copy(spec);
      List<Object> changes = new ArrayList<>();
      for (String name : List.of("e", "d", "b", "a")) {
        int kind = random.nextInt(3);
        if (kind == 0) {
          changes.add(new LinkedHashMap<>(Map.of("name", name, "$patch", "delete")));
          model.remove(name);
        } else if (kind == 1) {
          changes.add(new LinkedHashMap<>(Map.of("name", name, "image", "new")));
          model.put(name, "new");
        }
      }
      Map<String, Object> patch = new LinkedHashMap<>();
      patch.put("containers", changes);
      Map<String, Object> result = StrategicMergePatch.apply(POD_SPEC, spec, patch);
      Map<String, String> found = new TreeMap<>();
      for (Unstructured container : Unstructured.of(result).items("containers")) {
        found.put(container.string("name"), container.string("image"));
      }
      assertEquals(model, found, "seed " + seed);
      assertEquals(model.size(), Unstructured.of(result).list("containers").size());
      assertEquals(before, spec, "seed " + seed);
    }
  }
}
