package io.binnacle.crd.definition;

import io.binnacle.api.object.Unstructured;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whether a definition in one of the community's groups says who approved it (KEP-1111).
 *
 * @param status whether it is approved
 * @param reason of the condition
 * @param message of the condition
 */
public record Approval(boolean status, String reason, String message) {
  /** Holds the address of the approval. */
  static final String ANNOTATION = "api-approved.kubernetes.io";

  private static final String SEE =
      "protected groups must have approval annotation \"api-approved.kubernetes.io\", see"
          + " https://github.com/kubernetes/enhancements/pull/1111";

  /** Whether a group is the community's. */
  public static boolean isProtected(String group) {
    return group.equals("k8s.io")
        || group.endsWith(".k8s.io")
        || group.equals("kubernetes.io")
        || group.endsWith(".kubernetes.io");
  }

  /** What the annotation of a definition in a protected group is worth. */
  public static Approval of(Unstructured definition) {
    String text = definition.annotations().getOrDefault(ANNOTATION, "");
    if (text.isEmpty()) {
      return new Approval(false, "MissingAnnotation", SEE);
    }
    if (text.startsWith("unapproved")) {
      return new Approval(false, "UnapprovedAnnotation", "not approved: \"" + text + "\"");
    }
    if (!isAddress(text)) {
      return new Approval(
          false,
          "InvalidAnnotation",
          "protected groups must have approval annotation \""
              + ANNOTATION
              + "\" with either a URL or"
              + " a reason starting with \"unapproved\", see"
              + " https://github.com/kubernetes/enhancements/pull/1111");
    }
    return new Approval(true, "ApprovedAnnotation", "approved in " + text);
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && uri.getScheme() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
