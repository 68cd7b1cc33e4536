package io.binnacle.api.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How objects of a version are brought into form, and how that is published, where a {@link
 * io.binnacle.api.schema.StructType} can't say it: a schema in OpenAPI leaves room for undeclared
 * fields, for nulls, and for values of a wrong type, which only validation refuses. Thread-safe.
 */
public interface SchemaForm {
  /**
   * A tree in form.
   *
   * @param tree new and independent of the one given
   * @param unknownFields paths of what was left out, as fieldValidation reports them
   */
  record Formed(Map<String, @Nullable Object> tree, List<String> unknownFields) {
    public Formed {
      unknownFields = List.copyOf(unknownFields);
    }
  }

  /**
   * Leaves out what the schema does not know.
   *
   * @param tree is not changed
   * @throws RuntimeException if it can be no object of any kind; the message says why
   */
  Formed form(Map<String, @Nullable Object> tree);

  /**
   * What is stored in form: what is malformed is left out, too, as objects may be older than their
   * schema.
   */
  Map<String, @Nullable Object> formStored(Map<String, @Nullable Object> tree);

  /** Fills in the defaults of a tree in form, in place. */
  void applyDefaults(Map<String, @Nullable Object> tree);

  /** The schema as an OpenAPI v3 component, references to other components included. */
  Map<String, Object> openApi();
}
