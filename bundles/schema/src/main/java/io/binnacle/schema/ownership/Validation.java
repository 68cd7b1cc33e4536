package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what does not fit a schema in an applied configuration: unknown fields, wrong types, items
 * without keys, and duplicates where only one may be.
 */
final class Validation {
  private final boolean duplicatesAllowed;
  private final List<String> errors = new ArrayList<>();

  /** An item of a list; only worded for an error. */
  private record Item(Shape list, Object key) {
    @Override
    public String toString() {
      return ItemKeys.element(list, key).toString();
    }
  }

  /** The steps to where the walk is: names, indexes, and items. */
  private final List<Object> path = new ArrayList<>();

  private Validation(boolean duplicatesAllowed) {
    this.duplicatesAllowed = duplicatesAllowed;
  }

  /**
   * @throws TypedException naming each error and its path
   */
  static void check(Shape shape, @Nullable Object value, boolean duplicatesAllowed) {
    Validation validation = new Validation(duplicatesAllowed);
    validation.value(shape, value);
    List<String> errors = validation.errors;
    if (errors.size() == 1) {
      throw new TypedException(errors.get(0));
    }
    if (!errors.isEmpty()) {
      throw new TypedException("errors:\n  " + String.join("\n  ", errors));
    }
  }

  private void error(String what) {
    StringBuilder text = new StringBuilder();
    for (Object step : path) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else {
        text.append(step instanceof String ? "." : "").append(step);
      }
    }
    errors.add(path.isEmpty() ? what : text + ": " + what);
  }

  private void below(Object step, Shape shape, @Nullable Object value) {
    path.add(step);
    value(shape, value);
    path.remove(path.size() - 1);
  }

  private void value(Shape shape, @Nullable Object value) {
    if (shape instanceof Shape.Untyped || value == null) {
      return;
    }
    if (shape instanceof Shape.Scalar scalar) {
      scalar(scalar, value);
    } else if (shape instanceof Shape.Fields || shape instanceof Shape.Entries) {
      if (value instanceof Map<?, ?> map) {
        map(shape, map);
      } else {
        error("expected map, got &{" + GoPrint.plain(value) + "}");
      }
    } else if (value instanceof List<?> list) {
      list(shape, list);
    } else {
      error("expected list, got &{" + GoPrint.plain(value) + "}");
    }
  }

  private void scalar(Shape.Scalar scalar, Object value) {
    boolean part = value instanceof Map<?, ?> || value instanceof List<?>;
    switch (scalar) {
      case STRING -> {
        if (!(value instanceof String)) {
          error(
              "expected string, got &value.valueUnstructured{Value:" + GoPrint.source(value) + "}");
        }
      }
      case NUMERIC -> {
        if (!(value instanceof Number)) {
          error("expected numeric (int or float), got " + GoPrint.type(value));
        }
      }
      case BOOLEAN -> {
        if (!(value instanceof Boolean)) {
          error("expected boolean, got &{" + GoPrint.plain(value) + "}");
        }
      }
      case UNTYPED -> {
        if (part) {
          error("expected any scalar, got &{" + GoPrint.plain(value) + "}");
        }
      }
    }
  }

  private void map(Shape shape, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      Shape child = Shape.below(shape, name);
      if (child == null) {
        path.add(name);
        error("field not declared in schema");
        path.remove(path.size() - 1);
        return;
      }
      below(name, child, entry.getValue());
    }
  }

  private void list(Shape shape, List<?> list) {
    if (shape instanceof Shape.Whole whole) {
      for (int i = 0; i < list.size(); i++) {
        below(i, whole.element(), list.get(i));
      }
      return;
    }
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      Object key;
      try {
        key = ItemKeys.of(shape, item);
      } catch (TypedException e) {
        error("element " + i + ": " + e.getMessage());
        return;
      }
      if (!seen.add(key) && !duplicatesAllowed) {
        error("duplicate entries for key " + ItemKeys.element(shape, key));
      }
      below(new Item(shape, key), elementOf(shape), item);
    }
  }

  private static Shape elementOf(Shape shape) {
    return shape instanceof Shape.Items items ? items.element : ((Shape.Members) shape).element();
  }
}
