package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.object.Unstructured;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The volume by which a pod's containers find the API, its certificate and their token. */
final class ServiceAccountToken {
  static final String PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  /** An hour, and a little more, by which the original tells its own from others'. */
  private static final long SECONDS = 3607L;

  private final RandomGenerator random = new SecureRandom();

  /** Mounts the volume into every container that has nothing at its path. */
  void mount(Unstructured pod) {
    String name = "kube-api-access-" + suffix();
    boolean mounted = false;
    for (String list : List.of("initContainers", "containers")) {
      for (Unstructured container : pod.items("spec", list)) {
        boolean there =
            container.items("volumeMounts").stream()
                .anyMatch(m -> m.string("mountPath").equals(PATH));
        if (!there) {
          List<@Nullable Object> mounts = new ArrayList<>(container.list("volumeMounts"));
          mounts.add(map("name", name, "readOnly", true, "mountPath", PATH));
          container.set(mounts, "volumeMounts");
          mounted = true;
        }
      }
    }
    if (mounted) {
      List<@Nullable Object> volumes = new ArrayList<>(pod.list("spec", "volumes"));
      volumes.add(map("name", name, "projected", projection()));
      pod.set(volumes, "spec", "volumes");
    }
  }

  private static Map<String, @Nullable Object> projection() {
    List<Object> sources = new ArrayList<>();
    sources.add(map("serviceAccountToken", map("expirationSeconds", SECONDS, "path", "token")));
    sources.add(
        map(
            "configMap",
            map(
                "name",
                "kube-root-ca.crt",
                "items",
                list(map("key", "ca.crt", "path", "ca.crt")))));
    Map<String, @Nullable Object> field =
        map("apiVersion", "v1", "fieldPath", "metadata.namespace");
    sources.add(
        map("downwardAPI", map("items", list(map("path", "namespace", "fieldRef", field)))));
    return map("sources", sources, "defaultMode", 420L);
  }

  private String suffix() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static List<Object> list(Object item) {
    return new ArrayList<>(List.of(item));
  }

  private static Map<String, @Nullable Object> map(Object... keysAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
