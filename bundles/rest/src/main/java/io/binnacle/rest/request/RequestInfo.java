package io.binnacle.rest.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request is about, as kube-apiserver's RequestInfo has it.
 *
 * @param resourceRequest whether the path is one of resources
 * @param path the decoded path
 * @param verb the API verb; for other paths the HTTP method in lower case
 * @param group the API group, "" for core
 * @param version the API version
 * @param namespace "" for none
 * @param resource the plural
 * @param subresource "" for none
 * @param name "" for none
 * @param parts the path from the resource on
 * @param watchPath whether the path is one of the deprecated {@code /watch/} ones
 */
public record RequestInfo(
    boolean resourceRequest,
    String path,
    String verb,
    String group,
    String version,
    String namespace,
    String resource,
    String subresource,
    String name,
    List<String> parts,
    boolean watchPath) {
  private static final Set<String> LASTING =
      Set.of("attach", "exec", "log", "portforward", "proxy");
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  /**
   * @param method the HTTP method
   * @param rawPath the path as sent, escapes and all
   * @param query the parameters, which make a list a watch
   */
  public static RequestInfo of(String method, String rawPath, Query query) {
    String path = Query.decode(rawPath, false);
    List<String> parts = split(path);
    boolean groupless = !parts.isEmpty() && parts.get(0).equals("api");
    boolean grouped = !parts.isEmpty() && parts.get(0).equals("apis");
    if (parts.size() < (grouped ? 4 : 3) || !(grouped || groupless) || path.startsWith("//")) {
      return other(method, path);
    }
    String group = grouped ? parts.get(1) : "";
    String version = parts.get(grouped ? 2 : 1);
    List<String> rest = parts.subList(grouped ? 3 : 2, parts.size());
    boolean watchPath = rest.get(0).equals("watch") && rest.size() > 1;
    String verb = watchPath ? "watch" : verbOf(method);
    if (watchPath) {
      rest = rest.subList(1, rest.size());
    }
    String namespace = "";
    if (rest.get(0).equals("namespaces") && rest.size() > 1) {
      namespace = rest.get(1);
      if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
        rest = rest.subList(2, rest.size());
      }
    }
    String resource = rest.get(0);
    String name = rest.size() > 1 ? rest.get(1) : "";
    String subresource = rest.size() > 2 ? rest.get(2) : "";
    if (name.isEmpty() && verb.equals("get")) {
      verb = query.flag("watch") ? "watch" : "list";
      name = nameOf(query);
    } else if (name.isEmpty() && verb.equals("watch")) {
      name = nameOf(query);
    } else if (name.isEmpty() && verb.equals("delete")) {
      verb = "deletecollection";
    }
    return new RequestInfo(
        true,
        path,
        verb,
        group,
        version,
        namespace,
        resource,
        subresource,
        name,
        List.copyOf(rest),
        watchPath);
  }

  private static RequestInfo other(String method, String path) {
    return new RequestInfo(
        false,
        path,
        method.toLowerCase(Locale.ROOT),
        "",
        "",
        "",
        "",
        "",
        "",
        List.copyOf(split(path)),
        false);
  }

  /** A list or watch of one name is authorized as being of that name. */
  private static String nameOf(Query query) {
    for (String term : query.first("fieldSelector").split(",", -1)) {
      int equals = term.indexOf('=');
      if (equals > 0 && term.substring(0, equals).equals("metadata.name")) {
        String value = term.substring(equals + (term.startsWith("==", equals) ? 2 : 1));
        return value.contains("/") || value.contains("%") || value.contains("\\") ? "" : value;
      }
    }
    return "";
  }

  private static String verbOf(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "GET", "HEAD" -> "get";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> "";
    };
  }

  /** The path's segments, without the slashes around it. */
  static List<String> split(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    List<String> parts = new ArrayList<>();
    while (start < end) {
      int slash = path.indexOf('/', start);
      int next = slash < 0 || slash > end ? end : slash;
      parts.add(path.substring(start, next));
      start = next + 1;
    }
    return parts;
  }

  /** The object's name where the path itself gives one, "" for a collection. */
  public String pathName() {
    return parts.size() > 1 ? parts.get(1) : "";
  }

  public boolean isWatch() {
    return verb.equals("watch");
  }

  /** Whether it may last as long as its client likes: it is then neither limited nor timed. */
  public boolean isLongRunning() {
    return isWatch() || resourceRequest && LASTING.contains(subresource);
  }

  /** Whether it only reads, as the limits on requests in flight see it. */
  public boolean isReadOnly() {
    return verb.equals("get") || verb.equals("list") || verb.equals("watch");
  }
}
