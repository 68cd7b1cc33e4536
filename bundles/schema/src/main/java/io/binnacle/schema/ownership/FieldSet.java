package io.binnacle.schema.ownership;

import io.binnacle.schema.json.RawMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of field paths, as managedFields carries it in the form FieldsV1 (see the API's <a
 * href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">field
 * management</a>). A path being a member says nothing about those above or below it. The root is
 * never a member.
 *
 * <p>Immutable. A set read from FieldsV1 keeps its tree and looks only into the parts that an
 * operation touches; operations that change nothing return the set itself, and untouched parts are
 * shared.
 */
public final class FieldSet {
  public static final FieldSet EMPTY = new FieldSet(Map.of(), FieldLevel.EMPTY);

  /** How deep a client may nest: more than any type, and harmless to recursive code. */
  private static final int MAX_DEPTH = 200;

  private static final Map<String, @Nullable Object> LEAF = Map.of();

  /** What the set was made of, one or the other: final, so that sets may be shared freely. */
  private final @Nullable Map<?, ?> givenTree;

  private final @Nullable FieldLevel givenLevel;

  private @Nullable Map<?, ?> writtenTree;
  private @Nullable FieldLevel readLevel;

  /** The shape that the set is known to be in line with. */
  private @Nullable Shape checkedAgainst;

  private FieldSet(@Nullable Map<?, ?> tree, @Nullable FieldLevel level) {
    this.givenTree = tree;
    this.givenLevel = level;
  }

  private @Nullable FieldLevel knownLevel() {
    return givenLevel != null ? givenLevel : readLevel;
  }

  boolean isCheckedAgainst(Shape shape) {
    return checkedAgainst == shape;
  }

  void checkedAgainst(Shape shape) {
    checkedAgainst = shape;
  }

  public static FieldSet of(FieldPath... paths) {
    FieldSet result = EMPTY;
    for (FieldPath path : paths) {
      result = result.union(single(path.elements(), 0));
    }
    return result;
  }

  private static FieldSet single(List<PathElement> path, int from) {
    FieldLevel.Builder builder = new FieldLevel.Builder();
    if (from < path.size()) {
      boolean last = from == path.size() - 1;
      builder.add(path.get(from), last, last ? null : single(path, from + 1));
    }
    return builder.build();
  }

  static FieldSet ofLevel(FieldLevel level) {
    return level.size() == 0 ? EMPTY : new FieldSet(null, level);
  }

  /**
   * Reads FieldsV1 written by {@link #toTree}: what this server or kube-apiserver has stored. The
   * tree must not change afterwards.
   */
  public static FieldSet ofNormalTree(Map<?, ?> tree) {
    return tree.isEmpty() ? EMPTY : new FieldSet(tree, null);
  }

  /**
   * Reads FieldsV1 that a client wrote; brings it into the normal form, leaving out kinds of path
   * elements that are not known.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static FieldSet ofTree(@Nullable Object tree) {
    return ofTree(tree, 0);
  }

  private static FieldSet ofTree(@Nullable Object tree, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("exceeded max depth");
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("no set of fields: " + GoPrint.plain(tree));
    }
    Map<PathElement, Map<?, ?>> read = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String text = (String) entry.getKey();
      PathElement element = text.equals(".") ? null : PathElement.parse(text);
      if (element == null) {
        continue;
      }
      if (!(entry.getValue() instanceof Map<?, ?> child)) {
        throw new IllegalArgumentException("no set of fields: " + GoPrint.plain(entry.getValue()));
      }
      read.put(element, child);
    }
    FieldLevel.Builder builder = new FieldLevel.Builder();
    for (Map.Entry<PathElement, Map<?, ?>> entry : read.entrySet()) {
      FieldSet below = ofTree(entry.getValue(), depth + 1);
      boolean member = below.isEmpty() || entry.getValue().containsKey(".");
      builder.add(entry.getKey(), member, below);
    }
    return builder.build();
  }

  FieldLevel level() {
    FieldLevel known = knownLevel();
    if (known == null) {
      known = FieldLevel.ofNormalTree(givenTree == null ? Map.of() : givenTree);
      readLevel = known;
    }
    return known;
  }

  /** As FieldsV1, sorted as the original sorts. Not to be changed. */
  public Map<?, ?> toTree() {
    Map<?, ?> known = knownTree();
    // One that is still raw is a whole set, whose root is never a member.
    if (known == null || !(known instanceof RawMap) && known.containsKey(".")) {
      known = written(false);
      writtenTree = known;
    }
    return known;
  }

  private Map<String, @Nullable Object> written(boolean self) {
    FieldLevel here = level();
    Map<String, @Nullable Object> result = new LinkedHashMap<>(here.size() * 4 / 3 + 2);
    if (self) {
      result.put(".", LEAF);
    }
    for (int i = 0; i < here.size(); i++) {
      result.put(here.elements[i].text(), writtenChild(here, i));
    }
    return result;
  }

