package io.binnacle.crd.cost;

import java.util.Arrays;
import java.util.List;

/**
 * Where a value comes from: a variable and the steps from there.
 *
 * <p>Paths that were made by lengthening the same one may share their steps, and then have the last
 * step of the one that was made last. The estimates of kube-apiserver come about in that way, so
 * that a rule is accepted or refused here as it is there only if paths behave alike.
 */
final class FieldPath {
  /** Of a value that comes from no variable. */
  static final FieldPath NONE = new FieldPath(new String[0], 0);

  private final String[] steps;
  private final int length;

  private FieldPath(String[] steps, int length) {
    this.steps = steps;
    this.length = length;
  }

  static FieldPath variable(String name) {
    return new FieldPath(new String[] {name}, 1);
  }

  boolean isNone() {
    return length == 0;
  }

  /** Lengthens in place where there is room. */
  FieldPath then(String step) {
    String[] longer =
        length < steps.length ? steps : Arrays.copyOf(steps, Math.max(1, steps.length * 2));
    longer[length] = step;
    return new FieldPath(longer, length + 1);
  }

  /** The same path with another step, apart from all others. */
  FieldPath copyThen(String step) {
    String[] longer = Arrays.copyOf(steps, length + 1);
    longer[length] = step;
    return new FieldPath(longer, length + 1);
  }

  /** All steps but the variable. */
  List<String> belowVariable() {
    return Arrays.asList(steps).subList(1, length);
  }
}
