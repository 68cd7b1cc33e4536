package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.ItemEncoder;
import io.binnacle.rest.answer.Pieces;
import io.binnacle.rest.answer.Slices;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Transform;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects in JSON, which YAML is made of too: as they are, as table rows or as bare metadata.
 * Stored bytes go out untouched wherever that is possible.
 */
final class JsonForm implements ObjectForm {
  private static final byte[] EVENT_END = "}\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LIST_END = "]}\n";

  private final ServedResource resource;
  private final OutputFormat format;
  private final @Nullable TableForm table;
  private final byte[] storedPrefix;
  private final MetadataSlice metadata;

  /**
   * @param includeObject the parameter of that name, which only tables look at
   */
  JsonForm(ServedResource resource, OutputFormat format, String includeObject) {
    this.resource = resource;
    this.format = format;
    this.table =
        format.transform() == Transform.TABLE
            ? new TableForm(resource.columnTexts(), format, includeObject)
            : null;
    String prefix =
        "{\"apiVersion\":\""
            + resource.kind().apiVersion()
            + "\",\"kind\":\""
            + resource.kind().kind()
            + "\",";
    // Custom objects name their kind in lists, too.
    this.metadata = new MetadataSlice(resource);
    this.storedPrefix = (resource.type().isCustom() ? "" : prefix).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public OutputFormat format() {
    return format;
  }

  @Override
  public String id(boolean withHeaders) {
    return resource.version().name()
        + "|"
        + format.transform()
        + "|"
        + format.transformVersion()
        + (table == null ? "" : "|" + table.include() + "|" + withHeaders);
  }

  @Override
  public byte @Nullable [] atHand(LocalObject object) {
    return format.isPlainJson() && resource.isStorageVersion() ? object.json() : null;
  }

  @Override
  public byte[] document(LocalObject object) {
    byte[] partial = partial(object);
    return partial != null
        ? partial
        : isAsStored() ? object.json() : document(resource.tree(object));
  }

  /** The bare metadata cut out of the stored bytes, where that is what is wanted. */
  private byte @Nullable [] partial(LocalObject object) {
    byte[] cut = format.transform() == Transform.PARTIAL_METADATA ? metadata.of(object) : null;
    if (cut == null) {
      return null;
    }
    byte[] start =
        ("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\""
                + format.transformApiVersion()
                + "\",\"metadata\":")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(start, start.length + cut.length + 1);
    System.arraycopy(cut, 0, whole, start.length, cut.length);
    whole[whole.length - 1] = '}';
    return whole;
  }

  @Override
  public byte[] document(Unstructured object) {
    return switch (format.transform()) {
      case NONE -> Json.write(object.content());
      case PARTIAL_METADATA -> Json.write(PartialMetadata.of(object, format.transformApiVersion()));
      case TABLE -> table().document(object, true, false);
    };
  }

  @Override
  public byte[] eventObject(LocalObject object, boolean withHeaders) {
    return table == null
        ? document(object)
        : table.document(resource.tree(object), withHeaders, false);
  }

  @Override
  public byte[] bookmark(Unstructured object, boolean withHeaders) {
    return table == null ? document(object) : table.document(object, withHeaders, true);
  }

  @Override
  public byte[] status(StatusException failure) {
    return Json.write(StatusBody.of(failure));
  }

  @Override
  public byte[] event(String type, byte[] object) {
    byte[] start = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[start.length + object.length + EVENT_END.length];
    System.arraycopy(start, 0, line, 0, start.length);
    System.arraycopy(object, 0, line, start.length, object.length);
    System.arraycopy(EVENT_END, 0, line, start.length + object.length, EVENT_END.length);
    return line;
  }

  @Override
  public String streamType() {
    return format.media().type();
  }

  @Override
  public Slices list(
      Map<String, @Nullable Object> metadata, Iterator<? extends LocalObject> objects) {
    return new Pieces<>(listHead(metadata), objects, storedItems(), LIST_END);
  }

  @Override
  public Slices listOf(
      Map<String, @Nullable Object> metadata, Iterator<? extends Unstructured> objects) {
    return new Pieces<>(listHead(metadata), objects, items(), LIST_END);
  }

  /** Stored objects as items of a list. */
  private ItemEncoder<LocalObject> storedItems() {
    boolean asStored = isAsStored();
    return new ItemEncoder<>() {
      @Override
      public int start(LocalObject object) {
        return asStored && hasStoredPrefix(object) ? storedPrefix.length : 0;
      }

      @Override
      public byte[] bytes(LocalObject object) {
        byte[] partial = partial(object);
        return partial != null
            ? partial
            : asStored && hasStoredPrefix(object) ? object.json() : item(resource.tree(object));
      }
    };
  }

  private boolean hasStoredPrefix(LocalObject object) {
    byte[] json = object.json();
    int length = storedPrefix.length;
    return json.length > length && Arrays.equals(json, 0, length, storedPrefix, 0, length);
  }

  /** Objects of the served version as items of a list. */
  private ItemEncoder<Unstructured> items() {
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
        if (!resource.type().isCustom()) {
          item.remove("apiVersion");
          item.remove("kind");
        }
        return Json.write(item);
      }
    }
  }

  /** What opens a list's body, up to its first item. */
  private String listHead(Map<String, @Nullable Object> metadata) {
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
  private boolean isAsStored() {
    return format.transform() == Transform.NONE && resource.isStorageVersion();
  }

  private TableForm table() {
    if (table == null) {
      throw new IllegalStateException("no table was asked for");
    }
    return table;
  }
}
