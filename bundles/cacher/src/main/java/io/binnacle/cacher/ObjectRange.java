package io.binnacle.cacher;

import io.binnacle.api.translate.LocalObject;
import io.binnacle.cacher.ObjectTree.Branch;
import io.binnacle.cacher.ObjectTree.Leaf;
import io.binnacle.cacher.ObjectTree.Node;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;

/** Some objects of a tree that follow one another: so many, from a place on. */
final class ObjectRange extends AbstractCollection<LocalObject> {
  private final ObjectTree tree;
  private final int start;
  private final int size;
  private final LongConsumer walked;

  /**
   * @param start how many objects lie before the first
   * @param walked told how many objects an iteration comes to, some at a time
   */
  ObjectRange(ObjectTree tree, int start, int size, LongConsumer walked) {
    this.tree = tree;
    this.start = start;
    this.size = Math.max(0, size);
    this.walked = walked;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<LocalObject> iterator() {
    return new Walk(tree.root(), start, size, walked);
  }

  /** Walks along the leaves; for each height it knows the branch and the next child. */
  private static final class Walk implements Iterator<LocalObject> {
    private static final int MOST_HEIGHT = 16;

    private final Branch[] path = new Branch[MOST_HEIGHT];
    private final int[] next = new int[MOST_HEIGHT];
    private int height;
    private LocalObject[] leaf = new LocalObject[0];
    private int at;
    private int left;
    private final LongConsumer walked;

    Walk(Node root, int skip, int left, LongConsumer walked) {
      this.left = left;
      this.walked = walked;
      if (left > 0) {
        descend(root, skip);
      }
    }

    private void descend(Node from, int skip) {
      Node node = from;
      int toSkip = skip;
      while (node instanceof Branch branch) {
        int child = 0;
        while (toSkip >= branch.children()[child].size()) {
          toSkip -= branch.children()[child].size();
          child++;
        }
        path[height] = branch;
        next[height] = child + 1;
        height++;
        node = branch.children()[child];
      }
      leaf = ((Leaf) node).objects();
      at = toSkip;
      walked.accept(Math.min(left, leaf.length - at));
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public LocalObject next() {
      if (left <= 0) {
        throw new NoSuchElementException();
      }
      if (at == leaf.length) {
        while (next[height - 1] == path[height - 1].width()) {
          height--;
        }
        descend(path[height - 1].children()[next[height - 1]++], 0);
      }
      left--;
      return leaf[at++];
    }
  }
}
