package io.binnacle.crd.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.crd.definition.Conditions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which names of a definition are accepted: those that no other definition of its group has.
 * Whatever was accepted stays so until another name is asked for and free.
 */
final class NameAcceptance {
  private final Unstructured definition;
  private final Set<String> resources = new HashSet<>();
  private final Set<String> kinds = new HashSet<>();
  private final Map<String, @Nullable Object> accepted;
  private String reason = "";
  private String message = "";

  private NameAcceptance(Unstructured definition, Collection<Unstructured> all) {
    this.definition = definition;
    this.accepted = new LinkedHashMap<>(definition.map("status", "acceptedNames"));
    String group = definition.string("spec", "group");
    for (Unstructured other : all) {
      if (!other.name().equals(definition.name()) && other.string("spec", "group").equals(group)) {
        take(new Unstructured(other.map("status", "acceptedNames")));
      }
    }
  }

  private void take(Unstructured names) {
    resources.add(names.string("plural"));
    resources.add(names.string("singular"));
    names.list("shortNames").forEach(name -> resources.add(String.valueOf(name)));
    kinds.add(names.kind());
    kinds.add(names.string("listKind"));
  }

  /** Sets acceptedNames and the conditions NamesAccepted and Established. */
  static void accept(Unstructured definition, Collection<Unstructured> all, Instant now) {
    NameAcceptance acceptance = new NameAcceptance(definition, all);
    acceptance.names();
    acceptance.conditions(now);
  }

  private void names() {
    name("plural", resources, "PluralConflict");
    name("singular", resources, "SingularConflict");
    shortNames();
    name("kind", kinds, "KindConflict");
    name("listKind", kinds, "ListKindConflict");
    copy("categories");
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    for (String name :
        List.of("plural", "singular", "shortNames", "kind", "listKind", "categories")) {
      if (accepted.get(name) != null) {
        ordered.put(name, accepted.get(name));
      }
    }
    definition.set(ordered, "status", "acceptedNames");
  }

  private void name(String field, Set<String> taken, String conflict) {
    String wanted = definition.string("spec", "names", field);
    boolean own = wanted.equals(accepted.get(field));
    if (!own && taken.contains(wanted)) {
      conflict(conflict, "\"" + wanted + "\" is already in use");
    } else {
      accepted.put(field, wanted);
    }
  }

  private void shortNames() {
    Set<String> conflicts = new TreeSet<>();
    List<@Nullable Object> had = new Unstructured(accepted).list("shortNames");
    for (Object name : definition.list("spec", "names", "shortNames")) {
      if (!had.contains(name) && resources.contains(String.valueOf(name))) {
        conflicts.add("\"" + name + "\" is already in use");
      }
    }
    if (conflicts.isEmpty()) {
      copy("shortNames");
    } else {
      String all = String.join(", ", conflicts);
      conflict("ShortNamesConflict", conflicts.size() == 1 ? all : "[" + all + "]");
    }
  }

  private void copy(String field) {
    Object wanted = definition.get("spec", "names", field);
    if (wanted == null) {
      accepted.remove(field);
    } else {
      accepted.put(field, Unstructured.copy(wanted));
    }
  }

  private void conflict(String why, String text) {
    reason = why;
    message = text;
  }

  private void conditions(Instant now) {
    boolean free = reason.isEmpty();
    Conditions.set(
        definition,
        "NamesAccepted",
        free,
        free ? "NoConflicts" : reason,
        free ? "no conflicts found" : message,
        now);
    String established = Conditions.status(definition, "Established");
    if (established.equals("True")) {
      return;
    }
    Conditions.set(
        definition,
        "Established",
        free,
        free ? "InitialNamesAccepted" : "NotAccepted",
        free ? "the initial names have been accepted" : "not all names are accepted",
        now);
  }
}
