package io.binnacle.resources.apps.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadChangesTest {
  private static final RequestContext UPDATE = RequestContext.server("v1");
  private static final RequestContext STATUS = UPDATE.onSubresource("status");

  private final ResourceBench bench = new ResourceBench(AppsResources.tables().build());

  @ParameterizedTest
  @ValueSource(strings = {"deployments", "replicasets", "daemonsets"})
  void theSelectorCannotBeChanged(String resource) {
    Unstructured before = workload(resource);
    Unstructured after = before.deepCopy();
    after.set("b", "spec", "selector", "matchLabels", "app");
    after.set("b", "spec", "template", "metadata", "labels", "app");
    assertEquals(
        List.of(
            "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"b\"}}: field is immutable"),
        changes(resource, UPDATE, after, before));
  }

  @Test
  void ofAStatefulSetOnlySomeFieldsCanBeChanged() {
    Unstructured before = workload("statefulsets");
    Unstructured after = before.deepCopy();
    after.set(7L, "spec", "replicas");
    after.set(3L, "spec", "minReadySeconds");
    after.set("Delete", "spec", "persistentVolumeClaimRetentionPolicy", "whenScaled");
    assertEquals(List.of(), changes("statefulsets", UPDATE, after, before));
    after.set("other", "spec", "serviceName");
    assertEquals(
        List.of(
            "spec: Forbidden: updates to statefulset spec for fields other than 'replicas',"
                + " 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit',"
                + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"),
        changes("statefulsets", UPDATE, after, before));
  }

  @Test
  void aStatefulSetNamesItsPodsAndIsTakenWithoutWhatIsOff() {
    ResourceType type = bench.type("statefulsets");
    Unstructured body = body();
    body.set("Bad_", "spec", "template", "spec", "hostname");
    body.set("10Mi", "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
    body.set("RollingUpdate", "spec", "updateStrategy", "type");
    Unstructured made = bench.create(type, body);
    assertEquals(List.of(), texts(type.strategy().validate(UPDATE, made)));
    assertEquals(null, made.get("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"));
  }

  @Test
  void anUnknownStrategyIsQuotedWhole() {
    Unstructured body = body();
    body.set("x", "spec", "strategy", "type");
    body.set(1L, "spec", "strategy", "rollingUpdate", "maxSurge");
    ResourceType type = bench.type("deployments");
    assertEquals(
        List.of(
            "spec.strategy: Unsupported value: {\"Type\":\"x\",\"RollingUpdate\":"
                + "{\"MaxUnavailable\":0,\"MaxSurge\":1}}: supported values: \"Recreate\","
                + " \"RollingUpdate\""),
        texts(type.strategy().validate(UPDATE, bench.create(type, body))));
  }

  @Test
  void oddTemplatesAreWarnedOf() {
    Unstructured body = body();
    body.set("a.b", "metadata", "name");
    body.set(-1L, "spec", "template", "spec", "terminationGracePeriodSeconds");
    ResourceType type = bench.type("replicasets");
    assertEquals(
        List.of(
            "metadata.name: this is used in Pod names and hostnames, which can result in surprising"
                + " behavior; a DNS label is recommended: [must not contain dots]",
            "spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are"
                + " invalid and will be treated as 1"),
        type.strategy().warnings(UPDATE, bench.create(type, body)));
  }

  @Test
  void aStatefulSetsTemplateMayMountItsClaims() {
    Unstructured body = body();
    body.set(
        ResourceBench.tree(
                "{'a':[{'name':'c','image':'i','volumeMounts':"
                    + "[{'name':'v','mountPath':'/v'}]}]}")
            .get("a"),
        "spec",
        "template",
        "spec",
        "containers");
    ResourceType type = bench.type("statefulsets");
    assertEquals(
        List.of("spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"v\""),
        texts(type.strategy().validate(UPDATE, bench.create(type, body))));
    body.set(
        ResourceBench.tree(
                "{'a':[{'metadata':{'name':'v'},'spec':{'accessModes':['ReadWriteOnce'],"
                    + "'resources':{'requests':{'storage':'1'}}}}]}")
            .get("a"),
        "spec",
        "volumeClaimTemplates");
    assertEquals(List.of(), texts(type.strategy().validate(UPDATE, bench.create(type, body))));
  }

  @Test
  void aStatefulSetWithAnOldWrongTemplateCanStillBeScaled() {
    Unstructured before = workload("statefulsets");
    before.set(new ArrayList<>(), "spec", "template", "spec", "containers");
    Unstructured after = before.deepCopy();
    after.set(3L, "spec", "replicas");
    assertEquals(List.of(), changes("statefulsets", UPDATE, after, before));
    after.set("n", "spec", "template", "spec", "nodeName");
    assertEquals(
        List.of("spec.template.spec.containers: Required value"),
        changes("statefulsets", UPDATE, after, before));
  }

  @Test
  void aDaemonSetCountsTheChangesOfItsTemplate() {
    ResourceType type = bench.type("daemonsets");
    Unstructured before = workload("daemonsets");
    Unstructured after = before.deepCopy();
    after.set(5L, "spec", "minReadySeconds");
    after.remove("metadata", "annotations");
    type.strategy().prepareForUpdate(UPDATE, after, before);
    assertEquals("1", after.annotations().get(DaemonSetStrategy.TEMPLATE_GENERATION));
    after.set("n", "spec", "template", "spec", "nodeName");
    type.strategy().prepareForUpdate(UPDATE, after, before);
    assertEquals("2", after.annotations().get(DaemonSetStrategy.TEMPLATE_GENERATION));
  }

  @Test
  void aDeploymentsGenerationCountsChangesOfItsAnnotations() {
    ResourceType type = bench.type("deployments");
    Unstructured before = workload("deployments");
    Unstructured after = before.deepCopy();
    after.set("b", "metadata", "annotations", "a");
    Unstructured throughStatus = after.deepCopy();
    type.strategy().prepareForUpdate(UPDATE, after, before);
    assertEquals(2L, after.get("metadata", "generation"));
    type.strategy().prepareForUpdate(STATUS, throughStatus, before);
    assertEquals(1L, throughStatus.get("metadata", "generation"));
  }

  @Test
  void aStatusMustAddUp() {
    Unstructured before = workload("deployments");
    Unstructured after = before.deepCopy();
    after.set(
        ResourceBench.tree("{'replicas':-1,'availableReplicas':5,'collisionCount':-1}").content(),
        "status");
    assertEquals(
        List.of(
            "status.replicas: Invalid value: -1: must be greater than or equal to 0",
            "status.collisionCount: Invalid value: -1: must be greater than or equal to 0",
            "status.updatedReplicas: Invalid value: 0: cannot be greater than status.replicas",
            "status.readyReplicas: Invalid value: 0: cannot be greater than status.replicas",
            "status.availableReplicas: Invalid value: 5: cannot be greater than status.replicas",
            "status.availableReplicas: Invalid value: 5: cannot be greater than readyReplicas"),
        changes("deployments", STATUS, after, before));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployments", "statefulsets", "daemonsets"})
  void theCollisionCountMustNotGoBack(String resource) {
    Unstructured before = workload(resource);
    before.set(2L, "status", "collisionCount");
    Unstructured after = before.deepCopy();
    after.set(1L, "status", "collisionCount");
    assertEquals(
        List.of("status.collisionCount: Invalid value: 1: cannot be decremented"),
        changes(resource, STATUS, after, before));
  }

  @Test
  void theDataOfARevisionCannotBeChanged() {
    ResourceType type = bench.type("controllerrevisions");
    Unstructured before =
        ResourceBench.tree("{'metadata':{'name':'x'},'revision':1,'data':{'a':1}}");
    Unstructured after = before.deepCopy();
    after.set(2L, "revision");
    assertEquals(List.of(), texts(type.strategy().validateUpdate(UPDATE, after, before)));
    after.set(2L, "data", "a");
    assertEquals(
        List.of("data: Invalid value: {\"a\":2}: field is immutable"),
        texts(type.strategy().validateUpdate(UPDATE, after, before)));
    after.remove("data");
    after.set(-1L, "revision");
    assertEquals(
        List.of(
            "data: Required value: data is mandatory",
            "revision: Invalid value: -1: must be greater than or equal to 0"),
        texts(type.strategy().validate(UPDATE, after)));
  }

  @Test
  void theTableOfADeploymentShowsWhatIsReady() {
    Unstructured deployment = workload("deployments");
    deployment.set(
        ResourceBench.tree(
                "{'replicas':3,'updatedReplicas':1,'readyReplicas':2,'availableReplicas':2}")
            .content(),
        "status");
    assertEquals(
        Arrays.asList("x", "2/1", 1L, 2L, "<unknown>", "c", "i", "app=a"),
        cells("deployments", deployment));
  }

  @Test
  void theTableOfADaemonSetShowsZeroForWhatIsNotCounted() {
    assertEquals(
        Arrays.asList("x", 0L, 0L, 0L, 0L, 0L, "<none>", "<unknown>", "c", "i", "app=a"),
        cells("daemonsets", workload("daemonsets")));
  }

  @Test
  void theTableOfARevisionNamesItsOwner() {
    Unstructured revision =
        ResourceBench.tree(
            "{'metadata':{'name':'x','ownerReferences':[{'apiVersion':'apps/v1',"
                + "'kind':'StatefulSet','name':'s','controller':true}]},'revision':4}");
    assertEquals(
        Arrays.asList("x", "statefulset.apps/s", 4L, "<unknown>"),
        cells("controllerrevisions", revision));
    revision.remove("metadata", "ownerReferences");
    assertEquals("<none>", cells("controllerrevisions", revision).get(1));
  }

  private List<Object> cells(String resource, Unstructured object) {
    List<Object> cells = new ArrayList<>();
    for (Column column : bench.type(resource).versions().get(0).columns()) {
      cells.add(column.cell().apply(object));
    }
    return cells;
  }

  private static Unstructured body() {
    return ResourceBench.tree(
        "{'metadata':{'name':'x'},'spec':{'selector':{'matchLabels':{'app':'a'}},'template':"
            + "{'metadata':{'labels':{'app':'a'}},'spec':{'containers':"
            + "[{'name':'c','image':'i'}]}}}}");
  }

  private Unstructured workload(String resource) {
    return bench.create(bench.type(resource), body());
  }

  private List<String> changes(
      String resource, RequestContext context, Unstructured after, Unstructured before) {
    return texts(bench.type(resource).strategy().validateUpdate(context, after, before));
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::text).toList();
  }
}
