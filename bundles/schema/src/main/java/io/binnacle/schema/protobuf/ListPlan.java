package io.binnacle.schema.protobuf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is a map's value: a message with one repeated field. */
final class ListPlan extends ValuePlan {
  private final ValuePlan element;

  ListPlan(ValuePlan element) {
    this.element = element;
  }

  @Override
  int wireType() {
    return WireReader.DELIMITED;
  }

  @Override
  List<@Nullable Object> read(WireReader in, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    int outer = in.enter();
    while (in.next()) {
      if (in.number() == 1) {
        item(element, in, items, depth);
      } else {
        in.skip();
      }
    }
    in.leave(outer);
    return items;
  }

  @Override
  void write(WireWriter out, @Nullable Object value) {
    int mark = out.size();
    items(element, 1, out, value);
    out.length(mark);
  }

  @Override
  @Nullable Object zero() {
    return null;
  }

  /** Reads the current field's item, or its items where they are packed. */
  static void item(ValuePlan element, WireReader in, List<@Nullable Object> into, int depth) {
    if (!element.isPackable() || !in.isDelimited()) {
      into.add(element.read(in, depth));
      return;
    }
    int outer = in.enter();
    while (!in.isAtEnd()) {
      into.add(((ScalarPlan) element).number(in.untagged()));
    }
    in.leave(outer);
  }

  /** Writes one field per item. */
  static void items(ValuePlan element, int number, WireWriter out, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!(value instanceof List<?> list)) {
      throw new ProtobufException("a list is wanted");
    }
    for (int i = list.size() - 1; i >= 0; i--) {
      element.write(out, list.get(i));
      out.tag(number, element.wireType());
    }
  }
}