  private static Object writtenChild(FieldLevel here, int at) {
    Object child = here.children[at];
    if (child == null) {
      return LEAF;
    }
    boolean member = here.members[at];
    Map<?, ?> below = child instanceof Map<?, ?> map ? map : ((FieldSet) child).knownTree();
    if (below != null && below.containsKey(".") == member) {
      return below;
    }
    return java.util.Objects.requireNonNull(here.child(at)).written(member);
  }

  public boolean isEmpty() {
    Map<?, ?> known = knownTree();
    return known != null ? known.isEmpty() : level().size() == 0;
  }

  /** The tree that the set was read from or written to, if there is one. */
  @Nullable Map<?, ?> knownTree() {
    return writtenTree != null ? writtenTree : givenTree;
  }

  /** About how many entries this level has, without looking into it. */
  int levelSize() {
    Map<?, ?> known = knownTree();
    return known != null ? known.size() : level().size();
  }

  /** How many paths are members. */
  public int size() {
    FieldLevel here = level();
    int result = 0;
    for (int i = 0; i < here.size(); i++) {
      FieldSet child = here.child(i);
      result += (here.members[i] ? 1 : 0) + (child == null ? 0 : child.size());
    }
    return result;
  }

  /** Whether the path is a member. */
  public boolean has(FieldPath path) {
    List<PathElement> steps = path.elements();
    FieldSet at = this;
    for (int i = 0; i < steps.size(); i++) {
      if (i == steps.size() - 1) {
        return at.has(steps.get(i));
      }
      at = at.below(steps.get(i));
    }
    return false;
  }

  boolean has(PathElement element) {
    int at = find(element);
    return at >= 0 && level().members[at];
  }

  /** The members below the element, without it; empty where there are none. */
  public FieldSet below(PathElement element) {
    int at = find(element);
    FieldSet child = at < 0 ? null : level().child(at);
    return child == null ? EMPTY : child;
  }

  /** The element's position on this level; finds without parsing where there is none. */
  int find(PathElement element) {
    Map<?, ?> tree = knownLevel() == null ? knownTree() : null;
    if (tree != null && !tree.containsKey(element.text())) {
      return -1;
    }
    return level().find(element);
  }

  /** Calls for each member, members of a level before those below it. */
  public void forEach(Consumer<FieldPath> action) {
    visit(new ArrayList<>(), action);
  }

  private void visit(List<PathElement> path, Consumer<FieldPath> action) {
    FieldLevel here = level();
    for (int i = 0; i < here.size(); i++) {
      if (here.members[i]) {
        path.add(here.elements[i]);
        action.accept(new FieldPath(path));
        path.remove(path.size() - 1);
      }
    }
    for (int i = 0; i < here.size(); i++) {
      FieldSet child = here.child(i);
      if (child != null) {
        path.add(here.elements[i]);
        child.visit(path, action);
        path.remove(path.size() - 1);
      }
    }
  }

  /** Members of either. */
  public FieldSet union(FieldSet other) {
    return FieldSetAlgebra.union(this, other);
  }

  /** Members of both. */
  public FieldSet intersection(FieldSet other) {
    return FieldSetAlgebra.intersection(this, other);
  }

  /** Members of this that are none of the other. */
  public FieldSet difference(FieldSet other) {
    return FieldSetAlgebra.difference(this, other, false);
  }

  /** Members of this that are neither members of the other nor below one. */
  public FieldSet recursiveDifference(FieldSet other) {
    return FieldSetAlgebra.difference(this, other, true);
  }

  /** Members with no member below them. */
  public FieldSet leaves() {
    FieldLevel here = level();
    FieldLevel.Builder builder = new FieldLevel.Builder();
    for (int i = 0; i < here.size(); i++) {
      FieldSet child = here.child(i);
      builder.add(
          here.elements[i],
          here.members[i] && child == null,
          child == null ? null : child.leaves());
    }
    return builder.build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other || !(other instanceof FieldSet that)) {
      return this == other;
    }
    if (knownLevel() == null && that.knownLevel() != null) {
      return that.isWritten(toTree());
    }
    return knownLevel() != null && that.knownTree() != null
        ? isWritten(that.toTree())
        : toTree().equals(that.toTree());
  }

  /** Whether the tree is what the set would be written as, but for a mark of the set's root. */
  private boolean isWritten(Map<?, ?> written) {
    FieldLevel here = level();
    int marks = written.containsKey(".") ? 1 : 0;
    if (written.size() - marks != here.size()) {
      return false;
    }
    for (int i = 0; i < here.size(); i++) {
      if (!(written.get(here.elements[i].text()) instanceof Map<?, ?> child)) {
        return false;
      }
      boolean mark = child.containsKey(".");
      FieldSet below = here.child(i);
      boolean same =
          below == null
              ? child.size() == (mark ? 1 : 0)
              : mark == here.members[i] && below.isWritten(child);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return toTree().hashCode();
  }

  /** One path a line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    forEach(path -> lines.add(path.toString()));
    return String.join("\n", lines);
  }
}
