package io.binnacle.resources.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageTypesTest {
  private static final Map<String, Map<String, String>> NAMESPACES =
      Map.of("admin", Map.of("resource.kubernetes.io/admin-access", "true"));
  private final ResourceBench bench =
      new ResourceBench(
          StorageResources.tables(
                  name -> NAMESPACES.getOrDefault(name, Map.of()),
                  () -> ExpressionChecker.NONE,
                  InstantSource.system())
              .build());

  private List<String> update(String resource, String subresource, String before, String after) {
    ResourceType type = bench.type(resource);
    Unstructured previous = bench.decode(type, ResourceBench.tree(before));
    Unstructured object = bench.decode(type, ResourceBench.tree(after));
    return type
        .strategy()
        .validateUpdate(ResourceBench.REQUEST.onSubresource(subresource), object, previous)
        .stream()
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
  void aClassStaysWhatVolumesWereMadeBy() {
    String before = "{'provisioner':'p','parameters':{'a':'b'}}";
    assertEquals(
        List.of(
            "parameters: Invalid value: null: field is immutable",
            "provisioner: Invalid value: \"q\": field is immutable",
            "reclaimPolicy: Invalid value: \"Retain\": field is immutable",
            "volumeBindingMode: Invalid value: \"WaitForFirstConsumer\": field is immutable"),
        update(
            "storageclasses",
            "",
            before,
            "{'provisioner':'q','reclaimPolicy':'Retain',"
                + "'volumeBindingMode':'WaitForFirstConsumer'}"));
    assertEquals(
        List.of(),
        update(
            "storageclasses", "", before, before.replace("}}", "},'allowVolumeExpansion':true}")));
  }

  @Test
  void anAttachmentIsQuotedAsAWholeWhenItChanges() {
    String before =
        "{'spec':{'attacher':'a','nodeName':'n','source':{'persistentVolumeName':'p'}}}";
    assertEquals(
        List.of(
            "spec: Invalid value: {\"Attacher\":\"a\",\"Source\":{\"PersistentVolumeName\":\"p\","
                + "\"InlineVolumeSpec\":null},\"NodeName\":\"m\"}: field is immutable"),
        update("volumeattachments", "", before, before.replace("'n'", "'m'")));
    assertEquals(
        List.of(), update("volumeattachments", "status", before, before.replace("'n'", "'m'")));
  }

  @Test
  void aTemplateIsQuotedAsAWholeWhenItChanges() {
    String before =
        "{'spec':{'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':"
            + "'g.example.com','allocationMode':'All'}}]}}}}";
    assertEquals(
        List.of(
            "spec: Invalid value: {\"labels\":{\"a\":\"b\"},\"Spec\":{\"Devices\":{\"Requests\":"
                + "[{\"Name\":\"r\",\"Exactly\":{\"DeviceClassName\":\"g.example.com\","
                + "\"Selectors\":null,\"AllocationMode\":\"All\",\"Count\":0,\"AdminAccess\":null,"
                + "\"Tolerations\":null,\"Capacity\":null},\"FirstAvailable\":null}],"
                + "\"Constraints\":null,\"Config\":null}}}: field is immutable"),
        update(
            "resourceclaimtemplates",
            "",
            before,
            before.replace("{'spec':{'spec'", "{'spec':{'metadata':{'labels':{'a':'b'}},'spec'")));
  }

  @Test
  void onlyNamespacesOfAdministratorsMayAskForAdminAccess() {
    ResourceType type = bench.type("resourceclaims");
    Unstructured claim =
        ResourceBench.tree(
            "{'metadata':{'name':'c','namespace':'other'},'spec':{'devices':{'requests':"
                + "[{'name':'r','exactly':{'deviceClassName':'c','adminAccess':true}}]}}}");
    assertEquals(
        1, type.strategy().validate(ResourceBench.REQUEST, bench.create(type, claim)).size());
    claim.set("admin", "metadata", "namespace");
    assertEquals(
        List.of(), type.strategy().validate(ResourceBench.REQUEST, bench.create(type, claim)));
  }

  @Test
  void aClaimIsReservedOnlyOnceItIsAllocated() {
    String reserved =
        "{'status':{'reservedFor':[{'resource':'pods','name':'p','uid':'u'},"
            + "{'resource':'pods','name':'q','uid':'u'}]}}";
    assertEquals(
        List.of(
            "status.reservedFor[1].uid: Duplicate value: \"u\"",
            "status.reservedFor: Forbidden: may not be specified when `allocated` is not set"),
        update("resourceclaims", "status", "{}", reserved));
  }

  @Test
  void aDriverCountsItsChangesFromTheFirstOn() {
    var strategy = bench.type("csidrivers").strategy();
    Unstructured before = ResourceBench.tree("{'spec':{'podInfoOnMount':false}}");
    Unstructured after = ResourceBench.tree("{'spec':{'podInfoOnMount':true}}");
    strategy.prepareForUpdate(ResourceBench.REQUEST, after, before);
    assertEquals(1, after.number(0, "metadata", "generation"));
    Unstructured same = before.deepCopy();
    strategy.prepareForUpdate(ResourceBench.REQUEST, same, before);
    assertEquals(before, same);
    assertEquals(
        List.of("spec.attachRequired: Invalid value: false: field is immutable"),
        update("csidrivers", "", "{'spec':{}}", "{'spec':{'attachRequired':false}}"));
  }

  @Test
  void aNodesDriverMayGoButNotChange() {
    String before = "{'spec':{'drivers':[{'name':'d.com','nodeID':'n'}]}}";
    assertEquals(List.of(), update("csinodes", "", before, "{'spec':{'drivers':[]}}"));
    assertEquals(1, update("csinodes", "", before, before.replace("'n'", "'m'")).size());
  }

  @Test
  void aSliceIsInOnePlace() {
    ResourceType type = bench.type("resourceslices");
    Unstructured slice =
        ResourceBench.tree(
            "{'spec':{'driver':'d.com','pool':{'name':'p','resourceSliceCount':1},'nodeName':'n',"
                + "'allNodes':true}}");
    assertEquals(
        List.of(
            "spec: Invalid value: \"{`nodeName`, `allNodes`}\": exactly one of `nodeName`,"
                + " `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required, but multiple"
                + " fields are set"),
        type.strategy().validate(ResourceBench.REQUEST, bench.create(type, slice)).stream()
            .map(FieldError::text)
            .toList());
    assertEquals(
        Map.of("spec.driver", "d.com", "spec.nodeName", "n"),
        type.strategy().selectableFields(slice));
  }

  @Test
  void tablesShowWhatPeopleLookFor() {
    assertEquals(
        List.of("s (default)", "p", "Delete", "Immediate", true),
        cells(
            "storageclasses",
            "{'metadata':{'name':'s','annotations':{'storageclass.kubernetes.io/is-default-class':"
                + "'true'}},'provisioner':'p','allowVolumeExpansion':true}"));
    assertEquals(
        List.of("c", "allocated,reserved"),
        cells(
            "resourceclaims",
            "{'metadata':{'name':'c'},'status':{'allocation':{},'reservedFor':[{}]}}"));
    assertEquals(
        List.of("d", true, false, false, "a,b", false, "Persistent"),
        cells(
            "csidrivers",
            "{'metadata':{'name':'d'},'spec':{'tokenRequests':[{'audience':'a'},{'audience':'b'}],"
                + "'volumeLifecycleModes':['Persistent']}}"));
  }

  @Test
  void theNewestDefaultClassIsChosen() {
    List<Unstructured> classes =
        List.of(
            storageClass("old", "2024-01-01T00:00:00Z", "storageclass"),
            storageClass("new", "2024-01-02T00:00:00Z", "storageclass.beta"),
            storageClass("none", "2024-01-03T00:00:00Z", "other"));
    assertEquals("new", DefaultStorageClass.choose(classes));
    assertEquals("", DefaultStorageClass.choose(List.of()));
  }

  private static Unstructured storageClass(String name, String created, String prefix) {
    return ResourceBench.tree(
        "{'metadata':{'name':'"
            + name
            + "','creationTimestamp':'"
            + created
            + "','annotations':{'"
            + prefix
            + ".kubernetes.io/is-default-class':'true'}}}");
  }

  @Test
  void anUpdateOfWhatDriversWriteMustSayWhichStateItIsOf() {
    for (String type :
        List.of("csidrivers", "csinodes", "csistoragecapacities", "volumeattachments")) {
      assertFalse(bench.type(type).strategy().allowsUnconditionalUpdate(), type);
    }
  }
}
