package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Column;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import io.binnacle.schema.openapi.KeptProse;
import io.binnacle.schema.table.Age;
import io.binnacle.schema.table.StandardColumns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Scale as the client wants it: as it is, as the row of a table or as bare metadata. Immutable.
 * The columns are those that {@code kubectl get --subresource=scale} shows.
 */
final class ScaleForm {
  private static final String SCALE = "io.k8s.api.autoscaling.v1.";
  private static final Column NAME =
      column("Name", "string", StandardColumns.NAME_FIELD, Unstructured::name);
  private static final Column DESIRED =
      column(
          "Desired",
          "integer",
          SCALE + "ScaleSpec#replicas",
          scale -> scale.number(0, "spec", "replicas"));
  private static final Column AVAILABLE =
      column(
          "Available",
          "integer",
          SCALE + "ScaleStatus#replicas",
          scale -> scale.number(0, "status", "replicas"));
  private static final Column AGE =
      column(
          "Age",
          "string",
          StandardColumns.CREATED_FIELD,
          scale -> Age.of(scale.string("metadata", "creationTimestamp"), Instant.now()));
  private static final List<Column> BUILT_IN = List.of(NAME, DESIRED, AVAILABLE, AGE);
  private static final List<Column> CUSTOM = List.of(NAME, DESIRED, AVAILABLE);

  private final OutputFormat format;
  private final @Nullable TableForm table;

  /**
   * @param custom whether the object is a custom one: its table does not tell the age
   * @param prose what the columns are for
   * @param includeObject the parameter of that name, which only tables look at
   */
  ScaleForm(OutputFormat format, boolean custom, KeptProse prose, String includeObject) {
    this.format = format;
    this.table =
        format.transform() == Transform.TABLE
            ? new TableForm(
                new ColumnTexts(ScaleManagers.SCHEMA, custom ? CUSTOM : BUILT_IN, prose),
                format,
                includeObject)
            : null;
  }

  void answer(Exchange exchange, Unstructured scale) {
    MetadataShape.requireObject(ScaleResource.KIND, format);
    if (table != null) {
      exchange.answer(200, table.document(scale, true, false), format);
    } else if (format.transform() == Transform.PARTIAL_METADATA
        && format.media() != Media.PROTOBUF) {
      String version = format.transformApiVersion();
      exchange.answer(200, PartialMetadata.of(scale, version), ScaleManagers.SCHEMA, format);
    } else {
      exchange.answer(200, scale.content(), ScaleManagers.SCHEMA, format);
    }
  }

  private static Column column(
      String name,
      String type,
      String field,
      java.util.function.Function<Unstructured, @Nullable Object> cell) {
    return new Column(name, type, "", "", field, 0, cell);
  }
}
