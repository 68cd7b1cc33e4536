package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;

/**
 * Resource types from OpenAPI schemas in the bundle. A property {@code status} gives the type a
 * status subresource.
 *
 * <pre>{@code
 * OpenApiResourceType.of(
 *         "example.com", "v1", "widgets", "Widget", SchemaFile.beside(Widgets.class, "widget.yaml"))
 *     .column("Size", "integer", widget -> widget.get("spec", "size"))
 *     .build();
 * }</pre>
 */
public final class OpenApiResourceType {
  private OpenApiResourceType() {}

  /**
   * Begins a type.
   *
   * @param version the stored version
   * @param plural as paths have it, in lower case
   * @param schema of the stored version
   */
  public static ResourceTypeBuilder<Unstructured> of(
      String group, String version, String plural, String kind, SchemaFile schema) {
    return new ResourceTypeBuilder<>(group, version, plural, kind, schema);
  }
}
