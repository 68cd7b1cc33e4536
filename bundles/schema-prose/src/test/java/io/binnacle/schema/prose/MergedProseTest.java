package io.binnacle.schema.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.schema.prose.ProtoSource.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergedProseTest {
  private static final String SOURCE =
      """
        public interface BoatOrBuilder extends
            // @@protoc_insertion_point(interface_extends:k8s.io.api.sea.v1.Boat)
            com.google.protobuf.MessageOrBuilder {

          /**
           * <pre>
           * The crew, one &lt;name&gt; a
           * line.
           * Given names come first:
           *   1. the mate
           *   2. the cook
           * Nobody else is listed.
           * +optional
           * </pre>
           *
           * <code>repeated string crew = 1;</code>
           */
          java.util.List<java.lang.String> getCrewList();

          /**
           * <pre>
           * Held inline.
           * </pre>
           *
           * <code>optional .k8s.io.api.sea.v1.Hull hull = 2;</code>
           */
          boolean hasHull();
        }
        /**
         * <pre>
         * Boat floats.
         * </pre>
         *
         * Protobuf type {@code k8s.io.api.sea.v1.Boat}
         */
        public interface HullOrBuilder extends
            // @@protoc_insertion_point(interface_extends:k8s.io.api.sea.v1.Hull)
            com.google.protobuf.MessageOrBuilder {
          /**
           * <pre>
           * In metres.
           * </pre>
           *
           * <code>optional int32 length = 1;</code>
           */
          int getLength();
        }
      """;

  private static ModelSource boat(String crew) {
    Map<String, Message> messages = new TreeMap<>();
    ProtoSource.parse(SOURCE, messages);
    ModelSource model =
        new ModelSource("Boat floats.", Map.of("crew", crew), Set.of("crew", "length"));
    return MergedProse.of(Map.of("V1Boat", model), messages).get("io.k8s.api.sea.v1.Boat");
  }

  @Test
  void linesAndParagraphsAreAsTheyWereWritten() {
    assertEquals(
        "The crew, one <name> a line.\n\nGiven names come first:\n  1. the mate\n  2. the cook\n\n"
            + "Nobody else is listed.",
        boat("The crew, one <name> a line.  Given names come first:   1. the mate   2. the cook"
                + "  Nobody else is listed.")
            .fields()
            .get("crew"));
  }

  @Test
  void aTextThatSaysSomethingElseStays() {
    assertEquals("Other words.", boat("Other words.").fields().get("crew"));
  }

  @Test
  void fieldsThatStandInTheClassItselfAreFound() {
    assertEquals(Map.of("crew", "x", "length", "In metres."), boat("x").fields());
  }

  @Test
  void whatTheCommentDoesNotSayIsTheTypesText() {
    Map<String, Message> messages = new TreeMap<>();
    ProtoSource.parse(
        """
        // @@protoc_insertion_point(interface_extends:k8s.io.api.sea.v1.Mast)
        /**
         * <code>optional .k8s.io.api.sea.v1.Sail sail = 1;</code>
         */
        """,
        messages);
    ModelSource model = new ModelSource("", Map.of("sail", "Sail is a cloth."), Set.of("sail"));
    assertEquals(
        Map.of(),
        MergedProse.of(Map.of("V1Mast", model), messages).get("io.k8s.api.sea.v1.Mast").fields());
  }

  @Test
  void aCommentWithoutAFlatTextHasItsLinesJoined() {
    assertEquals(
        "a b\n  - c\nd", CommentLines.text(List.of("a", "b", "  - c", "d", "+optional"), ""));
  }
}
