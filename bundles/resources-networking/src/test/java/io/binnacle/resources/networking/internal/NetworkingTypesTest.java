package io.binnacle.resources.networking.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkingTypesTest {
  private final ResourceBench bench = new ResourceBench(NetworkingResources.tables().build());

  private List<String> update(String resource, String before, String after) {
    ResourceType type = bench.type(resource);
    Unstructured previous = bench.decode(type, ResourceBench.tree(before));
    Unstructured object = bench.decode(type, ResourceBench.tree(after));
    return type.strategy().validateUpdate(ResourceBench.REQUEST, object, previous).stream()
        .map(FieldError::text)
        .toList();
  }

  private List<Object> cells(String resource, String object) {
    List<Object> cells = new ArrayList<>();
    for (Column column : bench.type(resource).versions().get(0).columns()) {
      if (!column.name().equals("Age")) {
        cells.add(column.cell().apply(ResourceBench.tree(object)));
      }
    }
    return cells;
  }

  @Test
  void aClassKeepsItsController() {
    assertEquals(
        List.of("spec.controller: Invalid value: \"a.com/d\": field is immutable"),
        update(
            "ingressclasses",
            "{'spec':{'controller':'a.com/c'}}",
            "{'spec':{'controller':'a.com/d'}}"));
  }

  @Test
  void aSliceKeepsItsTypeOfAddress() {
    String slice = "{'addressType':'IPv4','endpoints':[{'addresses':['10.1.1.1']}]}";
    assertEquals(
        List.of("addressType: Invalid value: \"IPv6\": field is immutable"),
        update("endpointslices", slice, slice.replace("IPv4", "IPv6")));
    assertEquals(
        List.of("endpoints[0].addresses: Invalid value: \"::2\": must be an IPv4 address"),
        update("endpointslices", slice, slice.replace("10.1.1.1", "::2")));
  }

  @Test
  void anAddressStaysWithItsParent() {
    String address = "{'spec':{'parentRef':{'resource':'services','namespace':'n','name':'a'}}}";
    assertEquals(
        List.of(
            "spec.parentRef: Invalid value: {\"Group\":\"\",\"Resource\":\"services\","
                + "\"Namespace\":\"n\",\"Name\":\"b\"}: field is immutable"),
        update("ipaddresses", address, address.replace("'a'", "'b'")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,true",
    "2001:db8::1,true",
    "::1,true",
    "::,true",
    "10.0.0.01,false",
    "2001:0db8::1,false",
    "2001:db8:0:0:0:0:0:1,false",
    "1:0:0:2:0:0:0:3,false",
    "1:0:0:2::3,true",
    "a,false"
  })
  void anAddressIsNamedByItsShortestForm(String name, boolean right) {
    assertEquals(right, bench.type("ipaddresses").strategy().checkName(name, false) == null, name);
  }

  @Test
  void aSecondFamilyMayComeButNoneMayChangeOrGo() {
    String one = "{'spec':{'cidrs':['10.0.0.0/24']}}";
    String two = "{'spec':{'cidrs':['10.0.0.0/24','2001:db8::/112']}}";
    assertEquals(List.of(), update("servicecidrs", one, two));
    assertEquals(
        List.of("spec.cidrs: Invalid value: [\"10.0.0.0/24\"]: field is immutable"),
        update("servicecidrs", two, one));
    assertEquals(
        List.of("spec.cidrs: Invalid value: null: field is immutable"),
        update("servicecidrs", one, "{'spec':{}}"));
    assertEquals(
        List.of("spec.cidrs[0]: Invalid value: \"10.9.0.0/24\": field is immutable"),
        update("servicecidrs", one, one.replace("10.0", "10.9")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "ingresses!{'spec':{'rules':[{},{'http':{'paths':[]}}]}}!spec.rules[1].http.paths: Required"
            + " value",
        "ingressclasses!{'spec':{'controller':'a.com/c','parameters':{'kind':'k'}}}!"
            + "spec.parameters.name: Required value",
        "ingresses!{'spec':{'defaultBackend':{'resource':{'kind':'k'}}}}!"
            + "spec.defaultBackend.resource.name: Required value: name is required",
        "endpointslices!{'addressType':'IPv4','ports':[{'port':0,'name':'a.b'}]}!ports[0].name:"
            + " Invalid value: \"a.b\": must not contain dots"
      })
  void whatIsWrongIsSaidAtItsPlace(String resource, String object, String expected) {
    assertEquals(List.of(expected), bench.problems(resource, ResourceBench.tree(object)));
  }

  @Test
  void namesInPlaceOfAddressesAreDeprecated() {
    assertEquals(
        List.of("spec.addressType: FQDN endpoints are deprecated"),
        bench
            .type("endpointslices")
            .strategy()
            .warnings(ResourceBench.REQUEST, ResourceBench.tree("{'addressType':'FQDN'}")));
  }

  @Test
  void anExceptionLiesWithinItsBlock() {
    String policy =
        "{'spec':{'podSelector':{},'ingress':[{'from':[{'ipBlock':{'cidr':'10.0.0.0/16',"
            + "'except':['10.0.1.0/24','10.1.0.0/24','10.0.0.0/16']}}]}]}}";
    ResourceType type = bench.type("networkpolicies");
    List<String> problems =
        type
            .strategy()
            .validate(ResourceBench.REQUEST, bench.create(type, ResourceBench.tree(policy)))
            .stream()
            .map(FieldError::field)
            .toList();
    String path = "spec.ingress[0].from[0].ipBlock.except";
    assertEquals(List.of(path + "[1]", path + "[2]"), problems);
  }

  @Test
  void anIngressWarnsOfItsOldAnnotationOnlyWhenItIsMade() {
    var strategy = bench.type("ingresses").strategy();
    Unstructured ingress =
        ResourceBench.tree("{'metadata':{'annotations':{'kubernetes.io/ingress.class':'a'}}}");
    assertEquals(1, strategy.warnings(ResourceBench.REQUEST, ingress).size());
    ingress.set("5", "metadata", "resourceVersion");
    assertEquals(List.of(), strategy.warnings(ResourceBench.REQUEST, ingress));
  }

  @Test
  void anIngressesStatusNamesAddressesOrHosts() {
    ResourceType type = bench.type("ingresses");
    Unstructured ingress =
        ResourceBench.tree(
            "{'status':{'loadBalancer':{'ingress':[{'ip':'x'},{'hostname':'10.0.0.1'}]}}}");
    List<String> fields =
        type
            .strategy()
            .validateUpdate(ResourceBench.REQUEST.onSubresource("status"), ingress, ingress)
            .stream()
            .map(FieldError::field)
            .toList();
    assertEquals(
        List.of("status.loadBalancer.ingress[0].ip", "status.loadBalancer.ingress[1].hostname"),
        fields);
  }

  @Test
  void tablesShowWhatPeopleLookFor() {
    assertEquals(
        List.of("i", "c", "a,b,c + 1 more...", "10.0.0.1,h.example.com", "80, 443"),
        cells(
            "ingresses",
            "{'metadata':{'name':'i'},'spec':{'ingressClassName':'c','tls':[{}],'rules':[{'host':"
                + "'a'},{'host':'b'},{'host':'c'},{'host':'d'}]},'status':{'loadBalancer':"
                + "{'ingress':[{'hostname':'h.example.com'},{'ip':'10.0.0.1'}]}}}"));
    assertEquals(
        List.of("s", "IPv4", "80,web", "10.0.0.1,10.0.0.2,10.0.0.3 + 1 more..."),
        cells(
            "endpointslices",
            "{'metadata':{'name':'s'},'addressType':'IPv4','ports':[{'port':80},{'name':'web'}],"
                + "'endpoints':[{'addresses':['10.0.0.1','10.0.0.2']},"
                + "{'addresses':['10.0.0.3','10.0.0.4']}]}"));
    assertEquals(
        List.of("c", "a.com/b", "K.g.com/n"),
        cells(
            "ingressclasses",
            "{'metadata':{'name':'c'},'spec':{'controller':'a.com/b','parameters':{'apiGroup':"
                + "'g.com','kind':'K','name':'n'}}}"));
    assertEquals(
        List.of("10.0.0.1", "services/n/x"),
        cells(
            "ipaddresses",
            "{'metadata':{'name':'10.0.0.1'},'spec':{'parentRef':{'resource':'services',"
                + "'namespace':'n','name':'x'}}}"));
  }

  @Test
  void theNewestDefaultClassIsChosen() {
    List<Unstructured> classes =
        List.of(
            ingressClass("old", "2024-01-01T00:00:00Z", "true"),
            ingressClass("b", "2024-01-02T00:00:00Z", "true"),
            ingressClass("a", "2024-01-02T00:00:00Z", "true"),
            ingressClass("newest", "2024-01-03T00:00:00Z", "false"));
    assertEquals("a", DefaultIngressClass.choose(classes));
    assertEquals("", DefaultIngressClass.choose(List.of()));
  }

  private static Unstructured ingressClass(String name, String created, String isDefault) {
    return ResourceBench.tree(
        "{'metadata':{'name':'"
            + name
            + "','creationTimestamp':'"
            + created
            + "','annotations':{'ingressclass.kubernetes.io/is-default-class':'"
            + isDefault
            + "'}}}");
  }

  @Test
  void rangesKnowWhatLiesInThem() {
    Network network = Objects.requireNonNull(Network.parse("10.0.0.0/16"));
    assertTrue(network.isStrictlyAround(Objects.requireNonNull(Network.parse("10.0.255.0/24"))));
    assertFalse(network.isStrictlyAround(network));
    assertFalse(network.isStrictlyAround(Objects.requireNonNull(Network.parse("::/24"))));
  }
}
