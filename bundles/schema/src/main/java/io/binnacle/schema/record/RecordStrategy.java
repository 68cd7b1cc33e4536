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
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The strategy of a type written as a record: declared defaults, then the author's; declared
 * limits, then the author's checks, which so see only objects that keep the limits. Where the type
 * has a status, a write to the object leaves it alone and a write to the status leaves all else
 * alone.
 */
record RecordStrategy<R extends Record>(
    StructType schema,
    RecordCodec<R> codec,
    List<UnaryOperator<R>> defaulting,
    List<Function<R, List<FieldError>>> validation,
    List<BiFunction<R, R, List<FieldError>>> updateValidation,
    Set<String> fields,
    boolean hasStatus)
    implements Strategy {

  @Override
  public void applyDefaults(Unstructured object) {
    Defaults.apply(schema, object.content());
    if (!defaulting.isEmpty()) {
      R record = codec.fromTree(object.content());
      for (UnaryOperator<R> step : defaulting) {
        record = step.apply(record);
      }
      codec.write(record, object);
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
    return errors.isEmpty() && !validation.isEmpty()
        ? validate(codec.fromTree(object.content()))
        : errors;
  }

  private List<FieldError> validate(R record) {
    List<FieldError> errors = new ArrayList<>();
    validation.forEach(check -> errors.addAll(check.apply(record)));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (errors.isEmpty() && !updateValidation.isEmpty()) {
      R now = codec.fromTree(object.content());
      R before = codec.fromTree(Objects.requireNonNull(previous).content());
      updateValidation.forEach(check -> errors.addAll(check.apply(now, before)));
    }
    return errors;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return SelectableFields.of(object, fields);
  }
}
