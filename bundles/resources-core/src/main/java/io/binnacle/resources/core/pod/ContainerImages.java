package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;

/**
 * The images of a pod's containers. A template may have ones with blanks around them, by which some
 * controllers mark what they fill in later.
 */
final class ContainerImages {
  private ContainerImages() {}

  static void check(List<FieldError> errors, Unstructured spec, String path) {
    for (String list : List.of("containers", "initContainers")) {
      List<Unstructured> containers = spec.items(list);
      for (int i = 0; i < containers.size(); i++) {
        padding(errors, containers.get(i), path + "." + list + "[" + i + "]");
      }
    }
  }

  static void padding(List<FieldError> errors, Unstructured container, String at) {
    String image = container.string("image");
    if (!image.strip().equals(image)) {
      errors.add(
          FieldError.invalid(at + ".image", image, "must not have leading or trailing whitespace"));
    }
  }
}
