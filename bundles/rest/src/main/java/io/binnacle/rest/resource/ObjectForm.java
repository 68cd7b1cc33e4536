package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.ItemEncoder;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Transform;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one served version as the client wants them: as they are, as table rows or as bare
 * metadata. Stored bytes go out untouched wherever that is possible. Thread-safe.
 */
final class ObjectForm {
  private final ServedResource resource;
  private final OutputFormat format;
  private final @Nullable TableForm table;
  private final byte[] storedPrefix;

  /**
   * @param includeObject the parameter of that name, which only tables look at
   */
  ObjectForm(ServedResource resource, OutputFormat format, String includeObject) {
    this.resource = resource;
    this.format = format;
    this.table =
        format.transform() == Transform.TABLE
            ? new TableForm(resource.version().columns(), format, includeObject)
            : null;
    this.storedPrefix =
        ("{\"apiVersion\":\""
                + resource.kind().apiVersion()
                + "\",\"kind\":\""
                + resource.kind().kind()
                + "\",")
            .getBytes(StandardCharsets.UTF_8);
  }

  OutputFormat format() {
    return format;
  }

  /** Names this form, for encodings that many watchers share. */
  String id(boolean withHeaders) {
    return resource.version().name()
        + "|"
        + format.transform()
        + "|"
        + format.transformVersion()
        + (table == null ? "" : "|" + table.include() + "|" + withHeaders);
  }

  /** A stored object as a document of its own. */
  byte[] document(LocalObject object) {
    return isAsStored() ? object.json() : document(tree(object));
  }

  /** An object of the served version as a document of its own. */
  byte[] document(Unstructured object) {
    return switch (format.transform()) {
      case NONE -> Json.write(object.content());
      case PARTIAL_METADATA -> Json.write(PartialMetadata.of(object, format.transformApiVersion()));
      case TABLE -> tableOf(object, true, false);
    };
  }

  /** A stored object as an event carries it; only the first event's table has its columns. */
  byte[] eventObject(LocalObject object, boolean withHeaders) {
    return table == null ? document(object) : tableOf(tree(object), withHeaders, false);
  }

  /** The object of a bookmark. */
  byte[] bookmark(long revision, boolean endOfInitialEvents, boolean withHeaders) {
    Unstructured object = Unstructured.create(resource.kind().apiVersion(), resource.kind().kind());
    object.set(Long.toString(revision), "metadata", "resourceVersion");
    if (endOfInitialEvents) {
      object.set("true", "metadata", "annotations", "k8s.io/initial-events-end");
    }
    return table == null ? document(object) : tableOf(object, withHeaders, true);
  }

  /** Stored objects as items of a list. */
  ItemEncoder<LocalObject> storedItems() {
    boolean asStored = isAsStored();
    return new ItemEncoder<>() {
      @Override
      public int start(LocalObject object) {
        return asStored && hasStoredPrefix(object) ? storedPrefix.length : 0;
      }

      @Override
      public byte[] bytes(LocalObject object) {
        return asStored && hasStoredPrefix(object) ? object.json() : item(tree(object));
      }
    };
  }

  private boolean hasStoredPrefix(LocalObject object) {
    byte[] json = object.json();
    int length = storedPrefix.length;
    return json.length > length && Arrays.equals(json, 0, length, storedPrefix, 0, length);
  }

  /** Objects of the served version as items of a list. */
  ItemEncoder<Unstructured> items() {
    return new ItemEncoder<>() {
      @Override
      public int start(Unstructured object) {
        return 0;
      }

      @Override
      public byte[] bytes(Unstructured object) {
        return item(object);
      }
    };
  }

  /** An object of the served version as an item of a list; lists' items do not name their kind. */
  private byte[] item(Unstructured object) {
    switch (format.transform()) {
      case PARTIAL_METADATA -> {
        return Json.write(PartialMetadata.of(object, format.transformApiVersion()));
      }
      case TABLE -> {
        return Json.write(table().row(object));
      }
      default -> {
        Map<String, @Nullable Object> item = new LinkedHashMap<>(object.content());
        item.remove("apiVersion");
        item.remove("kind");
        return Json.write(item);
      }
    }
  }

  /** What opens a list's body, up to its first item. */
  String listHead(Map<String, @Nullable Object> metadata) {
    String kind;
    String apiVersion = format.transformApiVersion();
    String items = "items";
    String columns = "";
    switch (format.transform()) {
      case TABLE -> {
        kind = "Table";
        items = "rows";
        columns = "\"columnDefinitions\":" + Json.text(table().columnDefinitions()) + ",";
      }
      case PARTIAL_METADATA -> kind = "PartialObjectMetadataList";
      default -> {
        kind = resource.kind().kind() + "List";
        apiVersion = resource.kind().apiVersion();
      }
    }
    return "{\"kind\":\""
        + kind
        + "\",\"apiVersion\":\""
        + apiVersion
        + "\",\"metadata\":"
        + Json.text(metadata)
        + ","
        + columns
        + "\""
        + items
        + "\":[";
  }

  /** Whether what is stored goes out as it is. */
  boolean isAsStored() {
    return format.transform() == Transform.NONE && resource.isStorageVersion();
  }

  /** The tree of a stored object in the served version. */
  private Unstructured tree(LocalObject object) {
    var translator = resource.store().translator();
    Unstructured stored = translator.toTree(object);
    return resource.isStorageVersion()
        ? stored
        : translator.toVersion(stored, resource.version().name());
  }

  private byte[] tableOf(Unstructured object, boolean withHeaders, boolean bookmark) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", object.resourceVersion());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "Table");
    tree.put("apiVersion", format.transformApiVersion());
    tree.put("metadata", metadata);
    tree.put("columnDefinitions", withHeaders ? table().columnDefinitions() : null);
    tree.put("rows", List.of(bookmark ? table().bookmarkRow(object) : table().row(object)));
    return Json.write(tree);
  }

  private TableForm table() {
    if (table == null) {
      throw new IllegalStateException("no table was asked for");
    }
    return table;
  }
}
