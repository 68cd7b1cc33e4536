package com.example.imagepolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePolicyTest {
  @Test
  void theSchemaAndTheRuleAreKept() {
    assertEquals(List.of(), problems("{'registries':['a.example'],'defaultRegistry':'a.example'}"));
    assertEquals(
        List.of(
            "spec.defaultRegistry: Invalid value: \"b.example\": must be one of the registries"),
        problems("{'registries':['a.example'],'defaultRegistry':'b.example'}"));
    assertEquals(List.of("spec.registries: Required value"), problems("{}"));
  }

  @Test
  void anImageWithoutARegistryGetsOne() {
    Unstructured pod = object("{'spec':{'containers':[{'image':'web:1'},{'image':'b.example/x'}]}}");
    ImageAdmission.qualify(pod, "a.example");
    assertEquals("a.example/web:1", pod.items("spec", "containers").get(0).string("image"));
    assertEquals("b.example/x", pod.items("spec", "containers").get(1).string("image"));
    assertEquals("", ImageAdmission.registry("library/web"));
  }

  @Test
  void whatIsStoredIsReadAgainAndOlderFormsAreLeftToTheServer() {
    DeflatedJson codec = new DeflatedJson();
    Unstructured policy = policy("{'registries':['a.example']}");
    assertEquals(policy, codec.decode(codec.encode(policy)));
    assertNull(codec.decode("{\"kind\":\"ImagePolicy\"}".getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> problems(String spec) {
    return new ImagePolicyType()
        .strategy().validate(RequestContext.server("v1"), policy(spec)).stream()
            .map(FieldError::text)
            .toList();
  }

  private static Unstructured policy(String spec) {
    return object(
        "{'apiVersion':'policy.example.com/v1','kind':'ImagePolicy','spec':" + spec + "}");
  }

  private static Unstructured object(String json) {
    return Unstructured.of(Json.parse(json.replace('\'', '"')));
  }
}
