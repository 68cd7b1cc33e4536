package io.binnacle.controllers.internal;

import io.binnacle.api.object.Unstructured;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of a namespace that say what its deletion waits for. */
final class DeletionConditions {
  private DeletionConditions() {}

  /**
   * Writes them into the namespace's status.
   *
   * @return whether any of them differs from before
   */
  static boolean set(Unstructured namespace, NamespaceContent.Remains remains, Instant now) {
    boolean failed =
        put(
            namespace,
            now,
            "NamespaceDeletionContentFailure",
            remains.failures().isEmpty()
                ? ""
                : "Failed to delete all resource types, "
                    + remains.failures().size()
                    + " remaining: "
                    + String.join(", ", remains.failures()),
            "ContentDeletionFailed",
            "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization");
    boolean left =
        put(
            namespace,
            now,
            "NamespaceContentRemaining",
            counted(
                "Some resources are remaining: ",
                remains.objects(),
                ". has ",
                " resource instances"),
            "SomeResourcesRemain",
            "ContentRemoved",
            "All content successfully removed");
    boolean held =
        put(
            namespace,
            now,
            "NamespaceFinalizersRemaining",
            counted(
                "Some content in the namespace has finalizers remaining: ",
                remains.finalizers(),
                " in ",
                " resource instances"),
            "SomeFinalizersRemain",
            "ContentHasNoFinalizers",
            "All content-preserving finalizers finished");
    return failed || left || held;
  }

  private static String counted(
      String opening, Map<String, Integer> counts, String between, String after) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(entry -> entry.getKey() + between + entry.getValue() + after)
            .collect(Collectors.joining(", ", opening, ""));
  }

  /** The condition is true with the trouble as its message, or false where there is none. */
  private static boolean put(
      Unstructured namespace,
      Instant now,
      String type,
      String trouble,
      String reasonOfTrouble,
      String reasonOfNone,
      String messageOfNone) {
    boolean isTrue = !trouble.isEmpty();
    String status = isTrue ? "True" : "False";
    String message = isTrue ? trouble : messageOfNone;
    for (Unstructured condition : namespace.items("status", "conditions")) {
      if (condition.string("type").equals(type)) {
        if (condition.string("status").equals(status)
            && condition.string("message").equals(message)) {
          return false;
        }
        if (!condition.string("status").equals(status)) {
          condition.set(time(now), "lastTransitionTime");
        }
        condition.set(status, "status");
        condition.set(isTrue ? reasonOfTrouble : reasonOfNone, "reason");
        condition.set(message, "message");
        return true;
      }
    }
    Unstructured condition = new Unstructured(new java.util.LinkedHashMap<>());
    condition.set(type, "type");
    condition.set(status, "status");
    condition.set(time(now), "lastTransitionTime");
    condition.set(isTrue ? reasonOfTrouble : reasonOfNone, "reason");
    condition.set(message, "message");
    List<@Nullable Object> all = new ArrayList<>(namespace.list("status", "conditions"));
    all.add(condition.content());
    namespace.set(all, "status", "conditions");
    return true;
  }

  private static String time(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
