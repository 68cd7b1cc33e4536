package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.Slices;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufKind;
import io.binnacle.schema.protobuf.ProtobufWatchEvent;
import io.binnacle.schema.table.TypeTables;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Objects in protobuf, as they are or as bare metadata. A stored object is written once, and what
 * was written is kept with it: gets, lists and watches share it. See the API concepts, "Kubernetes
 * Protobuf encoding".
 */
final class ProtobufForm implements ObjectForm {
  private static final String PARTIAL = "PartialObjectMetadata";
  private static final StructType PARTIAL_SCHEMA =
      TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1." + PARTIAL);
  private static final ProtobufKind STATUS =
      new ProtobufKind(new GroupVersionKind("", "v1", "Status"), StatusBody.SCHEMA);

  private final ServedResource resource;
  private final OutputFormat format;
  private final boolean partial;
  private final ProtobufKind kind;
  private final GroupVersionKind list;
  private final MetadataSlice metadata;

  /** Of a resource without a protobuf form the format may ask for nothing but the metadata. */
  ProtobufForm(ServedResource resource, OutputFormat format) {
    this.resource = resource;
    this.format = format;
    this.partial = format.transform() == Transform.PARTIAL_METADATA;
    GroupVersionKind one = partial ? partial(format, PARTIAL) : resource.kind();
    this.list = new GroupVersionKind(one.group(), one.version(), one.kind() + "List");
    this.metadata = new MetadataSlice(resource);
    this.kind =
        partial
            ? new ProtobufKind(one, PARTIAL_SCHEMA)
            : Objects.requireNonNull(resource.protobuf());
  }

  private static GroupVersionKind partial(OutputFormat format, String kind) {
    return new GroupVersionKind("meta.k8s.io", format.transformVersion(), kind);
  }

  @Override
  public OutputFormat format() {
    return format;
  }

  @Override
  public String id(boolean withHeaders) {
    return "protobuf|"
        + resource.version().name()
        + "|"
        + format.transform()
        + "|"
        + format.transformVersion();
  }

  @Override
  public byte @Nullable [] atHand(LocalObject object) {
    return partial ? null : resource.encodings().find(object, resource.version().name());
  }

  @Override
  public byte[] document(LocalObject object) {
    return partial
        ? partial(object)
        : resource
            .encodings()
            .of(object, resource.version().name(), o -> document(resource.tree(o)));
  }

  /** The rest of the object is not read. */
  private byte[] partial(LocalObject object) {
    byte[] cut = metadata.of(object);
    if (cut == null) {
      return document(resource.tree(object));
    }
    Map<String, @Nullable Object> tree = new HashMap<>();
    tree.put("metadata", Json.parse(cut));
    return kind.document(tree);
  }

  @Override
  public byte[] document(Unstructured object) {
    return kind.document(object.content());
  }

  @Override
  public Slices list(
      Map<String, @Nullable Object> metadata, Iterator<? extends LocalObject> objects) {
    Function<LocalObject, byte[]> encoder = this::document;
    return new ProtobufListBody<>(list, metadata, kind, objects, encoder);
  }

  @Override
  public Slices listOf(
      Map<String, @Nullable Object> metadata, Iterator<? extends Unstructured> objects) {
    Function<Unstructured, byte[]> encoder = this::document;
    return new ProtobufListBody<>(list, metadata, kind, objects, encoder);
  }

  @Override
  public String streamType() {
    return Media.PROTOBUF.type() + ";stream=watch";
  }

  @Override
  public byte[] eventObject(LocalObject object, boolean withHeaders) {
    return document(object);
  }

  @Override
  public byte[] bookmark(Unstructured object, boolean withHeaders) {
    return document(object);
  }

  @Override
  public byte[] status(StatusException failure) {
    return STATUS.document(StatusBody.of(failure));
  }

  @Override
  public byte[] event(String type, byte[] object) {
    return ProtobufWatchEvent.frame(type, object);
  }
}
