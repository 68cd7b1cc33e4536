package io.binnacle.api.type;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.schema.StructType;
import java.util.Set;

/** A subresource: a path below an object's. */
public sealed interface Subresource {
  /** The last part of the path. */
  String name();

  Set<Verb> verbs();

  /** {@code /status}: the object itself, of which only {@code status} is written. */
  record Status() implements Subresource {
    @Override
    public String name() {
      return "status";
    }

    @Override
    public Set<Verb> verbs() {
      return Set.of(Verb.GET, Verb.PATCH, Verb.UPDATE);
    }
  }

  /** The object itself, of which a write may change only what the strategy lets pass for it. */
  record Part(String name, Set<Verb> verbs) implements Subresource {
    public Part {
      verbs = Set.copyOf(verbs);
    }
  }

  /**
   * {@code /scale}: the object seen as an autoscaling/v1 Scale.
   *
   * @param specReplicas path of the wished number, such as {@code spec.replicas}
   * @param statusReplicas path of the present number
   * @param selector path of the label selector (a LabelSelector or a plain map), "" for none
   */
  record Scale(String specReplicas, String statusReplicas, String selector) implements Subresource {
    @Override
    public String name() {
      return "scale";
    }

    @Override
    public Set<Verb> verbs() {
      return Set.of(Verb.GET, Verb.PATCH, Verb.UPDATE);
    }
  }

  /**
   * Something that is asked of an object by POST and answered, such as a binding.
   *
   * @param kind the kind of the body
   * @param schema its structure
   * @param action what it does
   */
  record Action(String name, GroupVersionKind kind, StructType schema, ActionHandler action)
      implements Subresource {
    @Override
    public Set<Verb> verbs() {
      return Set.of(Verb.CREATE);
    }
  }

  /** Carries out an {@link Action}. */
  interface ActionHandler {
    /**
     * @param store the store of the object's type
     * @param body decoded by the action's schema
     * @return the answer's body
     */
    Unstructured act(
        RequestContext context,
        ResourceStore store,
        String namespace,
        String name,
        Unstructured body);
  }
}
