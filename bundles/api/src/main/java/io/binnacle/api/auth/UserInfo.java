package io.binnacle.api.auth;

import java.util.List;
import java.util.Map;

/**
 * Who makes a request.
 *
 * @param name the user name
 * @param uid "" where unknown
 * @param groups the groups
 * @param extra further facts, by key in lower case
 */
public record UserInfo(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  public static final String ANONYMOUS = "system:anonymous";
  public static final String UNAUTHENTICATED = "system:unauthenticated";
  public static final String AUTHENTICATED = "system:authenticated";
  public static final String MASTERS = "system:masters";

  /** The server itself, for what it does on its own account. */
  public static final UserInfo SERVER =
      new UserInfo("system:apiserver", "", List.of(MASTERS, AUTHENTICATED), Map.of());

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  public static UserInfo anonymous() {
    return new UserInfo(ANONYMOUS, "", List.of(UNAUTHENTICATED), Map.of());
  }
}
