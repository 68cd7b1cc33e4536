package io.binnacle.schema.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProtobufKindTest {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final GroupVersionKind CONFIG_MAPS =
      new GroupVersionKind("", "v1", "ConfigMapList");
  private static final ProtobufKind CONFIG_MAP =
      new ProtobufKind(
          new GroupVersionKind("", "v1", "ConfigMap"), StoredObject.type("v1", "ConfigMap"));

  private static byte[] document(String name, int size) {
    return CONFIG_MAP.document(
        Map.of("metadata", Map.of("name", name), "data", Map.of("k", "x".repeat(size))));
  }

  private static Runtime.Unknown opened(byte[] document) throws IOException {
    assertArrayEquals(new byte[] {'k', '8', 's', 0}, Arrays.copyOf(document, 4));
    return Runtime.Unknown.parseFrom(Arrays.copyOfRange(document, 4, document.length));
  }

  @Test
  void itemsCutOutOfDocumentsMakeAList() throws IOException {
    List<byte[]> documents = List.of(document("a", 0), document("b", 200), document("c", 70_000));
    long length = documents.stream().mapToLong(d -> CONFIG_MAP.itemLength(d.length)).sum();
    Map<String, @Nullable Object> metadata =
        Map.of("resourceVersion", "7", "continue", "more", "remainingItemCount", 3L);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ProtobufKind.listHead(CONFIG_MAPS, metadata, length));
    documents.forEach(d -> body.write(d, CONFIG_MAP.itemStart(), CONFIG_MAP.itemLength(d.length)));
    body.writeBytes(ProtobufKind.listTail());

    Runtime.Unknown unknown = opened(body.toByteArray());
    assertEquals("ConfigMapList", unknown.getTypeMeta().getKind());
    assertEquals("v1", unknown.getTypeMeta().getApiVersion());
    V1.ConfigMapList list = V1.ConfigMapList.parseFrom(unknown.getRaw());
    assertTrue(list.getUnknownFields().asMap().isEmpty());
    assertEquals("7", list.getMetadata().getResourceVersion());
    assertEquals("more", list.getMetadata().getContinue());
    assertEquals(3, list.getMetadata().getRemainingItemCount());
    assertEquals(
        List.of("a", "b", "c"),
        list.getItemsList().stream().map(item -> item.getMetadata().getName()).toList());
    assertEquals(70_000, list.getItems(2).getDataOrThrow("k").length());
  }

  @Test
  void aFrameTellsItsLengthAndHoldsAWatchEvent() throws IOException {
    for (int size : new int[] {0, 100, 127, 16_000, 3_000_000}) {
      byte[] document = document("a", size);
      byte[] frame = ProtobufWatchEvent.frame("MODIFIED", document);
      assertEquals(frame.length - 4, ByteBuffer.wrap(frame).getInt());
      Meta.WatchEvent event =
          Meta.WatchEvent.parseFrom(CodedInputStream.newInstance(frame, 4, frame.length - 4));
      assertEquals("MODIFIED", event.getType());
      assertArrayEquals(document, event.getObject().getRaw().toByteArray());
      assertTrue(event.getUnknownFields().asMap().isEmpty());
    }
  }

  @Test
  void verbsOfDiscoveryAreAMessageOfTheirOwn() throws IOException {
    StructType type = TypeTables.common().struct(META + "APIResourceList");
    String json =
        "{\"groupVersion\":\"v1\",\"resources\":[{\"name\":\"pods\",\"singularName\":\"pod\","
            + "\"namespaced\":true,\"kind\":\"Pod\",\"verbs\":[\"get\",\"list\"],"
            + "\"shortNames\":[\"po\"]}]}";
    Meta.APIResourceList list =
        Meta.APIResourceList.parseFrom(new ProtobufWriter(type).write(tree(json)));
    assertEquals(List.of("get", "list"), list.getResources(0).getVerbs().getItemsList());
    assertEquals("po", list.getResources(0).getShortNames(0));
    assertTrue(list.getResources(0).getUnknownFields().asMap().isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> tree(String json) {
    return (Map<String, @Nullable Object>) Json.parse(json);
  }

  @Test
  void aStructureWithoutNumbersHasNoProtobufForm() {
    StructType plain =
        new StructType(
            "test.Plain",
            false,
            () ->
                List.of(
                    Field.of("kind", ScalarType.STRING),
                    Field.of("metadata", TypeTables.common().struct(META + "ObjectMeta"))));
    assertFalse(ProtobufKind.has(plain));
    assertTrue(ProtobufKind.has(StoredObject.type("v1", "ConfigMap")));
  }
}
