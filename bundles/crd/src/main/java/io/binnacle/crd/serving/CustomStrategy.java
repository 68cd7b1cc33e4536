package io.binnacle.crd.serving;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Strategy;
import io.binnacle.crd.serving.Definition.Version;
import io.binnacle.crd.structural.ContentCheck;
import io.binnacle.crd.structural.SchemaCheck;
import io.binnacle.crd.structural.Structural;
import io.binnacle.schema.table.SelectableFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What custom objects have to keep: the schema of the request's version, and its rules. */
final class CustomStrategy implements Strategy {
  /** Rules are not asked of objects that break the schema in one of these ways. */
  private static final Set<FieldError.Type> BLOCKING =
      EnumSet.of(
          FieldError.Type.NOT_SUPPORTED,
          FieldError.Type.REQUIRED,
          FieldError.Type.TOO_LONG,
          FieldError.Type.TOO_MANY,
          FieldError.Type.TYPE_INVALID);

  private static final FieldError NOT_CHECKED =
      FieldError.invalid(
          "<nil>",
          null,
          "some validation rules were not checked because the object was invalid; correct the"
              + " existing errors to complete validation");

  private final Definition definition;
  private final Set<String> selectable;
  private final BiFunction<Unstructured, String, Unstructured> inVersion;
  private final Map<String, RuleCheck> rules = new ConcurrentHashMap<>();
  private final boolean hasStatus;
  private volatile boolean terminating;

  /**
   * @param inVersion turns an object of the storage version into another
   */
  CustomStrategy(
      Definition definition,
      Set<String> selectable,
      BiFunction<Unstructured, String, Unstructured> inVersion) {
    this.definition = definition;
    this.selectable = Set.copyOf(selectable);
    this.inVersion = inVersion;
    this.hasStatus = definition.stored().subresources().content().containsKey("status");
  }

  void terminate() {
    terminating = true;
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    if (terminating) {
      throw StatusException.forbidden(
          new GroupResource(definition.group(), definition.plural()),
          object.name(),
          "create not allowed while custom resource definition is terminating");
    }
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    // Without a status subresource the status is a field like any other.
    boolean changed = !Objects.equals(object.get("status"), previous.get("status"));
    if (!hasStatus && changed) {
      object.set(previous.number(0, "metadata", "generation") + 1, "metadata", "generation");
    }
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata") : Set.of();
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
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return check(context, object, null);
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return check(context, object, previous);
  }

  private List<FieldError> check(
      RequestContext context, Unstructured object, @Nullable Unstructured previous) {
    Version version = version(context.version());
    Map<String, @Nullable Object> now = inVersion.apply(object, version.name()).content();
    Map<String, @Nullable Object> before =
        previous == null ? null : inVersion.apply(previous, version.name()).content();
    Structural schema = version.schema();
    List<FieldError> errors = new ArrayList<>(SchemaCheck.object(schema, now, before));
    ScaleCheck.of(version.subresources(), new Unstructured(now), errors);
    errors.addAll(ContentCheck.of(schema, now));
    if (schema.hasRules()) {
      if (errors.stream().anyMatch(error -> BLOCKING.contains(error.type()))) {
        errors.add(NOT_CHECKED);
      } else {
        errors.addAll(
            rules.computeIfAbsent(version.name(), name -> RuleCheck.of(schema)).check(now, before));
      }
    }
    return errors;
  }

  private Version version(String name) {
    return definition.versions().stream()
        .filter(version -> version.name().equals(name))
        .findFirst()
        .orElseGet(definition::stored);
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return SelectableFields.of(object, selectable);
  }
}
