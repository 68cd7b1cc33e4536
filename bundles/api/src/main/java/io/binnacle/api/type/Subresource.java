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
   * @param otherVersions further versions that the body may say it is of, of the same structure
   * @param schema its structure
   * @param action what it does
   */
  record Action(
      String name,
      GroupVersionKind kind,
      Set<String> otherVersions,
      StructType schema,
      ActionHandler action)
      implements Subresource {
    public Action {
      otherVersions = Set.copyOf(otherVersions);
    }

    public Action(String name, GroupVersionKind kind, StructType schema, ActionHandler action) {
      this(name, kind, Set.of(), schema, action);
    }

    @Override
    public Set<Verb> verbs() {
      return Set.of(Verb.CREATE);
    }
  }

  /**
   * A request that is handed on to another server, such as a node's or a pod's.
   *
   * @param kind the kind of its options, as discovery shows it
   * @param manner how it is handed on
   * @param connector finds that server
   */
  record Connect(String name, GroupVersionKind kind, Manner manner, Connector connector)
      implements Subresource {
    @Override
    public Set<Verb> verbs() {
      return manner.verbs;
    }
  }

  /** How a {@link Connect} request is handed on. */
  enum Manner {
    /** What the other server answers to a GET is passed on as text, as it comes. */
    STREAM(Set.of(Verb.GET)),
    /**
     * The connection itself is handed over once the other server has agreed to another protocol.
     * Whatever its method, it asks for the permission to create.
     */
    UPGRADE(Set.of(Verb.CREATE, Verb.GET)),
    /** Any request is passed on, with all methods and any path below the subresource's. */
    PROXY(Set.of(Verb.CREATE, Verb.DELETE, Verb.GET, Verb.PATCH, Verb.UPDATE));

    private final Set<Verb> verbs;

    Manner(Set<Verb> verbs) {
      this.verbs = verbs;
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
