package io.binnacle.api.auth;

/**
 * What is asked of the authorizer.
 *
 * @param user who
 * @param verb the API verb (get, list, watch, create, …) or, for other paths, the HTTP method in
 *     lower case
 * @param group the API group, "" for core and for other paths
 * @param version the API version
 * @param resource the plural name, "" for other paths
 * @param subresource "" for none
 * @param namespace "" for none or all
 * @param name "" for none
 * @param path the path where it is no resource request, else the request's path
 * @param resourceRequest whether it is about a resource
 */
public record Attributes(
    UserInfo user,
    String verb,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    String name,
    String path,
    boolean resourceRequest) {
  /** A question about a resource. */
  public static Attributes resource(
      UserInfo user,
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String namespace,
      String name) {
    return new Attributes(
        user, verb, group, version, resource, subresource, namespace, name, "", true);
  }

  /** A question about a path that is no resource. */
  public static Attributes path(UserInfo user, String verb, String path) {
    return new Attributes(user, verb, "", "", "", "", "", "", path, false);
  }
}
