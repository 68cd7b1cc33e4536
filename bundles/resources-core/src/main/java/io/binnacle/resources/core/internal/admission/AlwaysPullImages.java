package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Has nodes ask for every image anew, so that nobody runs a private image without the right to pull
 * it. Off by default.
 */
@Component
public final class AlwaysPullImages implements AdmissionPlugin {
  private static final List<String> LISTS =
      List.of("initContainers", "containers", "ephemeralContainers");

  @Override
  public String name() {
    return "AlwaysPullImages";
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public boolean isEnabledByDefault() {
    return false;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = Pods.of(review, Operation.CREATE, Operation.UPDATE);
    if (pod == null || !bringsImages(pod, review.previous())) {
      return;
    }
    for (String list : LISTS) {
      pod.items("spec", list).forEach(container -> container.set("Always", "imagePullPolicy"));
    }
    for (Unstructured volume : pod.items("spec", "volumes")) {
      if (!volume.string("image", "reference").isEmpty()) {
        volume.set("Always", "image", "pullPolicy");
      }
    }
  }

  private static boolean bringsImages(Unstructured pod, @Nullable Unstructured previous) {
    return previous == null || !images(previous).containsAll(images(pod));
  }

  private static Set<String> images(Unstructured pod) {
    Set<String> images = new HashSet<>();
    for (String list : LISTS) {
      pod.items("spec", list).forEach(container -> images.add(container.string("image")));
    }
    return images;
  }
}
