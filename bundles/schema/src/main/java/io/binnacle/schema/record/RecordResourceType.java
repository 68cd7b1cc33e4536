package io.binnacle.schema.record;

/**
 * Resource types from Java records: one record per version, whose components are the object's
 * top-level fields beside apiVersion, kind and metadata. A component {@code status} gives the type
 * a status subresource.
 *
 * <pre>{@code
 * RecordResourceType.of("example.com", "v1", "widgets", Widget.class)
 *     .version("v1beta1", WidgetBeta.class, WidgetBeta::upgraded, WidgetBeta::of)
 *     .defaulting(Widget::withDefaults)
 *     .validation(Widget::problems)
 *     .column("Size", "integer", widget -> widget.spec().size())
 *     .build();
 * }</pre>
 */
public final class RecordResourceType {
  private RecordResourceType() {}

  /**
   * Begins a type.
   *
   * @param version the stored version
   * @param plural as paths have it, in lower case
   * @param type the record of the stored version, whose simple name is the kind
   */
  public static <R extends Record> ResourceTypeBuilder<R> of(
      String group, String version, String plural, Class<R> type) {
    return new ResourceTypeBuilder<>(
        group, version, plural, type.getSimpleName(), new RecordForm<>(type));
  }
}
