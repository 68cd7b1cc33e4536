package io.binnacle.rest;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import java.util.List;

/** A plain namespaced type for tests: configmaps. */
public final class TestType implements ResourceType {
  private static final StructType META =
      new StructType(
          "test.ObjectMeta",
          false,
          () ->
              List.of(
                  Field.of("name", ScalarType.STRING),
                  Field.of("namespace", ScalarType.STRING),
                  Field.of("uid", ScalarType.STRING),
                  Field.of("resourceVersion", ScalarType.STRING),
                  Field.of("labels", new MapType(ScalarType.STRING, false))));
  private static final StructType SCHEMA =
      new StructType(
          "test.ConfigMap",
          false,
          () ->
              List.of(
                  Field.of("apiVersion", ScalarType.STRING),
                  Field.of("kind", ScalarType.STRING),
                  Field.of("metadata", META),
                  Field.of("data", new MapType(ScalarType.STRING, false))));

  /** The one type of most tests. */
  public static final TestType PLAIN = new TestType();

  private final TypeVersion version = TypeVersion.stored("v1", SCHEMA, List.of());

  @Override
  public GroupResource resource() {
    return new GroupResource("", "configmaps");
  }

  @Override
  public String kind() {
    return "ConfigMap";
  }

  @Override
  public boolean isNamespaced() {
    return true;
  }

  @Override
  public List<TypeVersion> versions() {
    return List.of(version);
  }

  @Override
  public List<Subresource> subresources() {
    return List.of(new Subresource.Status());
  }
}
