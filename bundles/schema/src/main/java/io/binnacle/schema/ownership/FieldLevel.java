package io.binnacle.schema.ownership;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members and children of a {@link FieldSet} at one step, sorted. Children that come from
 * FieldsV1 stay trees until somebody looks into them.
 */
final class FieldLevel {
  static final FieldLevel EMPTY =
      new FieldLevel(new PathElement[0], new boolean[0], new @Nullable Object[0]);

  /** Up to so many elements are looked through rather than indexed. */
  private static final int FEW = 8;

  final PathElement[] elements;
  final boolean[] members;

  /** Null, a {@link FieldSet}, or the tree of one. */
  final @Nullable Object[] children;

  private @Nullable Map<String, Integer> index;

  FieldLevel(PathElement[] elements, boolean[] members, @Nullable Object[] children) {
    this.elements = elements;
    this.members = members;
    this.children = children;
  }

  int size() {
    return elements.length;
  }

  @Nullable FieldSet child(int at) {
    Object child = children[at];
    if (child instanceof Map<?, ?> tree) {
      child = FieldSet.ofNormalTree(tree);
      children[at] = child;
    }
    return (FieldSet) child;
  }

  /** The element's position, -1 if it is not there. Compares texts, so that none is parsed. */
  int find(PathElement element) {
    if (elements.length <= FEW) {
      for (int i = 0; i < elements.length; i++) {
        if (elements[i].equals(element)) {
          return i;
        }
      }
      return -1;
    }
    Map<String, Integer> known = index;
    if (known == null) {
      known = new HashMap<>(elements.length * 2);
      for (int i = 0; i < elements.length; i++) {
        known.put(elements[i].text(), i);
      }
      index = known;
    }
    Integer at = known.get(element.text());
    return at == null ? -1 : at;
  }

  /** Where an element that is not there would stand. */
  int place(PathElement element) {
    int at = Arrays.binarySearch(elements, element);
    return at < 0 ? -1 - at : at;
  }

  /** Reads a level of FieldsV1 in the normal form: sorted, canonical texts, nothing empty. */
  static FieldLevel ofNormalTree(Map<?, ?> tree) {
    int size = tree.size();
    PathElement[] elements = new PathElement[size];
    boolean[] members = new boolean[size];
    @Nullable Object[] children = new @Nullable Object[size];
    int at = 0;
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      String text = (String) entry.getKey();
      PathElement element = text.equals(".") ? null : PathElement.trusted(text);
      if (element != null) {
        Map<?, ?> child = (Map<?, ?>) entry.getValue();
        boolean self = child.containsKey(".");
        elements[at] = element;
        members[at] = self || child.isEmpty();
        children[at++] = child.size() > (self ? 1 : 0) ? child : null;
      }
    }
    return at == size
        ? new FieldLevel(elements, members, children)
        : cut(elements, members, children, at);
  }

  private static FieldLevel cut(
      PathElement[] elements, boolean[] members, @Nullable Object[] children, int size) {
    return new FieldLevel(
        Arrays.copyOf(elements, size), Arrays.copyOf(members, size), Arrays.copyOf(children, size));
  }

  /** Collects a level; elements may come in any order, but each only once. */
  static final class Builder {
    private PathElement[] elements = new PathElement[8];
    private boolean[] members = new boolean[8];
    private @Nullable Object[] children = new @Nullable Object[8];
    private int size;
    private boolean sorted = true;

    /** Adds unless there is neither a member nor a child. */
    void add(PathElement element, boolean member, @Nullable Object child) {
      Object below = child instanceof FieldSet set && set.isEmpty() ? null : child;
      if (!member && below == null) {
        return;
      }
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, size * 2);
        members = Arrays.copyOf(members, size * 2);
        children = Arrays.copyOf(children, size * 2);
      }
      sorted = sorted && (size == 0 || elements[size - 1].compareTo(element) < 0);
      elements[size] = element;
      members[size] = member;
      children[size++] = below;
    }

    boolean isEmpty() {
      return size == 0;
    }

    FieldSet build() {
      if (size == 0) {
        return FieldSet.EMPTY;
      }
      FieldLevel level = cut(elements, members, children, size);
      return FieldSet.ofLevel(sorted ? level : inOrder(level));
    }

    private static FieldLevel inOrder(FieldLevel level) {
      int size = level.size();
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> level.elements[a].compareTo(level.elements[b]));
      PathElement[] steps = new PathElement[size];
      boolean[] self = new boolean[size];
      @Nullable Object[] below = new @Nullable Object[size];
      for (int i = 0; i < size; i++) {
        steps[i] = level.elements[order[i]];
        self[i] = level.members[order[i]];
        below[i] = level.children[order[i]];
      }
      return new FieldLevel(steps, self, below);
    }
  }
}
