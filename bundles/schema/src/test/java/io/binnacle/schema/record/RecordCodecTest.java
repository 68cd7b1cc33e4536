package io.binnacle.schema.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.schema.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final RecordCodec<Widget> CODEC = RecordCodec.of(Widget.class);

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(String json) {
    return (Map<String, Object>) Json.parse(json);
  }

  @Test
  void aTreeBecomesARecordAndTheSameTreeAgain() {
    String json =
        """
        {"spec":{"size":4,"color":"BLUE","motto":"x","parts":[{"name":"p","parts":[{"name":"q"}]}],\
        "tags":["t"],"weights":{"w":5},"spare":{},"ratio":1.5,"shiny":false,\
        "born":"2024-01-01T00:00:00Z","extra":{"any":[1,null]}},"status":{"observed-size":4}}""";
    Widget widget = CODEC.fromTree(tree(json));
    assertEquals(4, widget.spec().size());
    assertEquals(Widget.Color.BLUE, widget.spec().color());
    assertEquals("q", widget.spec().parts().get(0).parts().get(0).name());
    assertTrue(widget.spec().spare().isPresent());
    assertEquals(4, widget.status().observedSize());
    assertEquals(json, Json.text(CODEC.toTree(widget)));
  }

  @Test
  void whatIsMissingIsEmpty() {
    Widget widget = CODEC.fromTree(Map.of());
    assertEquals(0, widget.spec().size());
    assertEquals("", widget.spec().motto());
    assertEquals(List.of(), widget.spec().tags());
    assertNull(widget.spec().color());
    assertNull(widget.status().observedSize());
    assertTrue(widget.spec().spare().isEmpty());
    assertEquals("{\"spec\":{\"size\":0,\"ratio\":0}}", Json.text(CODEC.toTree(widget)));
  }

  @Test
  void aValueThatDoesNotFitNamesItsComponent() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> CODEC.fromTree(tree("{\"spec\":{\"color\":\"PINK\"}}")))
            .getMessage();
    assertEquals("spec: color: there is no PINK in Color", message);
  }

  private record Picky(int value) {
    Picky {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  @Test
  void whatTheConstructorRefusesIsRefused() {
    assertEquals(
        "negative",
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordCodec.of(Picky.class).fromTree(tree("{\"value\":-1}")))
            .getMessage());
  }
}
