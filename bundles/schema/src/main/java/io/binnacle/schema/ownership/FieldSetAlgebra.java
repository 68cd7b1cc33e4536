package io.binnacle.schema.ownership;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unions, intersections and differences of field sets. Each walks the smaller level and looks up in
 * the larger one, so that a small change costs little on a big set.
 */
final class FieldSetAlgebra {
  private FieldSetAlgebra() {}

  static FieldSet union(FieldSet left, FieldSet right) {
    if (right.isEmpty() || left == right) {
      return left;
    }
    if (left.isEmpty()) {
      return right;
    }
    return left.level().size() >= right.level().size()
        ? unionInto(left, right)
        : unionInto(right, left);
  }

  private static FieldSet unionInto(FieldSet large, FieldSet small) {
    FieldLevel a = large.level();
    FieldLevel b = small.level();
    int[] found = new int[b.size()];
    int added = 0;
    for (int j = 0; j < b.size(); j++) {
      found[j] = a.find(b.elements[j]);
      added += found[j] < 0 ? 1 : 0;
    }
    Merged merged = new Merged(a, added);
    for (int j = 0; j < b.size(); j++) {
      if (found[j] < 0) {
        merged.insert(a.place(b.elements[j]), b.elements[j], b.members[j], b.children[j]);
      } else {
        FieldSet own = a.child(found[j]);
        FieldSet other = b.child(j);
        FieldSet both = own == null ? other : other == null ? own : union(own, other);
        merged.replace(found[j], a.members[found[j]] || b.members[j], both, own);
      }
    }
    return merged.changed ? FieldSet.ofLevel(merged.finish()) : large;
  }

  static FieldSet intersection(FieldSet left, FieldSet right) {
    if (left.isEmpty() || right.isEmpty()) {
      return FieldSet.EMPTY;
    }
    if (left == right) {
      return left;
    }
    boolean byLeft = left.levelSize() <= right.levelSize();
    FieldLevel walked = (byLeft ? left : right).level();
    FieldSet searched = byLeft ? right : left;
    FieldLevel.Builder result = new FieldLevel.Builder();
    for (int i = 0; i < walked.size(); i++) {
      int at = searched.find(walked.elements[i]);
      if (at >= 0) {
        FieldLevel other = searched.level();
        FieldSet own = walked.child(i);
        FieldSet its = other.child(at);
        result.add(
            walked.elements[i],
            walked.members[i] && other.members[at],
            own == null || its == null ? null : intersection(own, its));
      }
    }
    return result.build();
  }

  static FieldSet difference(FieldSet from, FieldSet less, boolean recursive) {
    if (from.isEmpty() || less.isEmpty()) {
      return from;
    }
    Reduced reduced = new Reduced(from, recursive);
    if (less.level().size() <= from.levelSize()) {
      FieldLevel b = less.level();
      for (int j = 0; j < b.size(); j++) {
        int at = from.find(b.elements[j]);
        if (at >= 0) {
          reduced.subtract(at, b.members[j], b.child(j));
        }
      }
    } else {
      FieldLevel a = from.level();
      for (int i = 0; i < a.size(); i++) {
        int at = less.find(a.elements[i]);
        if (at >= 0) {
          reduced.subtract(i, less.level().members[at], less.level().child(at));
        }
      }
    }
    return reduced.finish();
  }

  /** A level being added to; insertions come in order. */
  private static final class Merged {
    private final FieldLevel from;
    private final PathElement[] elements;
    private final boolean[] members;
    private final @Nullable Object[] children;
    private int taken;
    private int size;
    private boolean changed;

    Merged(FieldLevel from, int more) {
      this.from = from;
      this.elements = new PathElement[from.size() + more];
      this.members = new boolean[from.size() + more];
      this.children = new @Nullable Object[from.size() + more];
      this.changed = more > 0;
    }

    private void take(int until) {
      int count = until - taken;
      System.arraycopy(from.elements, taken, elements, size, count);
      System.arraycopy(from.members, taken, members, size, count);
      System.arraycopy(from.children, taken, children, size, count);
      taken = until;
      size += count;
    }

    void insert(int before, PathElement element, boolean member, @Nullable Object child) {
      take(before);
      put(element, member, child);
    }

    void replace(int at, boolean member, @Nullable FieldSet child, @Nullable FieldSet before) {
      changed |= member != from.members[at] || child != before;
      take(at);
      taken++;
      put(from.elements[at], member, child);
    }

    private void put(PathElement element, boolean member, @Nullable Object child) {
      elements[size] = element;
      members[size] = member;
      children[size++] = child;
    }

    FieldLevel finish() {
      take(from.size());
      return new FieldLevel(elements, members, children);
    }
  }

  /** A level being taken from. */
  private static final class Reduced {
    private final FieldSet from;
    private final boolean recursive;
    private boolean @Nullable [] members;
    private @Nullable Object @Nullable [] children;
    private int dropped;

    Reduced(FieldSet from, boolean recursive) {
      this.from = from;
      this.recursive = recursive;
    }

    void subtract(int at, boolean member, @Nullable FieldSet below) {
      FieldLevel level = from.level();
      boolean wasMember = level.members[at];
      FieldSet child = level.child(at);
      FieldSet left = child;
      if (child != null) {
        left =
            recursive && member
                ? null
                : below == null ? child : difference(child, below, recursive);
      }
      boolean stays = wasMember && !member;
      if (stays == wasMember && left == child) {
        return;
      }
      if (left != null && left.isEmpty()) {
        left = null;
      }
      open(level);
      if (members != null && children != null) {
        members[at] = stays;
        children[at] = left;
      }
      dropped += stays || left != null ? 0 : 1;
    }

    private void open(FieldLevel level) {
      if (members == null) {
        members = level.members.clone();
        children = level.children.clone();
      }
    }

    FieldSet finish() {
      boolean[] self = members;
      @Nullable Object[] below = children;
      if (self == null || below == null) {
        return from;
      }
      PathElement[] elements = from.level().elements;
      if (dropped == 0) {
        return FieldSet.ofLevel(new FieldLevel(elements, self, below));
      }
      PathElement[] kept = new PathElement[elements.length - dropped];
      boolean[] keptSelf = new boolean[kept.length];
      @Nullable Object[] keptBelow = new @Nullable Object[kept.length];
      int size = 0;
      for (int i = 0; i < elements.length; i++) {
        if (self[i] || below[i] != null) {
          kept[size] = elements[i];
          keptSelf[size] = self[i];
          keptBelow[size++] = below[i];
        }
      }
      return FieldSet.ofLevel(
          new FieldLevel(kept, Arrays.copyOf(keptSelf, size), Arrays.copyOf(keptBelow, size)));
    }
  }
}
