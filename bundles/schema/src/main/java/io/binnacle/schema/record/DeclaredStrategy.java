package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.SchemaValidation;
import io.binnacle.schema.table.SelectableFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The strategy of a type that its author declares: declared defaults, then the author's; declared
 * limits, then the author's checks, which so see only objects that keep the limits. Where the type
 * has a status, a write to the object leaves it alone and a write to the status leaves all else
 * alone.
 */
record DeclaredStrategy<T>(
    StructType schema,
    ObjectForm<T> form,
    List<UnaryOperator<T>> defaulting,
    List<Function<T, List<FieldError>>> validation,
    List<BiFunction<T, T, List<FieldError>>> updateValidation,
    Set<String> fields,
    boolean hasStatus)
    implements Strategy {

  @Override
  public void applyDefaults(Unstructured object) {
    Defaults.apply(schema, object.content());
    if (!defaulting.isEmpty()) {
      T value = form.read(object);
      for (UnaryOperator<T> step : defaulting) {
        value = step.apply(value);
      }
      form.write(value, object);
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    if (hasStatus) {
      object.content().remove("status");
    }
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (!hasStatus) {
      return;
    }
    if (context.subresource().equals("status")) {
      Object status = object.content().get("status");
      Unstructured rest = previous.deepCopy();
      Object metadata = object.content().get("metadata");
      object.content().keySet().retainAll(Set.of("apiVersion", "kind"));
      rest.content().forEach(object.content()::putIfAbsent);
      object.content().put("metadata", metadata);
      replace(object, status);
    } else {
      replace(object, Unstructured.copy(previous.content().get("status")));
    }
  }

  private static void replace(
      Unstructured object, @org.jspecify.annotations.Nullable Object status) {
    if (status == null) {
      object.content().remove("status");
    } else {
      object.content().put("status", status);
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = SchemaValidation.of(schema, object.content());
    return errors.isEmpty() && !validation.isEmpty() ? check(form.read(object)) : errors;
  }

  private List<FieldError> check(T value) {
    List<FieldError> errors = new ArrayList<>();
    validation.forEach(check -> errors.addAll(check.apply(value)));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (errors.isEmpty() && !updateValidation.isEmpty()) {
      T now = form.read(object);
      T before = form.read(previous);
      updateValidation.forEach(check -> errors.addAll(check.apply(now, before)));
    }
    return errors;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return SelectableFields.of(object, fields);
  }
}
