package io.binnacle.rest.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.schema.protobuf.ProtobufEnvelope;
import io.binnacle.schema.protobuf.ProtobufKind;
import io.binnacle.schema.protobuf.ProtobufReader;
import io.binnacle.schema.table.TypeTables;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProtobufListBodyTest {
  private static final GroupVersionKind LIST =
      new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadataList");
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final ProtobufKind ITEM =
      new ProtobufKind(
          new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadata"),
          TypeTables.common().struct(META + "PartialObjectMetadata"));

  private static byte[] document(String name, String filling) {
    return ITEM.document(
        Map.of("metadata", Map.of("name", name, "annotations", Map.of("a", filling))));
  }

  private static List<?> items(ProtobufListBody<?> body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (body.next()) {
      out.write(body.array(), body.offset(), body.length());
    }
    assertFalse(body.next());
    byte[] list = ProtobufEnvelope.open(out.toByteArray()).object();
    Map<String, ?> tree =
        new ProtobufReader(TypeTables.common().struct(META + "PartialObjectMetadataList"))
            .read(list);
    return tree.get("items") instanceof List<?> items ? items : List.of();
  }

  @Test
  void anEmptyListHasNoItems() {
    List<String> none = List.of();
    assertEquals(
        List.of(),
        items(
            new ProtobufListBody<>(
                LIST, Map.of(), ITEM, none.iterator(), name -> document(name, ""))));
  }

  @Test
  void ofALongListNotAllIsHeldButAllIsSent() {
    List<Integer> numbers = IntStream.range(0, 60).boxed().toList();
    AtomicInteger made = new AtomicInteger();
    String filling = "x".repeat(1_000_000);
    List<?> items =
        items(
            new ProtobufListBody<>(
                LIST,
                Map.of("resourceVersion", "7"),
                ITEM,
                numbers.iterator(),
                number -> {
                  made.incrementAndGet();
                  return document("n" + number, filling);
                }));
    assertEquals(60, items.size());
    assertTrue(made.get() > 60 && made.get() < 100, made::toString);
    assertTrue(items.get(59).toString().contains("name=n59"));
  }
}
