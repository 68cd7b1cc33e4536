package io.binnacle.crd.structural;

import io.binnacle.api.type.SchemaForm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a version's objects as its structural schema says. Immutable. */
public final class CustomForm implements SchemaForm {
  private final Structural schema;

  public CustomForm(Structural schema) {
    this.schema = schema;
  }

  @Override
  public Formed form(Map<String, @Nullable Object> tree) {
    Pruning pruning = new Pruning(false);
    Map<String, @Nullable Object> pruned = pruning.object(schema, tree);
    return new Formed(pruned, pruning.unknownFields());
  }

  @Override
  public Map<String, @Nullable Object> formStored(Map<String, @Nullable Object> tree) {
    return new Pruning(true).object(schema, tree);
  }

  @Override
  public void applyDefaults(Map<String, @Nullable Object> tree) {
    Defaulting.apply(schema, tree);
  }

  @Override
  public Map<String, Object> openApi() {
    return PublishedSchema.of(schema);
  }
}
