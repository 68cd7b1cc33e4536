package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of a claim's requests, by which its constraints and configurations refer to them.
 *
 * @param alternatives of each request, by its name
 */
record RequestNames(Map<String, Set<String>> alternatives) {
  static RequestNames of(List<Unstructured> requests) {
    Map<String, Set<String>> names = new HashMap<>();
    for (Unstructured request : requests) {
      names.put(
          request.string("name"),
          request.items("firstAvailable").stream()
              .map(alternative -> alternative.string("name"))
              .collect(Collectors.toSet()));
    }
    return new RequestNames(names);
  }

  List<FieldError> problems(List<@Nullable Object> references, String path) {
    return Items.distinct(
        references.stream().map(String::valueOf).toList(),
        Items.MAX,
        path,
        this::problems,
        reference -> reference);
  }

  private List<FieldError> problems(String reference, String path) {
    String[] parts = reference.split("/", -1);
    FieldError unknown =
        FieldError.invalid(
            path,
            reference,
            "must be the name of a request in the claim or the name of a request and a"
                + " subrequest separated by '/'");
    if (parts.length > 2) {
      return List.of(unknown);
    }
    List<FieldError> errors = new ArrayList<>();
    for (String part : parts) {
      errors.addAll(Rules.label(part, path));
    }
    Set<String> within = alternatives.get(parts[0]);
    if (within == null || (parts.length == 2 && !within.contains(parts[1]))) {
      errors.add(unknown);
    }
    return errors;
  }
}
