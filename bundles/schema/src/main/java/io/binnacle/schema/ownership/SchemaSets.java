package io.binnacle.schema.ownership;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings field sets into line with a schema. */
final class SchemaSets {
  private SchemaSets() {}

  /** The set and, of each structure's fields with members below, the field itself. */
  static FieldSet withNamedFields(Shape shape, FieldSet set) {
    return named(shape, set);
  }

  private static FieldSet named(@Nullable Shape shape, FieldSet set) {
    FieldLevel level = set.level();
    if (level.size() == 0) {
      return set;
    }
    FieldLevel.Builder builder = new FieldLevel.Builder();
    for (int i = 0; i < level.size(); i++) {
      PathElement element = level.elements[i];
      FieldSet child = level.child(i);
      boolean declared = child != null && shape != null && Shape.isDeclared(shape, element);
      Shape below = shape == null ? null : Shape.below(shape, element);
      builder.add(
          element, level.members[i] || declared, child == null ? null : named(below, child));
    }
    return builder.build();
  }

  /**
   * The set as if written under this schema: what has become atomic since is owned as a whole by
   * who owned a part of it.
   */
  static FieldSet reconciled(Shape shape, FieldSet set) {
    if (set.isCheckedAgainst(shape)) {
      return set;
    }
    Map<?, ?> tree = set.knownTree();
    FieldSet result = tree != null && fits(shape, tree) ? set : lookedThrough(shape, set);
    result.checkedAgainst(shape);
    return result;
  }

  /** Whether nothing needs changing; a look at the steps that have something below them. */
  private static boolean fits(Shape shape, Map<?, ?> tree) {
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      Map<?, ?> child = (Map<?, ?>) entry.getValue();
      if (child.isEmpty() || child.size() == 1 && child.containsKey(".")) {
        continue;
      }
      Shape below = step(shape, (String) entry.getKey());
      if (below != null && !isFree(below) && (isAtomic(below) || !fits(below, child))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Shape step(Shape shape, String text) {
    if (text.startsWith("f:")) {
      return Shape.below(shape, text.substring(2));
    }
    return shape instanceof Shape.Items items && text.startsWith("k:") ? items.element : null;
  }

  private static FieldSet lookedThrough(Shape shape, FieldSet set) {
    FieldLevel level = set.level();
    FieldLevel.Builder builder = null;
    for (int i = 0; i < level.size(); i++) {
      Object child = level.children[i];
      if (child == null && builder == null) {
        continue;
      }
      PathElement element = level.elements[i];
      Shape below = child == null ? null : Shape.below(shape, element);
      boolean collapsed = below != null && isAtomic(below) && !isFree(below);
      FieldSet before = level.child(i);
      FieldSet after =
          before == null || below == null || collapsed || isFree(below)
              ? before
              : reconciled(below, before);
      if (builder == null && (collapsed || after != before)) {
        builder = copy(level, i);
      }
      if (builder != null) {
        builder.add(element, level.members[i] || collapsed, collapsed ? null : after);
      }
    }
    return builder == null ? set : builder.build();
  }

  private static FieldLevel.Builder copy(FieldLevel level, int until) {
    FieldLevel.Builder builder = new FieldLevel.Builder();
    for (int i = 0; i < until; i++) {
      builder.add(level.elements[i], level.members[i], level.child(i));
    }
    return builder;
  }

  private static boolean isAtomic(Shape shape) {
    return shape instanceof Shape.Whole
        || shape == Shape.Untyped.ATOMIC
        || shape instanceof Shape.Fields fields && fields.atomic
        || shape instanceof Shape.Entries entries && entries.atomic();
  }

  /** Whether nothing is known of what is below: no such type can have become atomic. */
  private static boolean isFree(Shape shape) {
    return shape == Shape.Untyped.DEDUCED
        || shape instanceof Shape.Entries entries && entries.value() == Shape.Untyped.DEDUCED;
  }
}
