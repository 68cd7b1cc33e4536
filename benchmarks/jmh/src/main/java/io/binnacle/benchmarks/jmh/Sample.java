package io.binnacle.benchmarks.jmh;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.TypeTables;
import io.binnacle.translate.TranslatorRegistryComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The objects that are measured with: a flat one and a nested one. */
public enum Sample {
  /** 1.4 KB, most of it one string. */
  CONFIG_MAP(
      "configmaps",
      "ConfigMap",
      """
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"sample","namespace":"bench",\
      "uid":"0f0c1b1e-6f0d-4a53-9a6e-3d1f6b6f7a10","creationTimestamp":"2026-01-01T00:00:00Z",\
      "labels":{"app":"bench","shard":"7"}},"data":{"generation":"1","payload":"PAYLOAD"}}""",
      """
      {"metadata":{"labels":{"shard":"8"}},"data":{"generation":"2"}}"""),
  /** 2.5 KB, some 80 fields, five levels deep. */
  POD(
      "pods",
      "Pod",
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"sample","namespace":"bench",\
      "uid":"0f0c1b1e-6f0d-4a53-9a6e-3d1f6b6f7a10","creationTimestamp":"2026-01-01T00:00:00Z",\
      "labels":{"app":"bench","shard":"7","pod-template-hash":"6d4cf56db6"},\
      "annotations":{"bench.example/owner":"nobody","bench.example/purpose":"measuring"},\
      "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"sample",\
      "uid":"aa0c1b1e-6f0d-4a53-9a6e-3d1f6b6f7a10","controller":true,"blockOwnerDeletion":true}]},\
      "spec":{"containers":[{"name":"web","image":"registry.example/web:1.2.3","args":["--port",\
      "8080"],"ports":[{"containerPort":8080,"name":"http","protocol":"TCP"}],"env":[{"name":"A",\
      "value":"1"},{"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName",\
      "apiVersion":"v1"}}}],"resources":{"limits":{"cpu":"500m","memory":"256Mi"},"requests":\
      {"cpu":"100m","memory":"128Mi"}},"volumeMounts":[{"name":"config","mountPath":"/etc/web",\
      "readOnly":true}],"livenessProbe":{"httpGet":{"path":"/healthz","port":"http"},\
      "periodSeconds":10},"imagePullPolicy":"IfNotPresent"},{"name":"sidecar",\
      "image":"registry.example/sidecar:4","resources":{"requests":{"cpu":"10m"}}}],\
      "volumes":[{"name":"config","configMap":{"name":"web","items":[{"key":"a","path":"a.conf"}]\
      }}],"nodeName":"node-17","serviceAccountName":"web","restartPolicy":"Always",\
      "terminationGracePeriodSeconds":30,"tolerations":[{"key":"node.kubernetes.io/not-ready",\
      "operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"affinity":\
      {"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":\
      [{"matchExpressions":[{"key":"disk","operator":"In","values":["ssd"]}]}]}}}},"status":\
      {"phase":"Running","podIP":"10.1.2.3","hostIP":"10.0.0.17","startTime":\
      "2026-01-01T00:00:02Z","conditions":[{"type":"Ready","status":"True","lastTransitionTime":\
      "2026-01-01T00:00:05Z"},{"type":"PodScheduled","status":"True","lastTransitionTime":\
      "2026-01-01T00:00:01Z"}],"containerStatuses":[{"name":"web","ready":true,"restartCount":0,\
      "image":"registry.example/web:1.2.3","imageID":"sha256:0","state":{"running":{"startedAt":\
      "2026-01-01T00:00:04Z"}}}]}}""",
      """
      {"metadata":{"labels":{"shard":"8"}},"spec":{"containers":[{"name":"web",\
      "image":"registry.example/web:1.2.4"}]}}""");

  private final String resource;
  private final String kind;
  private final String json;
  private final String patch;

  Sample(String resource, String kind, String json, String patch) {
    this.resource = resource;
    this.kind = kind;
    this.json = json.replace("PAYLOAD", "x".repeat(1_000));
    this.patch = patch;
  }

  /** Where a server would store it. */
  public String key() {
    return "/registry/" + resource + "/bench/sample";
  }

  public byte[] json() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** A merge patch that is a strategic merge patch, too. */
  public byte[] patch() {
    return patch.getBytes(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  public Map<String, Object> tree() {
    return (Map<String, Object>) Json.parse(json());
  }

  public StructType schema() {
    return TypeTables.common().struct("", "v1", kind);
  }

  public Translator translator(StoredForm form) {
    ResourceType type =
        ResourceTables.in(Sample.class).types(TypeTables.common()).build().stream()
            .filter(candidate -> candidate.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    return new TranslatorRegistryComponent().register(type, form);
  }

  /** As it is stored. */
  public byte[] stored(StoredForm form) {
    return translator(form).toStored(Unstructured.of(tree()));
  }
}
