package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.admission.AlwaysPullImages;
import io.binnacle.resources.core.internal.admission.ExtendedResourceToleration;
import io.binnacle.resources.core.internal.admission.LimitPodHardAntiAffinityTopology;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plugins that only run where a flag asks for them. */
final class OptionalPluginsTest {
  private static Unstructured pod(String spec) {
    return Unstructured.of(
        TypesUnderTest.json(
            "{\"metadata\":{\"name\":\"x\",\"namespace\":\"facts\"},\"spec\":{" + spec + "}}"));
  }

  private static void mutate(AdmissionPlugin plugin, Unstructured pod) {
    assertFalse(plugin.isEnabledByDefault());
    plugin.mutate(AccountInMemory.review(pod));
  }

  @Test
  void imagesAreAlwaysPulled() {
    Unstructured pod =
        pod("\"containers\":[{\"image\":\"i\",\"imagePullPolicy\":\"IfNotPresent\"}]");
    mutate(new AlwaysPullImages(), pod);
    assertEquals("Always", pod.items("spec", "containers").get(0).string("imagePullPolicy"));
  }

  @Test
  void theTaintOfAnExtendedResourceIsTolerated() {
    Unstructured pod =
        pod(
            "\"containers\":[{\"resources\":{\"requests\":{\"cpu\":\"1\","
                + "\"example.com/gpu\":\"1\"}}}]");
    mutate(new ExtendedResourceToleration(), pod);
    assertEquals(
        List.of("example.com/gpu"),
        pod.items("spec", "tolerations").stream().map(t -> t.string("key")).toList());
  }

  @Test
  void onlyNodesMayBeKeptFree() {
    String term =
        "\"affinity\":{\"podAntiAffinity\":{"
            + "\"requiredDuringSchedulingIgnoredDuringExecution\":[{\"topologyKey\":\"%s\"}]}}";
    AdmissionPlugin plugin = new LimitPodHardAntiAffinityTopology();
    plugin.validate(AccountInMemory.review(pod(term.replace("%s", "kubernetes.io/hostname"))));
    assertEquals(
        "pods \"x\" is forbidden: affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey"
            + " zone but only key kubernetes.io/hostname is allowed",
        assertThrows(
                StatusException.class,
                () -> plugin.validate(AccountInMemory.review(pod(term.replace("%s", "zone")))))
            .getMessage());
  }
}
