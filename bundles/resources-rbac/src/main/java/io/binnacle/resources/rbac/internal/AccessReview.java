package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Authorizer.Verdict;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers whether someone may do something: the three kinds of access reviews. */
final class AccessReview implements ResourceType.Review {
  private static final String GROUP = "authorization.k8s.io";

  /** Whom a review may ask about, and where. */
  enum Scope {
    /** The one who asks. */
    SELF,
    /** Anyone. */
    ANYONE,
    /** Anyone, in one namespace. */
    LOCAL
  }

  private final Scope scope;
  private final Gate gate;

  AccessReview(Scope scope, Gate gate) {
    this.scope = scope;
    this.gate = gate;
  }

  @Override
  public Unstructured review(RequestContext context, String namespace, Unstructured body) {
    List<FieldError> errors = AccessReviewRules.problems(body, scope);
    if (!errors.isEmpty()) {
      // The original names no kind here.
      throw StatusException.invalid(new GroupVersionKind(GROUP, context.version(), ""), "", errors);
    }
    Unstructured spec = new Unstructured(body.map("spec"));
    UserInfo user = scope == Scope.SELF ? context.user() : UserTree.askedAbout(spec);
    body.set(status(gate.authorize(question(user, spec)), spec), "status");
    return body;
  }

  private static Attributes question(UserInfo user, Unstructured spec) {
    if (spec.get("resourceAttributes") == null) {
      return Attributes.path(
          user,
          spec.string("nonResourceAttributes", "verb"),
          spec.string("nonResourceAttributes", "path"));
    }
    Unstructured asked = new Unstructured(spec.map("resourceAttributes"));
    String version = asked.string("version");
    return Attributes.resource(
        user,
        asked.string("verb"),
        asked.string("group"),
        version.isEmpty() ? "*" : version,
        asked.string("resource"),
        asked.string("subresource"),
        asked.string("namespace"),
        asked.string("name"));
  }

  private static Map<String, @Nullable Object> status(Decision decision, Unstructured spec) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("allowed", decision.isAllowed());
    if (decision.verdict() == Verdict.DENY) {
      status.put("denied", true);
    }
    if (!decision.reason().isEmpty()) {
      status.put("reason", decision.reason());
    }
    String ignored = AccessReviewRules.ignoredSelectors(spec);
    if (!ignored.isEmpty()) {
      status.put("evaluationError", ignored);
    }
    return status;
  }
}
