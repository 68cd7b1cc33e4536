package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The fabric8 client. */
final class FabricLibrary implements Library {
  private final KubernetesClient client;
  private final Folded folded = new Folded();

  FabricLibrary(Path kubeconfig) throws IOException {
    Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> in(
      String namespace) {
    MixedOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> all = client.configMaps();
    return all.inNamespace(namespace);
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .addToData("color", "red")
        .build();
  }

  @Override
  public void useOnce(String namespace) throws Exception {
    var maps = in(namespace);
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Watch watch = maps.withName("one").watch(new EventNames(events));
    try {
      assertNotNull(maps.resource(configMap("one")).create().getMetadata().getUid());
      assertThrows(KubernetesClientException.class, () -> maps.resource(configMap("one")).create());
      ConfigMap read = maps.withName("one").get();
      assertEquals(Map.of("color", "red"), read.getData());
      ConfigMap changed = new ConfigMapBuilder(read).addToData("color", "blue").build();
      assertEquals("blue", maps.resource(changed).update().getData().get("color"));
      String merge = "{\"data\":{\"size\":\"big\"}}";
      assertEquals(
          Map.of("color", "blue", "size", "big"),
          maps.withName("one").patch(PatchContext.of(PatchType.JSON_MERGE), merge).getData());
      String json = "[{\"op\":\"remove\",\"path\":\"/data/color\"}]";
      assertEquals(
          Map.of("size", "big"),
          maps.withName("one").patch(PatchContext.of(PatchType.JSON), json).getData());
      maps.withName("one").delete();
      assertNull(maps.withName("one").get());
      for (String event : new String[] {"ADDED", "MODIFIED", "MODIFIED", "MODIFIED", "DELETED"}) {
        assertEquals(event, events.poll(10, TimeUnit.SECONDS));
      }
    } finally {
      watch.close();
    }
    listInPages(namespace);
  }

  private void listInPages(String namespace) {
    for (int i = 0; i < 5; i++) {
      in(namespace).resource(configMap("page-" + i)).create();
    }
    int pages = 0;
    int found = 0;
    String from = null;
    do {
      ConfigMapList page =
          in(namespace).list(new ListOptionsBuilder().withLimit(2L).withContinue(from).build());
      found += page.getItems().size();
      pages++;
      from = page.getMetadata().getContinue();
    } while (from != null && !from.isEmpty());
    assertEquals(in(namespace).list().getItems().size(), found);
    assertEquals((found + 1) / 2, pages);
  }

  private record EventNames(BlockingQueue<String> events) implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap object) {
      events.add(action.name());
    }

    @Override
    public void onClose(WatcherException cause) {}
  }

  @Override
  public void follow(String namespace) {
    in(namespace)
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(ConfigMap added) {
                folded.added(name(added), added.getMetadata().getResourceVersion());
              }

              @Override
              public void onUpdate(ConfigMap before, ConfigMap after) {
                folded.updated(name(after), after.getMetadata().getResourceVersion());
              }

              @Override
              public void onDelete(ConfigMap gone, boolean finalStateUnknown) {
                folded.deleted(name(gone));
              }
            });
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }

  @Override
  public Map<String, String> followed() {
    return folded.state();
  }

  @Override
  public void close() {
    client.close();
  }
}
