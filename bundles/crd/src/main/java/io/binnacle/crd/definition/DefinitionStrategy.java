package io.binnacle.crd.definition;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a CustomResourceDefinition is beyond its schema: its defaults, the versions that have been
 * stored, and that it goes only after all that it defines. Thread-safe.
 */
public final class DefinitionStrategy implements Strategy {
  /** Holds a definition until its objects are gone. */
  public static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

  private final InstantSource clock;
  private final StructType schemaNode;

  /**
   * @param clock what conditions are dated by
   * @param schemaNode the structure of a node of a schema
   */
  public DefinitionStrategy(InstantSource clock, StructType schemaNode) {
    this.clock = clock;
    this.schemaNode = schemaNode;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    String kind = object.string("spec", "names", "kind");
    if (!kind.isEmpty()) {
      defaultText(object, kind.toLowerCase(Locale.ROOT), "spec", "names", "singular");
      defaultText(object, kind + "List", "spec", "names", "listKind");
    }
    if (object.get("spec") instanceof Map<?, ?>) {
      defaultText(object, "None", "spec", "conversion", "strategy");
    }
    Object service = object.get("spec", "conversion", "webhook", "clientConfig", "service");
    if (service instanceof Map<?, ?>) {
      Unstructured.of(service).setDefault(443L, "port");
    }
    for (Unstructured version : object.items("spec", "versions")) {
      if (version.get("schema", "openAPIV3Schema") instanceof Map<?, ?> schema) {
        conformEntries(Unstructured.of(schema));
      }
    }
  }

  private static void defaultText(Unstructured object, String text, String... path) {
    if (object.string(path).isEmpty()) {
      object.set(text, path);
    }
  }

  /** Brings into form what the type tables can't: a schema or a boolean. */
  private void conformEntries(Unstructured node) {
    if (node.get("additionalProperties") instanceof Map<?, ?> map) {
      try {
        node.set(Conform.to(schemaNode).apply(map).tree(), "additionalProperties");
      } catch (ConformException malformed) {
        return;
      }
      conformEntries(new Unstructured(node.map("additionalProperties")));
    }
    if (node.get("items") instanceof Map<?, ?> items) {
      conformEntries(Unstructured.of(items));
    }
    for (Object property : node.map("properties").values()) {
      if (property instanceof Map<?, ?> map) {
        conformEntries(Unstructured.of(map));
      }
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    names.put("plural", "");
    names.put("kind", "");
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("conditions", null);
    status.put("acceptedNames", names);
    status.put("storedVersions", null);
    object.set(status, "status");
    addStoredVersion(object);
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (!context.subresource().equals("status")) {
      addStoredVersion(object);
    }
  }

  private static void addStoredVersion(Unstructured object) {
    for (Unstructured version : object.items("spec", "versions")) {
      if (version.bool("storage")) {
        List<@Nullable Object> stored = new ArrayList<>(object.list("status", "storedVersions"));
        if (!stored.contains(version.string("name"))) {
          stored.add(version.string("name"));
          object.set(stored, "status", "storedVersions");
        }
        return;
      }
    }
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata") : Set.of();
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return new DefinitionRules(object, null).check();
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return new DefinitionRules(object, previous).check();
  }

  @Override
  public boolean allowsPlainFinalizers() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean isHeldBack(Unstructured object) {
    return !object.isBeingDeleted();
  }

  @Override
  public void prepareForDelete(RequestContext context, Unstructured object) {
    List<@Nullable Object> finalizers = new ArrayList<>(object.list("metadata", "finalizers"));
    if (!object.finalizers().contains(FINALIZER) && !isTerminating(object)) {
      finalizers.add(FINALIZER);
      object.set(finalizers, "metadata", "finalizers");
    }
    if (!isTerminating(object)) {
      Conditions.set(
          object,
          "Terminating",
          true,
          "InstanceDeletionPending",
          "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
          clock.instant());
    }
  }

  private static boolean isTerminating(Unstructured object) {
    return !Conditions.status(object, "Terminating").isEmpty();
  }
}
