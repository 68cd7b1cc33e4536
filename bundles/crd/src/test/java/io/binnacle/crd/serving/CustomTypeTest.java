package io.binnacle.crd.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.api.type.Subresource;
import io.binnacle.crd.Trees;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CustomTypeTest {
  private static final RequestContext CONTEXT = RequestContext.server("v1");

  private static CustomType wheels() {
    Unstructured definition =
        Unstructured.of(Trees.resource("defaults/CustomResourceDefinition-full.json"));
    Unstructured got = new Unstructured(definition.map("got"));
    return new CustomType(
        Definition.of(got, new Unstructured(got.map("spec", "names"))),
        InstantSource.system(),
        VersionConversion.RENAMING);
  }

  @Test
  void aDefinitionIsServedUnderItsNames() {
    CustomType type = wheels();
    assertEquals("wheels.facts.example.com", type.resource().toString());
    assertEquals("Wheel", type.kind());
    assertEquals(List.of("wh"), type.shortNames());
    assertEquals(Set.of("spec.color"), type.selectableFields());
    assertEquals(
        List.of(
            new Subresource.Status(),
            new Subresource.Scale(".spec.replicas", ".status.replicas", "")),
        type.subresources());
    assertEquals("com.example.facts.v1.Wheel", type.versions().get(0).schema().name());
  }

  @Test
  void anObjectIsPrunedAndDefaultedAsKubeApiserverDoes() {
    Unstructured recorded = Unstructured.of(Trees.resource("wheel.json"));
    SchemaForm form = Objects.requireNonNull(wheels().versions().get(0).form());
    SchemaForm.Formed formed = form.form(recorded.map("sent"));
    form.applyDefaults(formed.tree());
    assertEquals(recorded.get("got", "spec"), formed.tree().get("spec"));
    assertEquals(List.of("spec.lost"), formed.unknownFields());
  }

  private static List<String> problems(String spec) {
    Unstructured object =
        Trees.tree("{'apiVersion':'facts.example.com/v1','kind':'Wheel','spec':" + spec + "}");
    return wheels().strategy().validate(CONTEXT, object).stream().map(FieldError::text).toList();
  }

  @Test
  void rulesAreAskedUnlessTheSchemaIsBrokenInAWayThatForbidsIt() {
    assertEquals(
        List.of(
            "spec.size: Invalid value: 10: spec.size in body should be less than or equal to 9",
            "spec.color: Forbidden: big ones are green"),
        problems("{'size':10,'color':'red'}"));
    assertEquals(
        List.of(
            "spec.size: Required value",
            "<nil>: Invalid value: null: some validation rules were not checked because the object"
                + " was invalid; correct the existing errors to complete validation"),
        problems("{'color':'red'}"));
    assertEquals(
        List.of(".spec.replicas: Invalid value: -1: should be a non-negative integer"),
        problems("{'size':1,'color':'red','replicas':-1}"));
  }

  @Test
  void nothingIsCreatedOnceTheDefinitionGoes() {
    CustomType type = wheels();
    Unstructured object = Trees.tree("{'metadata':{'name':'late'}}");
    type.strategy().prepareForCreate(CONTEXT, object);
    type.terminate();
    StatusException refusal =
        assertThrows(
            StatusException.class, () -> type.strategy().prepareForCreate(CONTEXT, object));
    assertEquals(
        "wheels.facts.example.com \"late\" is forbidden: create not allowed while custom resource"
            + " definition is terminating",
        refusal.getMessage());
  }

  @Test
  void aCellShowsTheFirstValueOfItsType() {
    Unstructured object = Trees.tree("{'metadata':{'name':'w'},'spec':{'size':'big','color':7}}");
    List<Object> cells =
        java.util.Arrays.asList(
            wheels().versions().get(0).columns().stream()
                .map(column -> column.cell().apply(object))
                .toArray());
    assertEquals(java.util.Arrays.asList("w", null, "7"), cells);
  }

  @Test
  void selectableValuesAreTexts() {
    Map<String, String> fields =
        wheels().strategy().selectableFields(Trees.tree("{'spec':{'color':'red'}}"));
    assertEquals(Map.of("spec.color", "red"), fields);
  }
}
