package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Column;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as rows of a {@code Table}. Immutable. */
final class TableForm {
  private final ColumnTexts texts;
  private final String apiVersion;
  private final String include;

  /**
   * @param include the {@code includeObject} parameter: what of the object goes into its row
   */
  TableForm(ColumnTexts texts, OutputFormat format, String include) {
    this.texts = texts;
    this.apiVersion = format.transformApiVersion();
    this.include = include.isEmpty() ? "Metadata" : include;
    switch (this.include) {
      case "None", "Metadata", "Object" -> {}
      default ->
          throw StatusException.badRequest("unrecognized includeObject value: \"" + include + "\"");
    }
  }

  /** What of the object goes into its row. */
  String include() {
    return include;
  }

  List<@Nullable Object> columnDefinitions() {
    List<@Nullable Object> result = new ArrayList<>();
    Iterator<String> descriptions = texts.get().iterator();
    for (Column column : texts.columns()) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("name", column.name());
      tree.put("type", column.type());
      tree.put("format", column.format());
      tree.put("description", descriptions.next());
      tree.put("priority", (long) column.priority());
      result.add(tree);
    }
    return result;
  }

  Map<String, @Nullable Object> row(Unstructured object) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Column column : texts.columns()) {
      cells.add(column.cell().apply(object));
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("cells", cells);
    row.put("object", included(object));
    return row;
  }

  /**
   * A table of one object.
   *
   * @param withHeaders whether the columns are named
   * @param bookmark whether the object is a bookmark's, whose row is empty
   */
  byte[] document(Unstructured object, boolean withHeaders, boolean bookmark) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", object.resourceVersion());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "Table");
    tree.put("apiVersion", apiVersion);
    tree.put("metadata", metadata);
    tree.put("columnDefinitions", withHeaders ? columnDefinitions() : null);
    tree.put("rows", List.of(bookmark ? bookmarkRow(object) : row(object)));
    return Json.write(tree);
  }

  /** The row of a bookmark: nothing to show but the revision it carries. */
  private Map<String, @Nullable Object> bookmarkRow(Unstructured object) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("cells", new ArrayList<>());
    row.put("object", included(object));
    return row;
  }

  private @Nullable Object included(Unstructured object) {
    return switch (include) {
      case "None" -> null;
      case "Object" -> object.content();
      default -> PartialMetadata.of(object, apiVersion);
    };
  }
}
