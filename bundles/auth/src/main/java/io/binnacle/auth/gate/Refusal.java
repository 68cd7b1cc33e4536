package io.binnacle.auth.gate;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.Quoted;

/** The 403 for a request that the authorizers do not allow, in kube-apiserver's words. */
final class Refusal {
  private Refusal() {}

  /**
   * @param reason the authorizers' reason, "" for none
   */
  static StatusException of(Attributes attributes, String reason) {
    String words = words(attributes) + (reason.isEmpty() ? "" : ": " + reason);
    if (!attributes.resourceRequest()) {
      return new StatusException(
          Reason.FORBIDDEN,
          Reason.FORBIDDEN.code(),
          "forbidden: " + words,
          StatusException.Details.of("", "", ""));
    }
    return StatusException.forbidden(
        new GroupResource(attributes.group(), attributes.resource()), attributes.name(), words);
  }

  private static String words(Attributes attributes) {
    String who = "User " + Quoted.of(attributes.user().name()) + " cannot " + attributes.verb();
    if (!attributes.resourceRequest()) {
      return who + " path " + Quoted.of(attributes.path());
    }
    String resource =
        attributes.subresource().isEmpty()
            ? attributes.resource()
            : attributes.resource() + "/" + attributes.subresource();
    return who
        + " resource "
        + Quoted.of(resource)
        + " in API group "
        + Quoted.of(attributes.group())
        + (attributes.namespace().isEmpty()
            ? " at the cluster scope"
            : " in the namespace " + Quoted.of(attributes.namespace()));
  }
}
