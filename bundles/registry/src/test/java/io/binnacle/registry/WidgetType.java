package io.binnacle.registry;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A small type: a size that may not be negative, a status, two versions that name the size apart.
 */
final class WidgetType implements ResourceType {
  @Override
  public GroupResource resource() {
    return new GroupResource("example.org", "widgets");
  }

  @Override
  public String kind() {
    return "Widget";
  }

  @Override
  public boolean isNamespaced() {
    return true;
  }

  @Override
  public List<TypeVersion> versions() {
    UnaryOperator<Unstructured> toStorage = widget -> renamed(widget, "length", "size");
    UnaryOperator<Unstructured> fromStorage = widget -> renamed(widget, "size", "length");
    return List.of(
        TypeVersion.stored("v1", schema("size"), List.of()),
        new TypeVersion("v1beta1", schema("length"), List.of(), toStorage, fromStorage));
  }

  private static Unstructured renamed(Unstructured widget, String from, String to) {
    Object value = widget.remove("spec", from);
    if (value != null) {
      widget.set(value, "spec", to);
    }
    return widget;
  }

  @Override
  public List<Subresource> subresources() {
    return List.of(new Subresource.Status());
  }

  @Override
  public Strategy strategy() {
    return new Strategy() {
      @Override
      public void applyDefaults(Unstructured widget) {
        widget.setDefault(1L, "spec", "size");
      }

      @Override
      public List<FieldError> validate(RequestContext context, Unstructured widget) {
        long size = widget.number(0, "spec", "size");
        return size < 0
            ? List.of(FieldError.invalid("spec.size", size, "must not be negative"))
            : List.of();
      }
    };
  }

  private static StructType schema(String sizeField) {
    StructType metadata =
        struct(
            "ObjectMeta",
            Field.of("name", ScalarType.STRING),
            Field.of("generateName", ScalarType.STRING),
            Field.of("namespace", ScalarType.STRING),
            Field.of("uid", ScalarType.STRING),
            Field.of("resourceVersion", ScalarType.STRING),
            Field.of("generation", ScalarType.INT64),
            Field.of("creationTimestamp", ScalarType.TIME),
            Field.of("deletionTimestamp", ScalarType.TIME),
            Field.of("deletionGracePeriodSeconds", ScalarType.INT64),
            Field.of(
                "managedFields",
                new ListType(
                    new MapType(ScalarType.RAW_EXTENSION, false), ListType.Kind.ATOMIC, List.of())),
            Field.of("labels", new MapType(ScalarType.STRING, false)),
            Field.of("finalizers", new ListType(ScalarType.STRING, ListType.Kind.SET, List.of())));
    return struct(
        "Widget",
        Field.of("apiVersion", ScalarType.STRING),
        Field.of("kind", ScalarType.STRING),
        Field.of("metadata", metadata),
        numbered("spec", struct("Spec", Field.of(sizeField, ScalarType.INT64))),
        Field.of("status", struct("Status", Field.of("ready", ScalarType.BOOL))));
  }

  /** With a number in protobuf, as built-in types have them: they are stored as they are served. */
  private static Field numbered(String name, Type type) {
    return new Field(name, type, 2, false, null, List.of(), List.of(), "", "", "", List.of(), "");
  }

  private static StructType struct(String name, Field... fields) {
    return new StructType("org.example." + name, false, () -> List.of(fields));
  }
}
