package io.binnacle.auth.gate;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.UserInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of {@code --authorization-mode}. */
enum AuthorizationMode {
  ALWAYS_ALLOW("AlwaysAllow"),
  ALWAYS_DENY("AlwaysDeny"),
  NODE("Node"),
  RBAC("RBAC");

  private static final RuleResolver.Rules EVERYTHING =
      new RuleResolver.Rules(
          List.of(
              new RuleResolver.ResourceRule(List.of("*"), List.of("*"), List.of("*"), List.of())),
          List.of(new RuleResolver.PathRule(List.of("*"), List.of("*"))),
          false,
          "");
  private static final RuleResolver.Rules NOTHING =
      new RuleResolver.Rules(List.of(), List.of(), false, "");

  private final String text;

  AuthorizationMode(String text) {
    this.text = text;
  }

  /**
   * Reads the flag's values.
   *
   * @throws IllegalArgumentException for a mode that is none
   */
  static List<AuthorizationMode> parse(String[] values) {
    List<AuthorizationMode> modes = new ArrayList<>();
    for (String value : String.join(",", values).split(",")) {
      AuthorizationMode mode =
          Arrays.stream(values())
              .filter(known -> known.text.equals(value.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "authorization-mode \""
                              + value
                              + "\" is none of AlwaysAllow, AlwaysDeny, Node, RBAC"));
      if (modes.contains(mode)) {
        throw new IllegalArgumentException("authorization-mode has " + mode.text + " twice");
      }
      modes.add(mode);
    }
    return modes;
  }

  /**
   * The authorizer of this mode.
   *
   * @param node that of Node
   * @param rbac that of RBAC
   */
  Authorizer authorizer(Authorizer node, Authorizer rbac) {
    return switch (this) {
      case ALWAYS_ALLOW -> new Fixed(new Authorizer.Decision(Authorizer.Verdict.ALLOW, ""));
      case ALWAYS_DENY ->
          new Fixed(
              new Authorizer.Decision(Authorizer.Verdict.NO_OPINION, "Everything is forbidden."));
      case NODE -> node;
      case RBAC -> rbac;
    };
  }

  /** Says the same of everything. */
  private record Fixed(Authorizer.Decision decision) implements Authorizer, RuleResolver {
    @Override
    public Authorizer.Decision authorize(Attributes attributes) {
      return decision;
    }

    @Override
    public Rules rulesFor(UserInfo user, String namespace) {
      return decision.isAllowed() ? EVERYTHING : NOTHING;
    }
  }
}
