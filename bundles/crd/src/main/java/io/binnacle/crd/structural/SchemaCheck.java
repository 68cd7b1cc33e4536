package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against a structural schema, in the original's words. On an update what was wrong
 * before and has not been touched is let pass (KEP-4008). One a pass; used by one thread.
 */
public final class SchemaCheck {
  private final List<FieldError> errors = new ArrayList<>();

  /** What an error about the whole value is said of. */
  private final String root;

  private SchemaCheck(String root) {
    this.root = root;
  }

  /** What is wrong with an object; {@code previous} is null for a new one. */
  public static List<FieldError> object(
      Structural schema, Object object, @Nullable Object previous) {
    SchemaCheck check = new SchemaCheck("<nil>");
    check.value(schema, object, previous, "");
    return check.errors;
  }

  /** What is wrong with a value that stands by itself, such as a default, found at {@code at}. */
  public static List<FieldError> value(Structural schema, @Nullable Object value, String at) {
    SchemaCheck check = new SchemaCheck(at);
    check.value(schema, value, null, "");
    List<FieldError> errors = new ArrayList<>();
    for (FieldError e : check.errors) {
      String field = e.field().equals(at) || e.field().equals("<nil>") ? at : at + "." + e.field();
      errors.add(new FieldError(e.type(), field, e.value(), e.detail()));
    }
    return errors;
  }

  private void value(
      Structural schema, @Nullable Object value, @Nullable Object previous, String path) {
    if (previous != null && previous.equals(value)) {
      return;
    }
    if (!isOfType(schema, value)) {
      errors.add(typeError(schema, value, path));
    }
    if (value == null) {
      return;
    }
    combinations(schema.limits(), value, path);
    if (value instanceof String text) {
      StringCheck.check(schema, text, path, at(path), errors);
    } else if (value instanceof Number number) {
      NumberCheck.check(schema, number, path, errors);
    } else if (value instanceof List<?> list) {
      list(schema, list, previous, path);
    }
    allowed(schema.limits(), value, path);
    if (value instanceof Map<?, ?>) {
      map(schema, Unstructured.of(value).content(), previous, path);
    }
  }

  private String at(String path) {
    return path.isEmpty() ? root : path;
  }

  static boolean isOfType(Structural schema, @Nullable Object value) {
    if (value == null) {
      return schema.nullable() || schema.type().isEmpty() && !schema.intOrString();
    }
    if (schema.intOrString()) {
      return value instanceof String || value instanceof Number n && NumberCheck.isWhole(n);
    }
    return switch (schema.type()) {
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Number n && NumberCheck.isWhole(n);
      case "number" -> value instanceof Number;
      case "array" -> value instanceof List<?>;
      case "object" -> value instanceof Map<?, ?>;
      default -> true;
    };
  }

  private FieldError typeError(Structural schema, @Nullable Object value, String path) {
    String wanted = schema.intOrString() ? "integer,string" : schema.type();
    String found = jsonType(value);
    return FieldError.typeInvalid(
        at(path), found, path + " in body must be of type " + wanted + ": \"" + found + "\"");
  }

  private static String jsonType(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Number number) {
      return NumberCheck.isWhole(number) ? "integer" : "number";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof Map<?, ?> ? "object" : value instanceof List<?> ? "array" : "string";
  }

  private void allowed(ValueLimits limits, Object value, String path) {
    List<@Nullable Object> allowed = limits.enumValues();
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      errors.add(
          FieldError.notSupported(at(path), value, allowed.stream().map(String::valueOf).toList()));
    }
  }

  private void list(Structural schema, List<?> list, @Nullable Object previous, String path) {
    ValueLimits limits = schema.limits();
    int size = list.size();
    if (limits.minItems() != null && size < limits.minItems()) {
      errors.add(
          FieldError.invalid(
              at(path),
              (long) size,
              path + " in body should have at least " + limits.minItems() + " items"));
    }
    if (limits.maxItems() != null && size > limits.maxItems()) {
      errors.add(FieldError.tooMany(at(path), size, limits.maxItems().intValue()));
    }
    Structural items = schema.items();
    if (items == null) {
      return;
    }
    for (int i = 0; i < size; i++) {
      Object item = list.get(i);
      value(items, item, Correlation.item(schema, item, previous), path + "[" + i + "]");
    }
  }

  private void map(
      Structural schema,
      Map<String, @Nullable Object> map,
      @Nullable Object previous,
      String path) {
    ValueLimits limits = schema.limits();
    int size = map.size();
    if (limits.minProperties() != null && size < limits.minProperties()) {
      errors.add(
          FieldError.invalid(
              at(path),
              (long) size,
              path + " in body should have at least " + limits.minProperties() + " properties"));
    }
    if (limits.maxProperties() != null && size > limits.maxProperties()) {
      errors.add(FieldError.tooMany(at(path), size, limits.maxProperties().intValue()));
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    for (String name : limits.required()) {
      if (!map.containsKey(name)) {
        errors.add(FieldError.required(prefix + name, ""));
      }
    }
    map.forEach(
        (name, value) -> {
          Structural below = schema.below(name);
          if (below != null) {
            value(below, value, Correlation.field(schema, name, previous), prefix + name);
          }
        });
  }

  private void combinations(ValueLimits limits, Object value, String path) {
    if (!limits.anyOf().isEmpty()) {
      anyOf(limits.anyOf(), value, path);
    }
    if (!limits.oneOf().isEmpty()) {
      oneOf(limits.oneOf(), value, path);
    }
    int broken = 0;
    for (Structural part : limits.allOf()) {
      List<FieldError> found = errors(part, value, path);
      broken += found.isEmpty() ? 0 : 1;
      errors.addAll(found);
    }
    if (broken > 0) {
      must(
          path,
          "must validate all the schemas (allOf)"
              + (broken == limits.allOf().size() ? ". None validated" : ""));
    }
    if (limits.not() != null && errors(limits.not(), value, path).isEmpty()) {
      must(path, "must not validate the schema (not)");
    }
  }

  private void anyOf(List<Structural> parts, Object value, String path) {
    List<List<FieldError>> found = parts.stream().map(p -> errors(p, value, path)).toList();
    if (found.stream().noneMatch(List::isEmpty)) {
      must(path, "must validate at least one schema (anyOf)");
      errors.addAll(nearest(found));
    }
  }

  private void oneOf(List<Structural> parts, Object value, String path) {
    List<List<FieldError>> found = parts.stream().map(p -> errors(p, value, path)).toList();
    long valid = found.stream().filter(List::isEmpty).count();
    if (valid == 1) {
      return;
    }
    must(
        path,
        "must validate one and only one schema (oneOf). Found "
            + (valid == 0 ? "none valid" : valid + " valid alternatives"));
    if (valid == 0) {
      errors.addAll(nearest(found));
    }
  }

  /** The complaints of the part that the value comes nearest to, the first of several. */
  private static List<FieldError> nearest(List<List<FieldError>> found) {
    List<FieldError> best = found.get(0);
    for (List<FieldError> other : found) {
      best = other.size() < best.size() ? other : best;
    }
    return best;
  }

  private List<FieldError> errors(Structural part, Object value, String path) {
    SchemaCheck check = new SchemaCheck(root);
    check.value(part, value, null, path);
    return check.errors;
  }

  private void must(String path, String what) {
    errors.add(FieldError.invalid("<nil>", "", "\"" + path + "\" " + what));
  }
}
