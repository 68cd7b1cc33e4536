package io.binnacle.schema.record;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.SchemaValidation;
import java.util.List;

/** An action that is only asked what fits its schema. */
record CheckedAction<B extends Record>(
    GroupVersionKind kind, StructType schema, Class<B> type, RecordAction<B, ?> action)
    implements Subresource.ActionHandler {
  @Override
  public Unstructured act(
      RequestContext context,
      ResourceStore store,
      String namespace,
      String name,
      Unstructured body) {
    Defaults.apply(schema, body.content());
    List<FieldError> errors = SchemaValidation.of(schema, body.content());
    if (!errors.isEmpty()) {
      throw StatusException.invalid(kind, name, errors);
    }
    B asked = RecordCodec.of(type).fromTree(body.content());
    Record answer = action.act(context, store, namespace, name, asked);
    Unstructured tree = Unstructured.create(kind.apiVersion(), answer.getClass().getSimpleName());
    tree.content().putAll(RecordCodec.of(Record.class).toTree(answer));
    return tree;
  }
}
