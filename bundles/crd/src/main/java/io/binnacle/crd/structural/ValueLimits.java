package io.binnacle.crd.structural;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.binnacle.api.object.Unstructured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a node has to keep, beyond its type. Immutable.
 *
 * @param enumValues the allowed values, empty for no limit
 * @param pattern null for none, or for one that Java can't read
 * @param allOf nodes that hold limits alone
 */
public record ValueLimits(
    List<@Nullable Object> enumValues,
    @Nullable Pattern pattern,
    @Nullable Number minimum,
    boolean exclusiveMinimum,
    @Nullable Number maximum,
    boolean exclusiveMaximum,
    @Nullable Number multipleOf,
    @Nullable Long minLength,
    @Nullable Long maxLength,
    @Nullable Long minItems,
    @Nullable Long maxItems,
    @Nullable Long minProperties,
    @Nullable Long maxProperties,
    List<String> required,
    List<Structural> allOf,
    List<Structural> anyOf,
    List<Structural> oneOf,
    @Nullable Structural not) {

  static ValueLimits of(Unstructured node) {
    Object not = node.get("not");
    return new ValueLimits(
        java.util.Collections.unmodifiableList(node.list("enum")),
        pattern(node.string("pattern")),
        number(node, "minimum"),
        node.bool("exclusiveMinimum"),
        number(node, "maximum"),
        node.bool("exclusiveMaximum"),
        number(node, "multipleOf"),
        whole(node, "minLength"),
        whole(node, "maxLength"),
        whole(node, "minItems"),
        whole(node, "maxItems"),
        whole(node, "minProperties"),
        whole(node, "maxProperties"),
        Structural.strings(node.list("required")),
        Structural.children(node.list("allOf")),
        Structural.children(node.list("anyOf")),
        Structural.children(node.list("oneOf")),
        not instanceof java.util.Map<?, ?> ? Structural.child(not) : null);
  }

  private static @Nullable Pattern pattern(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LinearPattern.of(text);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static @Nullable Number number(Unstructured node, String name) {
    return node.get(name) instanceof Number n ? n : null;
  }

  private static @Nullable Long whole(Unstructured node, String name) {
    return node.get(name) instanceof Number n ? (Long) n.longValue() : null;
  }
}
