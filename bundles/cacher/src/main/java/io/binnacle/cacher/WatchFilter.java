package io.binnacle.cacher;

import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.translate.LocalObject;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to see.
 *
 * @param namespace only of this namespace, "" for all
 */
record WatchFilter(String namespace, LabelSelector labels, FieldSelector fields) {
  static final String NAME = "metadata.name";

  static WatchFilter of(WatchRequest request) {
    return new WatchFilter(request.namespace(), request.labels(), request.fields());
  }

  boolean passes(LocalObject object) {
    return (namespace.isEmpty() || namespace.equals(object.namespace()))
        && (labels.isEverything() || labels.matches(object.labels()))
        && (fields.isEverything() || fields.matches(object.fields()));
  }

  /**
   * The one term that all passing objects have in common and the fewest others have: the name, a
   * field, a label; null if there is none.
   */
  @Nullable IndexTerm term() {
    String name = exactly(fields, NAME);
    if (name != null) {
      return new IndexTerm(IndexTerm.Kind.NAME, NAME, name);
    }
    for (FieldSelector.Term term : fields.terms()) {
      if (term.equal()) {
        return new IndexTerm(IndexTerm.Kind.FIELD, term.field(), term.value());
      }
    }
    for (LabelSelector.Requirement requirement : labels.requirements()) {
      if (requirement.operator() == LabelSelector.Operator.IN && requirement.values().size() == 1) {
        String value = requirement.values().iterator().next();
        return new IndexTerm(IndexTerm.Kind.LABEL, requirement.key(), value);
      }
    }
    return null;
  }

  /** The value that a field must be equal to, null if there is no such term. */
  static @Nullable String exactly(FieldSelector fields, String field) {
    for (FieldSelector.Term term : fields.terms()) {
      if (term.equal() && term.field().equals(field)) {
        return term.value();
      }
    }
    return null;
  }
}
