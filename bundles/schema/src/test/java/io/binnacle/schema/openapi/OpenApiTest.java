package io.binnacle.schema.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
  private static final Map<String, Object> COMPONENTS =
      OpenApi.components(
          List.of(served("pods", "Pod"), served("services", "Service")),
          List.of("v1", "apps/v1"),
          Prose.NONE);

  private static ServedVersion served(String resource, String kind) {
    ResourceType type = type(resource, kind);
    return new ServedVersion(type, type.versions().get(0));
  }

  private static ResourceType type(String resource, String kind) {
    return new ResourceType() {
      @Override
      public GroupResource resource() {
        return new GroupResource("", resource);
      }

      @Override
      public String kind() {
        return kind;
      }

      @Override
      public boolean isNamespaced() {
        return true;
      }

      @Override
      public List<TypeVersion> versions() {
        return List.of(
            TypeVersion.stored("v1", TypeTables.common().struct("", "v1", kind), List.of()));
      }
    };
  }

  private static Object at(String component, String... path) {
    Object at = Json.parse(Json.write(COMPONENTS.get(component)));
    for (String step : path) {
      at = ((Map<?, ?>) at).get(step);
    }
    return at;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "Pod|metadata|{\"allOf\":[{\"$ref\":\"#/components/schemas/"
            + "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta\"}],\"default\":{}}",
        "PodSpec|dnsPolicy|{\"type\":\"string\",\"enum\":[\"ClusterFirst\","
            + "\"ClusterFirstWithHostNet\",\"Default\",\"None\"]}",
        "PodSpec|nodeSelector|{\"additionalProperties\":{\"type\":\"string\"},\"type\":\"object\","
            + "\"x-kubernetes-map-type\":\"atomic\"}",
        "PodSpec|imagePullSecrets|{\"items\":{\"$ref\":\"#/components/schemas/"
            + "io.k8s.api.core.v1.LocalObjectReference\"},\"type\":\"array\","
            + "\"x-kubernetes-list-type\":\"map\",\"x-kubernetes-list-map-keys\":[\"name\"],"
            + "\"x-kubernetes-patch-merge-key\":\"name\",\"x-kubernetes-patch-strategy\":\"merge\"}",
        "ServicePort|port|{\"format\":\"int32\",\"type\":\"integer\",\"default\":0}",
        "ServicePort|targetPort|{\"$ref\":\"#/components/schemas/"
            + "io.k8s.apimachinery.pkg.util.intstr.IntOrString\"}",
        "ServicePort|protocol|{\"type\":\"string\",\"default\":\"TCP\",\"enum\":[\"SCTP\",\"TCP\","
            + "\"UDP\"]}"
      })
  void aFieldLooksAsClientsExpect(String struct, String field, String schema) {
    assertEquals(Json.parse(schema), at("io.k8s.api.core.v1." + struct, "properties", field));
  }

  @Test
  void kindsAndTheirListsAreTagged() {
    assertEquals(
        Json.parse("[{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"}]"),
        at("io.k8s.api.core.v1.Pod", "x-kubernetes-group-version-kind"));
    assertEquals(List.of("items"), at("io.k8s.api.core.v1.PodList", "required"));
    assertEquals(
        Json.parse("[{\"group\":\"\",\"version\":\"v1\",\"kind\":\"PodList\"}]"),
        at("io.k8s.api.core.v1.PodList", "x-kubernetes-group-version-kind"));
  }

  @Test
  void atomicStructuresSaySo() {
    assertEquals("atomic", at("io.k8s.api.core.v1.LocalObjectReference", "x-kubernetes-map-type"));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    TreeSet<String> missing = new TreeSet<>();
    collect(COMPONENTS, missing);
    missing.removeAll(COMPONENTS.keySet());
    assertEquals(new TreeSet<>(), missing);
    assertTrue(COMPONENTS.containsKey("io.k8s.apimachinery.pkg.apis.meta.v1.Status"));
    assertTrue(COMPONENTS.containsKey("io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions"));
  }

  private static void collect(Object value, TreeSet<String> references) {
    if (value instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        references.add(reference.substring(reference.lastIndexOf('/') + 1));
      }
      map.values().forEach(item -> collect(item, references));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, references));
    }
  }
}
