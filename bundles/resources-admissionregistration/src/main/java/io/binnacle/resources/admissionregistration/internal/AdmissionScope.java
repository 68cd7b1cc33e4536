package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionScope;
import java.util.Map;

/**
 * What expressions may speak of when a request is admitted.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating
 *     Admission Policy</a>
 */
final class AdmissionScope {
  /** The structure that a policy's variables are fields of. */
  static final String VARIABLES = "kubernetes.variables";

  private static final String STRING = "string";
  private static final String STRINGS = "list(string)";
  private static final String STRING_MAP = "map(string, string)";
  private static final String TIME = "google.protobuf.Timestamp";
  private static final String KIND = "kubernetes.GroupVersionKind";
  private static final String RESOURCE = "kubernetes.GroupVersionResource";
  private static final String USER = "kubernetes.UserInfo";
  private static final String REQUEST = "kubernetes.AdmissionRequest";
  private static final String NAMESPACE = "kubernetes.Namespace";

  /** What every expression may speak of. */
  private static final ExpressionScope COMMON =
      new ExpressionScope(
          Map.of(
              "object",
              "dyn",
              "oldObject",
              "dyn",
              "request",
              REQUEST,
              "namespaceObject",
              NAMESPACE),
          Map.ofEntries(
              Map.entry(KIND, Map.of("group", STRING, "version", STRING, "kind", STRING)),
              Map.entry(RESOURCE, Map.of("group", STRING, "version", STRING, "resource", STRING)),
              Map.entry(
                  USER,
                  Map.of(
                      "username", STRING,
                      "uid", STRING,
                      "groups", STRINGS,
                      "extra", "map(string, list(string))")),
              Map.entry(REQUEST, request()),
              Map.entry(
                  NAMESPACE,
                  Map.of(
                      "metadata", "kubernetes.NamespaceMetadata",
                      "spec", "kubernetes.NamespaceSpec",
                      "status", "kubernetes.NamespaceStatus")),
              Map.entry("kubernetes.NamespaceMetadata", metadata()),
              Map.entry("kubernetes.NamespaceSpec", Map.of("finalizers", STRINGS)),
              Map.entry(
                  "kubernetes.NamespaceStatus",
                  Map.of("phase", STRING, "conditions", "list(kubernetes.NamespaceCondition)")),
              Map.entry(
                  "kubernetes.NamespaceCondition",
                  Map.of(
                      "type", STRING,
                      "status", STRING,
                      "reason", STRING,
                      "message", STRING,
                      "lastTransitionTime", TIME))));

  private AdmissionScope() {}

  /**
   * @param params whether there are parameters
   * @param authorizer whether one may ask what somebody may do
   */
  static ExpressionScope of(boolean params, boolean authorizer) {
    ExpressionScope scope = params ? COMMON.with("params", "dyn") : COMMON;
    return authorizer
        ? scope
            .with("authorizer", "kubernetes.authorization.Authorizer")
            .with("authorizer.requestResource", "kubernetes.authorization.ResourceCheck")
        : scope;
  }

  private static Map<String, String> request() {
    return Map.ofEntries(
        Map.entry("kind", KIND),
        Map.entry("resource", RESOURCE),
        Map.entry("subResource", STRING),
        Map.entry("requestKind", KIND),
        Map.entry("requestResource", RESOURCE),
        Map.entry("requestSubResource", STRING),
        Map.entry("name", STRING),
        Map.entry("namespace", STRING),
        Map.entry("operation", STRING),
        Map.entry("userInfo", USER),
        Map.entry("dryRun", "bool"),
        Map.entry("options", "dyn"));
  }

  private static Map<String, String> metadata() {
    return Map.ofEntries(
        Map.entry("name", STRING),
        Map.entry("generateName", STRING),
        Map.entry("namespace", STRING),
        Map.entry("labels", STRING_MAP),
        Map.entry("annotations", STRING_MAP),
        Map.entry("UID", STRING),
        Map.entry("creationTimestamp", TIME),
        Map.entry("deletionTimestamp", TIME),
        Map.entry("deletionGracePeriodSeconds", "int"),
        Map.entry("generation", "int"),
        Map.entry("resourceVersion", STRING),
        Map.entry("finalizers", STRINGS));
  }
}
