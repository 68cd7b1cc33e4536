package io.binnacle.crd.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function for certain types of arguments.
 *
 * @param overload the id of the function with these types
 * @param target what it is called on, null for a function of none
 * @param sizes knows more of what is given
 */
record Call(
    String function,
    String overload,
    @Nullable Operand target,
    List<Operand> arguments,
    SizeSource sizes) {

  /** The size of an argument. */
  SizeRange size(int argument) {
    return arguments.get(argument).size();
  }
}
