package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The Kubernetes project's own Java client. */
final class OfficialJavaLibrary implements Library {
  private final ApiClient client;
  private final CoreV1Api api;
  private final SharedInformerFactory informers;
  private final Folded folded = new Folded();

  OfficialJavaLibrary(Path kubeconfig) throws IOException {
    client = Config.fromConfig(kubeconfig.toString());
    // As informers need it: a watch may be silent for long.
    client.setReadTimeout(0);
    api = new CoreV1Api(client);
    informers = new SharedInformerFactory(client);
  }

  private static V1ConfigMap configMap(String name) {
    return new V1ConfigMap()
        .metadata(new V1ObjectMeta().name(name))
        .data(new java.util.HashMap<>(Map.of("color", "red")));
  }

  @Override
  public void useOnce(String namespace) throws Exception {
    V1ConfigMap made = api.createNamespacedConfigMap(namespace, configMap("one")).execute();
    assertNotNull(made.getMetadata().getUid());
    ApiException again =
        assertThrows(
            ApiException.class,
            () -> api.createNamespacedConfigMap(namespace, configMap("one")).execute());
    assertEquals(409, again.getCode());
    V1ConfigMap read = api.readNamespacedConfigMap("one", namespace).execute();
    assertEquals(Map.of("color", "red"), read.getData());
    read.getData().put("color", "blue");
    V1ConfigMap changed = api.replaceNamespacedConfigMap("one", namespace, read).execute();
    assertEquals(Map.of("color", "blue"), changed.getData());
    patch(namespace, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, "{\"data\":{\"size\":\"big\"}}");
    patch(namespace, V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH, "{\"data\":{\"color\":null}}");
    String json = "[{\"op\":\"test\",\"path\":\"/data\",\"value\":{\"size\":\"big\"}}]";
    assertEquals(
        Map.of("size", "big"), patch(namespace, V1Patch.PATCH_FORMAT_JSON_PATCH, json).getData());
    api.deleteNamespacedConfigMap("one", namespace).execute();
    ApiException gone =
        assertThrows(
            ApiException.class, () -> api.readNamespacedConfigMap("one", namespace).execute());
    assertEquals(404, gone.getCode());
    watch(namespace, made.getMetadata().getResourceVersion());
    listInPages(namespace);
  }

  private V1ConfigMap patch(String namespace, String format, String patch) throws ApiException {
    return PatchUtils.patch(
        V1ConfigMap.class,
        () -> api.patchNamespacedConfigMap("one", namespace, new V1Patch(patch)).buildCall(null),
        format,
        client);
  }

  /** Looks back at what became of the object. */
  private void watch(String namespace, String from) throws Exception {
    try (Watch<V1ConfigMap> watch =
        Watch.createWatch(
            client,
            api.listNamespacedConfigMap(namespace)
                .watch(true)
                .fieldSelector("metadata.name=one")
                .resourceVersion(from)
                .buildCall(null),
            new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
      for (String type : new String[] {"MODIFIED", "MODIFIED", "MODIFIED", "DELETED"}) {
        Watch.Response<V1ConfigMap> event = watch.next();
        assertEquals(type, event.type);
        assertEquals("one", event.object.getMetadata().getName());
      }
    }
  }

  private void listInPages(String namespace) throws ApiException {
    for (int i = 0; i < 5; i++) {
      api.createNamespacedConfigMap(namespace, configMap("page-" + i)).execute();
    }
    int pages = 0;
    int found = 0;
    String from = null;
    do {
      V1ConfigMapList page =
          api.listNamespacedConfigMap(namespace).limit(2)._continue(from).execute();
      found += page.getItems().size();
      pages++;
      from = page.getMetadata().getContinue();
    } while (from != null && !from.isEmpty());
    assertEquals(api.listNamespacedConfigMap(namespace).execute().getItems().size(), found);
    assertEquals((found + 1) / 2, pages);
  }

  @Override
  public void follow(String namespace) {
    informers
        .sharedIndexInformerFor(
            wanted ->
                api.listNamespacedConfigMap(namespace)
                    .resourceVersion(wanted.resourceVersion)
                    .timeoutSeconds(wanted.timeoutSeconds)
                    .watch(wanted.watch)
                    .buildCall(null),
            V1ConfigMap.class,
            V1ConfigMapList.class)
        .addEventHandler(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(V1ConfigMap added) {
                folded.added(name(added), added.getMetadata().getResourceVersion());
              }

              @Override
              public void onUpdate(V1ConfigMap before, V1ConfigMap after) {
                folded.updated(name(after), after.getMetadata().getResourceVersion());
              }

              @Override
              public void onDelete(V1ConfigMap gone, boolean finalStateUnknown) {
                folded.deleted(name(gone));
              }
            });
    informers.startAllRegisteredInformers();
  }

  private static String name(V1ConfigMap object) {
    return object.getMetadata().getName();
  }

  @Override
  public Map<String, String> followed() {
    return folded.state();
  }

  @Override
  public void close() {
    informers.stopAllRegisteredInformers();
    client.getHttpClient().dispatcher().executorService().shutdown();
    client.getHttpClient().connectionPool().evictAll();
  }
}
