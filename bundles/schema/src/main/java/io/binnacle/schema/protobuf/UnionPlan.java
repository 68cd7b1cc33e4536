package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that is one of several things, each of which has a field of its own in a small message:
 * in JSON it is the thing alone. The words of a table's {@code wire=bool:1,self:2} name them:
 *
 * <ul>
 *   <li>{@code self}: the structure that the field is in
 *   <li>{@code selves}: a list of that
 *   <li>{@code texts}: a list of strings
 *   <li>{@code bool}: true or false; written as true beside a structure too, as Go has it there
 * </ul>
 */
final class UnionPlan extends ValuePlan {
  private final MessagePlan self;
  private int selfNumber;
  private int selvesNumber;
  private int textsNumber;
  private int boolNumber;

  private UnionPlan(MessagePlan self) {
    this.self = self;
  }

  /**
   * @throws IllegalArgumentException if a table's words are none
   */
  static UnionPlan of(MessagePlan self, String words) {
    UnionPlan plan = new UnionPlan(self);
    for (String word : words.split(",")) {
      int colon = word.indexOf(':');
      int number = Integer.parseInt(word.substring(colon + 1));
      switch (word.substring(0, colon)) {
        case "self" -> plan.selfNumber = number;
        case "selves" -> plan.selvesNumber = number;
        case "texts" -> plan.textsNumber = number;
        case "bool" -> plan.boolNumber = number;
        default -> throw new IllegalArgumentException("no part of a union: " + word);
      }
    }
    return plan;
  }

  @Override
  int wireType() {
    return WireReader.DELIMITED;
  }

  @Override
  @Nullable Object read(WireReader in, int depth) {
    int outer = in.enter();
    Object one = null;
    boolean allowed = false;
    List<@Nullable Object> list = new ArrayList<>();
    while (in.next()) {
      int number = in.number();
      if (number == selfNumber) {
        one = self.read(in, depth);
      } else if (number == selvesNumber) {
        list.add(self.read(in, depth));
      } else if (number == textsNumber) {
        list.add(in.text());
      } else if (number == boolNumber) {
        allowed = in.varint() != 0;
      } else {
        in.skip();
      }
    }
    in.leave(outer);
    return one != null ? one : boolNumber > 0 ? (Object) allowed : list;
  }

  @Override
  void write(WireWriter out, @Nullable Object value) {
    int mark = out.size();
    if (value instanceof List<?> list) {
      items(out, list);
    } else if (value instanceof Map<?, ?>) {
      self.write(out, value);
      out.tag(selfNumber, WireReader.DELIMITED);
    } else if (value != null && !(value instanceof Boolean && boolNumber > 0)) {
      throw new ProtobufException("an object or a list is wanted");
    }
    if (boolNumber > 0) {
      out.varint(value instanceof Map<?, ?> || Boolean.TRUE.equals(value) ? 1 : 0);
      out.tag(boolNumber, WireReader.VARINT);
    }
    out.length(mark);
  }

  private void items(WireWriter out, List<?> list) {
    if (selvesNumber > 0) {
      ListPlan.items(self, selvesNumber, out, list);
    } else if (textsNumber > 0) {
      ListPlan.items(ScalarPlan.of(ScalarType.STRING), textsNumber, out, list);
    } else {
      throw new ProtobufException("no list is wanted");
    }
  }

  @Override
  @Nullable Object zero() {
    return null;
  }
}
