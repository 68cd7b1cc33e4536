package io.binnacle.schema.ownership;

import io.binnacle.api.status.Cause;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field that an apply would change and another manager owns.
 *
 * @param owner that manager
 * @param path the field
 */
record Conflict(ManagerIdentity owner, FieldPath path) {
  /** Carries conflicts up to where the answer is made. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Conflict> conflicts;

    Found(List<Conflict> conflicts) {
      super("conflicts", null, false, false);
      this.conflicts = List.copyOf(conflicts);
    }

    List<Conflict> conflicts() {
      return conflicts;
    }
  }

  static List<Conflict> of(Map<ManagerIdentity, FieldSet> sets) {
    List<Conflict> result = new ArrayList<>();
    new TreeMap<>(sets)
        .forEach((owner, set) -> set.forEach(path -> result.add(new Conflict(owner, path))));
    return result;
  }

  static FieldSet paths(List<Conflict> conflicts) {
    return FieldSet.of(conflicts.stream().map(Conflict::path).toArray(FieldPath[]::new));
  }

  /** The answer, worded as the original words it; 409 with a cause for each field. */
  static StatusException answer(List<Conflict> conflicts) {
    List<Cause> causes = new ArrayList<>();
    for (Conflict conflict : conflicts) {
      causes.add(
          new Cause(
              "FieldManagerConflict",
              "conflict with " + conflict.owner.inConflict(),
              conflict.path.toString()));
    }
    return new StatusException(
        Reason.CONFLICT,
        Reason.CONFLICT.code(),
        message(conflicts),
        new StatusException.Details("", "", "", "", causes, 0));
  }

  private static String message(List<Conflict> conflicts) {
    if (conflicts.size() == 1) {
      Conflict only = conflicts.get(0);
      return "Apply failed with 1 conflict: conflict with "
          + only.owner.inConflict()
          + ": "
          + only.path;
    }
    Map<ManagerIdentity, List<String>> byOwner = new TreeMap<>();
    conflicts.forEach(
        conflict ->
            byOwner
                .computeIfAbsent(conflict.owner, owner -> new ArrayList<>())
                .add("- " + conflict.path));
    List<String> lines = new ArrayList<>();
    byOwner.forEach(
        (owner, paths) -> {
          lines.add("conflicts with " + owner.inConflict() + ":");
          lines.addAll(paths);
        });
    return "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", lines);
  }
}
