package io.binnacle.schema.protobuf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One message of a structure: the structure itself, or one embedded in it. Parts are in the order
 * of their numbers.
 *
 * @param number 0 for the structure itself
 */
record Layer(int number, int[] numbers, Part[] parts) implements Part {
  /** A field and the numbers of the messages it lies in, outermost first. */
  record Placed(List<Integer> around, Part part) {}

  static Layer of(int number, List<Placed> fields) {
    Map<Integer, Part> parts = new TreeMap<>();
    Map<Integer, List<Placed>> embedded = new TreeMap<>();
    for (Placed field : fields) {
      if (field.around().isEmpty()) {
        parts.put(field.part().number(), field.part());
      } else {
        List<Integer> around = field.around();
        embedded
            .computeIfAbsent(around.get(0), n -> new ArrayList<>())
            .add(new Placed(around.subList(1, around.size()), field.part()));
      }
    }
    embedded.forEach((inner, placed) -> parts.put(inner, of(inner, placed)));
    return new Layer(
        number,
        parts.keySet().stream().mapToInt(n -> n).toArray(),
        parts.values().toArray(Part[]::new));
  }

  @Override
  public void read(WireReader in, @Nullable Object[] values, int depth) {
    int outer = in.enter();
    readParts(in, values, depth);
    in.leave(outer);
  }

  /** Reads up to the end of the current message. */
  void readParts(WireReader in, @Nullable Object[] values, int depth) {
    int at = 0;
    while (in.next()) {
      at = find(in.number(), at);
      if (at < 0) {
        in.skip();
        at = 0;
      } else {
        parts[at].read(in, values, depth);
      }
    }
  }

  /** Fields come in order as a rule, so the next is looked for behind the last. */
  private int find(int wanted, int from) {
    for (int i = from; i < numbers.length && i < from + 4; i++) {
      if (numbers[i] == wanted) {
        return i;
      }
    }
    return Arrays.binarySearch(numbers, wanted);
  }

  @Override
  public void write(WireWriter out, Map<String, ?> tree) {
    int mark = out.size();
    writeParts(out, tree);
    out.length(mark);
    out.tag(number, WireReader.DELIMITED);
  }

  void writeParts(WireWriter out, Map<String, ?> tree) {
    for (int i = parts.length - 1; i >= 0; i--) {
      parts[i].write(out, tree);
    }
  }
}
