package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form that new objects take, and what clients are told of fields without effect. */
final class FormsTest {
  private final TypesUnderTest types = new TypesUnderTest();

  private Unstructured made(String resource, String json) {
    ResourceType type = types.byResource.get(resource);
    Unstructured object =
        TypesUnderTest.decoded(type, TypesUnderTest.json(json.replace('\'', '"')));
    type.strategy().prepareForCreate(TypesUnderTest.CONTEXT, object);
    return object;
  }

  private List<String> warnings(String resource, String json) {
    ResourceType type = types.byResource.get(resource);
    return type.strategy().warnings(TypesUnderTest.CONTEXT, made(resource, json));
  }

  /** See KEP-1495: the old field passes only what it always could name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'dataSource':{'kind':'PersistentVolumeClaim','name':'x'}}|x|x",
        "{'dataSource':{'kind':'VolumeSnapshot','apiGroup':'snapshot.storage.k8s.io','name':'x'}}|x|x",
        "{'dataSource':{'kind':'PersistentVolumeClaim','apiGroup':'a.b','name':'x'}}||",
        "{'dataSourceRef':{'kind':'Thing','apiGroup':'a.b','name':'x'}}|x|x",
        "{'dataSourceRef':{'kind':'Thing','apiGroup':'a.b','name':'x','namespace':'n'}}||",
        "{'dataSource':{'kind':'User','name':'x'},'dataSourceRef':{'kind':'T','name':'y'}}|x|y"
      },
      quoteCharacter = '"')
  void aClaimsSourcesSayTheSame(String spec, String source, String reference) {
    Unstructured claim =
        made("persistentvolumeclaims", "{'metadata':{'name':'c'},'spec':" + spec + "}");
    assertEquals(
        List.of(source == null ? "" : source, reference == null ? "" : reference),
        List.of(
            claim.string("spec", "dataSource", "name"),
            claim.string("spec", "dataSourceRef", "name")));
  }

  @Test
  void ofSecretsAnAccountKeepsTheNames() {
    Unstructured account =
        made("serviceaccounts", "{'metadata':{'name':'a'},'secrets':[{'name':'s','uid':'u'},{}]}");
    assertEquals(
        TypesUnderTest.json("{\"s\":[{\"name\":\"s\"},{}]}").get("s"), account.list("secrets"));
  }

  @Test
  void aNodesFirstNetworkIsItsNetworkAndNothingConfiguresItsKubelet() {
    Unstructured node =
        made(
            "nodes",
            "{'metadata':{'name':'n'},'spec':{'configSource':{},'podCIDRs':['10.1.0.0/24']}}");
    assertEquals("10.1.0.0/24", node.string("spec", "podCIDR"));
    assertEquals(null, node.get("spec", "configSource"));
    assertEquals(
        List.of("spec.externalID: this field is deprecated, and is unused by Kubernetes"),
        warnings("nodes", "{'metadata':{'name':'n'},'spec':{'externalID':'e'}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'externalName':'a.b','ports':[{'port':80}]}"
            + "|spec.externalName is ignored when spec.type is not \"ExternalName\"",
        "{'type':'ExternalName','externalName':'a.b','externalIPs':['1.2.3.4']}"
            + "|spec.externalIPs is ignored when spec.type is \"ExternalName\"",
        "{'clusterIP':'None','externalIPs':['1.2.3.4']}"
            + "|spec.externalIPs is ignored for headless services",
        "{'clusterIP':'None','loadBalancerIP':'1.2.3.4'}"
            + "|spec.loadBalancerIP is ignored for headless services",
        "{'clusterIP':'None','sessionAffinity':'ClientIP'}"
            + "|spec.SessionAffinity is ignored for headless services"
      })
  void fieldsWithoutEffectAreTold(String spec, String warning) {
    assertEquals(
        List.of(warning), warnings("services", "{'metadata':{'name':'s'},'spec':" + spec + "}"));
  }
}
