package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what the one who asks may do in a namespace: SelfSubjectRulesReview. */
final class RulesReview implements ResourceType.Review {
  private final RuleResolver resolver;

  RulesReview(RuleResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Unstructured review(RequestContext context, String namespace, Unstructured body) {
    String asked = body.string("spec", "namespace");
    if (asked.isEmpty()) {
      throw StatusException.badRequest("no namespace on request");
    }
    RuleResolver.Rules rules = resolver.rulesFor(context.user(), asked);
    Unstructured answer = Unstructured.create(body.apiVersion(), body.kind());
    answer.set(new LinkedHashMap<>(), "metadata");
    answer.set(new LinkedHashMap<>(), "spec");
    answer.set(
        new ArrayList<>(rules.resources().stream().map(RulesReview::tree).toList()),
        "status",
        "resourceRules");
    answer.set(
        new ArrayList<>(rules.paths().stream().map(RulesReview::tree).toList()),
        "status",
        "nonResourceRules");
    answer.set(rules.incomplete(), "status", "incomplete");
    if (!rules.errors().isEmpty()) {
      answer.set(rules.errors(), "status", "evaluationError");
    }
    return answer;
  }

  private static Map<String, @Nullable Object> tree(RuleResolver.ResourceRule rule) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("verbs", new ArrayList<>(rule.verbs()));
    putUnlessEmpty(tree, "apiGroups", rule.apiGroups());
    putUnlessEmpty(tree, "resources", rule.resources());
    putUnlessEmpty(tree, "resourceNames", rule.resourceNames());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(RuleResolver.PathRule rule) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("verbs", new ArrayList<>(rule.verbs()));
    putUnlessEmpty(tree, "nonResourceURLs", rule.paths());
    return tree;
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> tree, String field, List<String> values) {
    if (!values.isEmpty()) {
      tree.put(field, new ArrayList<>(values));
    }
  }
}
