package io.binnacle.resources.core.internal.amounts;

import io.binnacle.schema.Quantity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of each of some resources. Immutable.
 *
 * @param values the amounts by the resources' names
 */
public record Amounts(SortedMap<String, Quantity> values) {
  public static final Amounts NONE = new Amounts(new TreeMap<>());

  /** Reads what decoding has let pass; what is no quantity is left out. */
  public static Amounts of(Map<String, ?> texts) {
    if (texts.isEmpty()) {
      return NONE;
    }
    SortedMap<String, Quantity> values = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          Quantity amount = parsed(text);
          if (amount != null) {
            values.put(name, amount);
          }
        });
    return new Amounts(values);
  }

  private static @Nullable Quantity parsed(@Nullable Object text) {
    try {
      return Quantity.parse(String.valueOf(text));
    } catch (IllegalArgumentException notAnAmount) {
      return null;
    }
  }

  public static Amounts of(String name, long amount) {
    return of(name, Quantity.of(amount));
  }

  public static Amounts of(String name, Quantity amount) {
    return new Amounts(new TreeMap<>(Map.of(name, amount)));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public Set<String> names() {
    return values.keySet();
  }

  public @Nullable Quantity get(String name) {
    return values.get(name);
  }

  /** The amount, or nothing. */
  public Quantity orZero(String name) {
    return values.getOrDefault(name, Quantity.ZERO);
  }

  public Amounts plus(Amounts others) {
    return merged(others, Quantity::add);
  }

  /** The larger one of each. */
  public Amounts max(Amounts others) {
    return merged(others, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** These, but where the others have an amount, that. */
  public Amounts overriddenBy(Amounts others) {
    return merged(others, (a, b) -> b);
  }

  private Amounts merged(Amounts others, BinaryOperator<Quantity> how) {
    if (others.isEmpty()) {
      return this;
    }
    SortedMap<String, Quantity> merged = new TreeMap<>(values);
    others.values.forEach((name, amount) -> merged.merge(name, amount, how));
    return new Amounts(merged);
  }

  /** What is left of these without the others; less than nothing counts as nothing. */
  public Amounts minus(Amounts others) {
    SortedMap<String, Quantity> rest = new TreeMap<>();
    values.forEach(
        (name, amount) -> {
          Quantity left = amount.subtract(others.orZero(name));
          rest.put(name, left.signum() < 0 ? Quantity.ZERO : left);
        });
    return new Amounts(rest);
  }

  public Amounts only(Collection<String> names) {
    return only(names::contains);
  }

  public Amounts only(Predicate<String> names) {
    SortedMap<String, Quantity> some = new TreeMap<>(values);
    some.keySet().removeIf(names.negate());
    return new Amounts(some);
  }

  public Amounts withoutZeros() {
    SortedMap<String, Quantity> some = new TreeMap<>(values);
    some.values().removeIf(amount -> amount.signum() == 0);
    return new Amounts(some);
  }

  /** The names of which there is more here than the others allow; what they don't name is free. */
  public Set<String> exceeding(Amounts limits) {
    Set<String> exceeding = new TreeSet<>();
    values.forEach(
        (name, amount) -> {
          Quantity limit = limits.get(name);
          if (limit != null && amount.compareTo(limit) > 0) {
            exceeding.add(name);
          }
        });
    return exceeding;
  }

  /** As objects have them. */
  public Map<String, @Nullable Object> texts() {
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    values.forEach((name, amount) -> texts.put(name, amount.toString()));
    return texts;
  }

  /** Such as {@code cpu=1,pods=2}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
