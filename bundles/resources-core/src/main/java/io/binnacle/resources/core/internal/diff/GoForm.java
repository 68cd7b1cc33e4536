package io.binnacle.resources.core.internal.diff;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows parts of objects as kube-apiserver does in messages of what may not change: indented JSON
 * with every field of its inner types, named as its source names them, absent ones included.
 */
final class GoForm {
  private final GoNames names;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int depth;

  private GoForm(GoNames names) {
    this.names = names;
  }

  /** The lines of a structure's tree. */
  static List<String> lines(GoNames names, StructType type, Map<?, ?> tree) {
    GoForm form = new GoForm(names);
    form.struct(type, tree);
    form.end();
    return form.lines;
  }

  private void end() {
    lines.add(line.toString());
    line.setLength(0);
    line.append(" ".repeat(depth));
  }

  private void open(char bracket) {
    line.append(bracket);
    depth++;
    end();
  }

  private void close(char bracket) {
    depth--;
    end();
    line.append(bracket);
  }

  private void next(boolean first) {
    if (!first) {
      line.append(',');
      end();
    }
  }

  private void struct(StructType type, Map<?, ?> tree) {
    open('{');
    boolean first = true;
    for (Field field : names.fields(type)) {
      next(first);
      first = false;
      line.append('"').append(names.of(type, field)).append("\": ");
      value(field.type(), tree.get(field.name()), GoNames.isPointer(field));
    }
    close('}');
  }

  private void value(Type type, @Nullable Object value, boolean pointer) {
    if (type instanceof ListType list) {
      list(list, value);
    } else if (type instanceof MapType map) {
      map(map.value(), value);
    } else if (type instanceof StructType struct) {
      if (value == null && pointer) {
        line.append("null");
      } else if (names.isPlain(struct)) {
        plain(value == null ? Map.of() : value);
      } else {
        struct(struct, value instanceof Map<?, ?> tree ? tree : Map.of());
      }
    } else {
      scalar((ScalarType) type, value, pointer);
    }
  }

  private void scalar(ScalarType type, @Nullable Object value, boolean pointer) {
    if (value != null) {
      plain(value);
    } else if (pointer) {
      line.append("null");
    } else {
      line.append(
          switch (type) {
            case STRING -> "\"\"";
            case BOOL -> "false";
            case INT32, INT64, DOUBLE, INT_OR_STRING -> "0";
            case QUANTITY -> "\"0\"";
            case DURATION -> "\"0s\"";
            default -> "null";
          });
    }
  }

  private void list(ListType type, @Nullable Object value) {
    if (!(value instanceof List<?> items)) {
      line.append("null");
    } else if (items.isEmpty()) {
      line.append("[]");
    } else {
      open('[');
      for (int i = 0; i < items.size(); i++) {
        next(i == 0);
        value(type.element(), items.get(i), false);
      }
      close(']');
    }
  }

  private void map(Type of, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      line.append("null");
      return;
    }
    if (map.isEmpty()) {
      line.append("{}");
      return;
    }
    open('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
      next(first);
      first = false;
      plain(entry.getKey());
      line.append(": ");
      value(of, entry.getValue(), false);
    }
    close('}');
  }

  /** A value as the API has it. */
  private void plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      open('{');
      boolean first = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        next(first);
        first = false;
        plain(entry.getKey());
        line.append(": ");
        plain(entry.getValue());
      }
      close('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      open('[');
      for (int i = 0; i < list.size(); i++) {
        next(i == 0);
        plain(list.get(i));
      }
      close(']');
    } else {
      String text = Json.text(value);
      line.append(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
    }
  }
}
