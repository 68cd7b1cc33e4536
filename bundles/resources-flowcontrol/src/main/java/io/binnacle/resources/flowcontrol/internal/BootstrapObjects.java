package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The priority levels and flow schemas that every server has, from {@code bootstrap.json}. */
final class BootstrapObjects {
  /** Says that the server may change the spec when another version of it wants another one. */
  static final String AUTO_UPDATE = "apf.kubernetes.io/autoupdate-spec";

  private static final Set<String> MANDATORY = Set.of("catch-all", "exempt");
  private static final List<Unstructured> ALL = read();

  private BootstrapObjects() {}

  /** Copies of all, levels before the schemas that name them. */
  static List<Unstructured> all() {
    return ALL.stream().map(Unstructured::deepCopy).toList();
  }

  /** The object of that kind and name, if it is one that must be what it is. */
  static Optional<Unstructured> mandatory(String kind, String name) {
    return MANDATORY.contains(name)
        ? ALL.stream()
            .filter(object -> object.kind().equals(kind) && object.name().equals(name))
            .findFirst()
        : Optional.empty();
  }

  private static List<Unstructured> read() {
    try (InputStream stream = BootstrapObjects.class.getResourceAsStream("/bootstrap.json")) {
      byte[] text = Objects.requireNonNull(stream, "bootstrap.json").readAllBytes();
      List<Unstructured> objects = new ArrayList<>();
      for (Object object : (List<?>) Objects.requireNonNull(Json.parse(text))) {
        objects.add(Unstructured.of((Map<?, ?>) Objects.requireNonNull(object)));
      }
      return List.copyOf(objects);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
