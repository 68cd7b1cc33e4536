package io.binnacle.crd.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.crd.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredDefinitionTest {
  @Test
  void whatKubeApiserverStoredIsReadAndWrittenBack() {
    List<?> recorded = (List<?>) Trees.resource("stored.json");
    assertEquals(3, recorded.size());
    for (Object item : recorded) {
      Unstructured stored = new Unstructured(Unstructured.of(item).map("stored"));
      Unstructured served = new Unstructured(Unstructured.of(item).map("served"));
      assertEquals(served.get("spec"), StoredDefinition.fromStored(stored.deepCopy()).get("spec"));
      assertEquals(stored.get("spec"), StoredDefinition.toStored(served.deepCopy()).get("spec"));
    }
  }

  @Test
  void whatDiffersStaysWithItsVersion() {
    Unstructured served =
        Trees.tree(
            "{'spec':{'group':'g','versions':[{'name':'v1','schema':{'a':1},'subresources':{}},"
                + "{'name':'v2','schema':{'a':2},'subresources':{},"
                + "'additionalPrinterColumns':[{'jsonPath':'.x'}]}]}}");
    Unstructured stored = StoredDefinition.toStored(served.deepCopy());
    assertEquals("v1", stored.string("spec", "version"));
    assertEquals(Trees.value("{}"), stored.get("spec", "subresources"));
    assertEquals(
        Trees.value(
            "[{'name':'v1','schema':{'a':1}},{'name':'v2','schema':{'a':2},"
                + "'additionalPrinterColumns':[{'JSONPath':'.x'}]}]"),
        stored.get("spec", "versions"));
    assertEquals(served, StoredDefinition.fromStored(stored));
  }
}
