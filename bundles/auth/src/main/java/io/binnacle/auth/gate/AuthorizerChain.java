package io.binnacle.auth.gate;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several authorizers as one: the first that has an opinion decides. The group {@code
 * system:masters} is always allowed, so that no policy can lock everybody out.
 */
final class AuthorizerChain implements Authorizer, RuleResolver {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorizerChain.class);
  private static final Decision PRIVILEGED = new Decision(Verdict.ALLOW, "");

  private final Supplier<List<Authorizer>> authorizers;

  AuthorizerChain(Supplier<List<Authorizer>> authorizers) {
    this.authorizers = authorizers;
  }

  @Override
  public Decision authorize(Attributes attributes) {
    if (attributes.user().groups().contains(UserInfo.MASTERS)) {
      return PRIVILEGED;
    }
    StringJoiner reasons = new StringJoiner("\n");
    for (Authorizer authorizer : authorizers.get()) {
      Decision decision = ask(authorizer, attributes);
      if (decision.verdict() != Verdict.NO_OPINION) {
        return decision;
      }
      if (!decision.reason().isEmpty()) {
        reasons.add(decision.reason());
      }
    }
    return new Decision(Verdict.NO_OPINION, reasons.toString());
  }

  /** One that breaks has no opinion: it neither lets in nor keeps out those of the others. */
  private static Decision ask(Authorizer authorizer, Attributes attributes) {
    try {
      return authorizer.authorize(attributes);
    } catch (RuntimeException e) {
      LOG.error("the authorizer {} failed", authorizer.getClass().getName(), e);
      return new Decision(Verdict.NO_OPINION, "an authorizer failed");
    }
  }

  @Override
  public Rules rulesFor(UserInfo user, String namespace) {
    List<ResourceRule> resources = new ArrayList<>();
    List<PathRule> paths = new ArrayList<>();
    boolean incomplete = false;
    StringJoiner errors = new StringJoiner(", ");
    for (Authorizer authorizer : authorizers.get()) {
      if (!(authorizer instanceof RuleResolver resolver)) {
        incomplete = true;
        continue;
      }
      Rules rules = resolver.rulesFor(user, namespace);
      resources.addAll(rules.resources());
      paths.addAll(rules.paths());
      incomplete |= rules.incomplete();
      if (!rules.errors().isEmpty()) {
        errors.add(rules.errors());
      }
    }
    return new Rules(resources, paths, incomplete, errors.toString());
  }
}
