package io.binnacle.auth.gate;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a user act as another, if allowed to {@code impersonate} the user, and each of the groups,
 * extra values and the uid asked for. See "User impersonation" in Kubernetes' documentation.
 */
final class Impersonation {
  private static final String AUTHENTICATION = "authentication.k8s.io";
  private static final Pattern SERVICE_ACCOUNT =
      Pattern.compile(
          "system:serviceaccount:([a-z0-9](?:[-a-z0-9]*[a-z0-9])?):([a-z0-9](?:[-.a-z0-9]*[a-z0-9])?)");

  private final Authorizer authorizer;

  Impersonation(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /**
   * Who the request counts as.
   *
   * @throws StatusException Forbidden if the requester may not, BadRequest for bad headers
   */
  UserInfo apply(UserInfo requester, Map<String, List<String>> headers) {
    ImpersonationHeaders wanted = ImpersonationHeaders.of(headers);
    if (wanted.user().isEmpty()) {
      return requester;
    }
    Matcher account = SERVICE_ACCOUNT.matcher(wanted.user());
    boolean isAccount = account.matches();
    if (isAccount) {
      check(requester, "", "serviceaccounts", "", account.group(1), account.group(2));
    } else {
      check(requester, "", "users", "", "", wanted.user());
    }
    for (String group : wanted.groups()) {
      check(requester, "", "groups", "", "", group);
    }
    wanted
        .extra()
        .forEach(
            (key, values) ->
                values.forEach(
                    value -> check(requester, AUTHENTICATION, "userextras", key, "", value)));
    if (!wanted.uid().isEmpty()) {
      check(requester, AUTHENTICATION, "uids", "", "", wanted.uid());
    }
    List<String> groups =
        wanted.groups().isEmpty() && isAccount
            ? List.of("system:serviceaccounts", "system:serviceaccounts:" + account.group(1))
            : wanted.groups();
    return new UserInfo(
        wanted.user(), wanted.uid(), completed(wanted.user(), groups), wanted.extra());
  }

  private void check(
      UserInfo requester,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    Attributes attributes =
        Attributes.resource(
            requester, "impersonate", group, "v1", resource, subresource, namespace, name);
    Authorizer.Decision decision = authorizer.authorize(attributes);
    if (!decision.isAllowed()) {
      throw Refusal.of(attributes, decision.reason());
    }
  }

  private static List<String> completed(String user, List<String> groups) {
    boolean anonymous = user.equals(UserInfo.ANONYMOUS);
    if (groups.contains(UserInfo.UNAUTHENTICATED)
        || !anonymous && groups.contains(UserInfo.AUTHENTICATED)) {
      return groups;
    }
    List<String> all = new ArrayList<>(groups);
    all.add(anonymous ? UserInfo.UNAUTHENTICATED : UserInfo.AUTHENTICATED);
    return all;
  }
}
