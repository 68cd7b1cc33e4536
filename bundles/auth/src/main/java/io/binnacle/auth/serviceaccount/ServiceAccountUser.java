package io.binnacle.auth.serviceaccount;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The user that a service account is. */
final class ServiceAccountUser {
  private static final String PREFIX = "system:serviceaccount:";
  private static final String GROUP = "system:serviceaccounts";
  private static final String EXTRA = "authentication.kubernetes.io/";

  private ServiceAccountUser() {}

  static String name(String namespace, String account) {
    return PREFIX + namespace + ":" + account;
  }

  static UserInfo of(
      String namespace, String account, String uid, Map<String, List<String>> extra) {
    return new UserInfo(
        name(namespace, account), uid, List.of(GROUP, GROUP + ":" + namespace), extra);
  }

  /**
   * What a bound token says besides whose it is.
   *
   * @param bindings its claim {@code kubernetes.io}
   */
  static Map<String, List<String>> extra(String tokenId, Unstructured bindings) {
    Map<String, List<String>> extra = new TreeMap<>();
    if (!tokenId.isEmpty()) {
      put(extra, "credential-id", "JTI=" + tokenId);
    }
    for (String kind : List.of("pod", "node")) {
      put(extra, kind + "-name", bindings.string(kind, "name"));
      put(extra, kind + "-uid", bindings.string(kind, "uid"));
    }
    return extra;
  }

  private static void put(Map<String, List<String>> extra, String key, String value) {
    if (!value.isEmpty()) {
      extra.put(EXTRA + key, List.of(value));
    }
  }
}
