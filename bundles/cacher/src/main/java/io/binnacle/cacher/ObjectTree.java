package io.binnacle.cacher;

import io.binnacle.api.translate.LocalObject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A persistent sorted map from storage key to object: a B+ tree whose nodes are never changed.
 * Putting or removing makes a new tree that shares all but a path of nodes with the old one, so
 * readers keep theirs for as long as they like. It costs some six bytes for each object.
 */
final class ObjectTree {
  static final ObjectTree EMPTY = new ObjectTree(new Leaf(new LocalObject[0]));

  private static final int WIDTH = 32;
  private static final int NARROW = WIDTH / 4;

  /** A node: a leaf, or a branch whose children are all of one height. */
  sealed interface Node permits Leaf, Branch {
    /** The lowest key below it. */
    String first();

    /** How many objects are below it. */
    int size();

    /** How many slots it has itself. */
    int width();
  }

  record Leaf(LocalObject[] objects) implements Node {
    @Override
    public String first() {
      return objects[0].key();
    }

    @Override
    public int size() {
      return objects.length;
    }

    @Override
    public int width() {
      return objects.length;
    }

    /** Where the key is, or -1 minus where it would be. */
    int find(String key) {
      int low = 0;
      int high = objects.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = objects[middle].key().compareTo(key);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1 - low;
    }
  }

  record Branch(String first, int size, Node[] children) implements Node {
    static Branch of(Node[] children) {
      int size = 0;
      for (Node child : children) {
        size += child.size();
      }
      return new Branch(children[0].first(), size, children);
    }

    @Override
    public int width() {
      return children.length;
    }

    /** The child that holds the key if any does. */
    int find(String key) {
      int low = 1;
      int high = children.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (children[middle].first().compareTo(key) <= 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return high;
    }
  }

  private final Node root;

  private ObjectTree(Node root) {
    this.root = root;
  }

  /** A tree of objects, which need be in no order; of those with one key the last is taken. */
  static ObjectTree of(List<LocalObject> objects) {
    for (int i = 1; i < objects.size(); i++) {
      if (objects.get(i - 1).key().compareTo(objects.get(i).key()) >= 0) {
        ObjectTree tree = EMPTY;
        for (LocalObject object : objects) {
          tree = tree.with(object);
        }
        return tree;
      }
    }
    return ofSorted(objects.toArray(LocalObject[]::new));
  }

  private static ObjectTree ofSorted(LocalObject[] objects) {
    if (objects.length == 0) {
      return EMPTY;
    }
    // A little room in each node, so that the next changes split none.
    int fill = WIDTH - WIDTH / 8;
    Node[] level = new Node[(objects.length + fill - 1) / fill];
    for (int i = 0; i < level.length; i++) {
      int end = Math.min(objects.length, (i + 1) * fill);
      level[i] = new Leaf(Arrays.copyOfRange(objects, i * fill, end));
    }
    while (level.length > 1) {
      Node[] above = new Node[(level.length + fill - 1) / fill];
      for (int i = 0; i < above.length; i++) {
        int end = Math.min(level.length, (i + 1) * fill);
        above[i] = Branch.of(Arrays.copyOfRange(level, i * fill, end));
      }
      level = above;
    }
    return new ObjectTree(level[0]);
  }

  Node root() {
    return root;
  }

  int size() {
    return root.size();
  }

  @Nullable LocalObject get(String key) {
    Node node = root;
    while (node instanceof Branch branch) {
      node = branch.children()[branch.find(key)];
    }
    Leaf leaf = (Leaf) node;
    int at = leaf.find(key);
    return at < 0 ? null : leaf.objects()[at];
  }

  /** How many objects have a lower key. */
  int rank(String key) {
    int rank = 0;
    Node node = root;
    while (node instanceof Branch branch) {
      int child = branch.find(key);
      for (int i = 0; i < child; i++) {
        rank += branch.children()[i].size();
      }
      node = branch.children()[child];
    }
    int at = ((Leaf) node).find(key);
    return rank + (at < 0 ? -1 - at : at);
  }

