package io.binnacle.schema.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelSourceTest {
  private static final String SOURCE =
      """
      /** Not this. */
      @ApiModel(description = "A \\"boat\\" on the sea.")
      public class V1Boat {
        public static final String SERIALIZED_NAME_FIRST_MATE = "firstMate";
        @SerializedName(SERIALIZED_NAME_FIRST_MATE)
        @jakarta.annotation.Nullable
        private List<String> firstMate = new ArrayList<>();

        public static final String SERIALIZED_NAME_DEFAULT = "default";
        @SerializedName(SERIALIZED_NAME_DEFAULT)
        @jakarta.annotation.Nonnull
        private String _default;

        /** Not this either. */
        @jakarta.annotation.Nullable
        @ApiModelProperty(value = "Who\\tcommands\\n when the captain sleeps (or not).")
        public List<String> getFirstMate() {
          return firstMate;
        }

        @ApiModelProperty(required = true, value = "")
        public String getDefault() {
          return _default;
        }
      }
      """;

  @Test
  void documentationIsFoundByJsonName() {
    ModelSource model = ModelSource.parse(SOURCE);
    assertEquals("A \"boat\" on the sea.", model.description());
    assertEquals(
        Map.of("firstMate", "Who commands when the captain sleeps (or not)."), model.fields());
    assertEquals(Set.of("firstMate", "default"), model.names());
    assertEquals(
        "V1Boat\tA \"boat\" on the sea.\n"
            + "\tfirstMate\tWho commands when the captain sleeps (or not).\n",
        ProseExtractor.text(Map.of("V1Boat", model)));
  }
}
