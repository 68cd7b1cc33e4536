package io.binnacle.api.type;

import io.binnacle.api.registry.ResourceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the server that a {@link Subresource.Connect} request is handed on to. Thread-safe. */
@FunctionalInterface
public interface Connector {
  /**
   * May read objects from caches, not call other servers.
   *
   * @return empty where there is nothing to connect to, and nothing wrong with that
   * @throws io.binnacle.api.status.StatusException what the client is told instead
   */
  Optional<Backend> locate(Call call);

  /**
   * What is asked for.
   *
   * @param store the store of the object's type
   * @param namespace "" for cluster-wide types
   * @param name the name in the path, which may tell a scheme and port, too
   * @param path the decoded path below the subresource's, "" for none, else with a slash in front
   * @param query the parameters
   */
  record Call(
      ResourceStore store,
      String namespace,
      String name,
      String path,
      Map<String, List<String>> query) {
    /** The first value of a parameter, "" if there is none. */
    public String first(String parameter) {
      List<String> all = query.getOrDefault(parameter, List.of());
      return all.isEmpty() ? "" : all.get(0);
    }
  }
}