  ObjectTree with(LocalObject object) {
    Node[] made = put(root, object);
    return new ObjectTree(made.length == 1 ? made[0] : Branch.of(made));
  }

  /** The node with the object put in, or the two that it splits into. */
  private static Node[] put(Node node, LocalObject object) {
    if (node instanceof Leaf leaf) {
      int at = leaf.find(object.key());
      if (at >= 0) {
        LocalObject[] changed = leaf.objects().clone();
        changed[at] = object;
        return new Node[] {new Leaf(changed)};
      }
      return split(replaced(leaf.objects(), -1 - at, 0, new LocalObject[] {object}));
    }
    Branch branch = (Branch) node;
    int child = branch.find(object.key());
    return split(replaced(branch.children(), child, 1, put(branch.children()[child], object)));
  }

  private static Node[] split(LocalObject[] objects) {
    if (objects.length <= WIDTH) {
      return new Node[] {new Leaf(objects)};
    }
    int half = objects.length / 2;
    return new Node[] {
      new Leaf(Arrays.copyOf(objects, half)),
      new Leaf(Arrays.copyOfRange(objects, half, objects.length))
    };
  }

  private static Node[] split(Node[] children) {
    if (children.length <= WIDTH) {
      return new Node[] {Branch.of(children)};
    }
    int half = children.length / 2;
    return new Node[] {
      Branch.of(Arrays.copyOf(children, half)),
      Branch.of(Arrays.copyOfRange(children, half, children.length))
    };
  }

  ObjectTree without(String key) {
    Node left = remove(root, key);
    if (left == null) {
      return EMPTY;
    }
    while (left instanceof Branch branch && branch.width() == 1) {
      left = branch.children()[0];
    }
    return left == root ? this : new ObjectTree(left);
  }

  /** The node without the key: itself if it has none, null if nothing is left of it. */
  private static @Nullable Node remove(Node node, String key) {
    if (node instanceof Leaf leaf) {
      int at = leaf.find(key);
      if (at < 0) {
        return leaf;
      }
      return leaf.width() == 1
          ? null
          : new Leaf(replaced(leaf.objects(), at, 1, new LocalObject[0]));
    }
    Branch branch = (Branch) node;
    int at = branch.find(key);
    Node child = branch.children()[at];
    Node left = remove(child, key);
    if (left == child) {
      return branch;
    }
    if (left == null) {
      return branch.width() == 1
          ? null
          : Branch.of(replaced(branch.children(), at, 1, new Node[0]));
    }
    return left.width() < NARROW ? joined(branch, at, left) : replace(branch, at, left);
  }

  private static Node replace(Branch branch, int at, Node child) {
    return Branch.of(replaced(branch.children(), at, 1, new Node[] {child}));
  }

  /** A node that has become narrow is put together with a neighbour that has room. */
  private static Node joined(Branch branch, int at, Node narrow) {
    for (int other : new int[] {at - 1, at + 1}) {
      if (other >= 0
          && other < branch.width()
          && branch.children()[other].width() + narrow.width() <= WIDTH) {
        Node neighbour = branch.children()[other];
        Node both = other < at ? both(neighbour, narrow) : both(narrow, neighbour);
        return Branch.of(replaced(branch.children(), Math.min(at, other), 2, new Node[] {both}));
      }
    }
    return replace(branch, at, narrow);
  }

  private static Node both(Node left, Node right) {
    if (left instanceof Leaf a && right instanceof Leaf b) {
      return new Leaf(replaced(a.objects(), a.width(), 0, b.objects()));
    }
    Node[] children = ((Branch) left).children();
    return Branch.of(replaced(children, children.length, 0, ((Branch) right).children()));
  }

  /** A copy with {@code count} elements from {@code at} on replaced by others. */
  private static <T> T[] replaced(T[] array, int at, int count, T[] by) {
    T[] result = Arrays.copyOf(array, array.length - count + by.length);
    System.arraycopy(by, 0, result, at, by.length);
    System.arraycopy(array, at + count, result, at + by.length, array.length - at - count);
    return result;
  }
}
