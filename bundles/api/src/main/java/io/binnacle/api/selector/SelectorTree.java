package io.binnacle.api.selector;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A LabelSelector as it stands in an object's tree, with {@code matchLabels} and {@code
 * matchExpressions}.
 *
 * @param tree the selector
 */
public record SelectorTree(Unstructured tree) {
  /** The selector at a path of an object, empty if there is none. */
  public static Optional<SelectorTree> at(Unstructured object, String... path) {
    return object.get(path) instanceof Map<?, ?> map
        ? Optional.of(new SelectorTree(Unstructured.of(map)))
        : Optional.empty();
  }

  /** Whether it has no requirement, so that it matches everything. */
  public boolean isEmpty() {
    return tree.map("matchLabels").isEmpty() && tree.list("matchExpressions").isEmpty();
  }

  /**
   * What is wrong with it.
   *
   * @param path the selector's path, which the errors' paths begin with
   */
  public List<FieldError> problems(String path) {
    List<FieldError> errors =
        new ArrayList<>(LabelSyntax.problems(matchLabels(), path + ".matchLabels"));
    List<Unstructured> expressions = tree.items("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      errors.addAll(problems(expressions.get(i), path + ".matchExpressions[" + i + "]"));
    }
    return errors;
  }

  /** The selector to match with; empty if there is something wrong with it. */
  public Optional<LabelSelector> compile() {
    if (!problems("").isEmpty()) {
      return Optional.empty();
    }
    List<LabelSelector.Requirement> requirements = new ArrayList<>();
    matchLabels()
        .forEach(
            (key, value) -> requirements.add(in(key, LabelSelector.Operator.IN, Set.of(value))));
    for (Unstructured expression : tree.items("matchExpressions")) {
      LabelSelector.Operator operator =
          switch (expression.string("operator")) {
            case "In" -> LabelSelector.Operator.IN;
            case "NotIn" -> LabelSelector.Operator.NOT_IN;
            case "Exists" -> LabelSelector.Operator.EXISTS;
            default -> LabelSelector.Operator.DOES_NOT_EXIST;
          };
      Set<String> values =
          expression.list("values").stream().map(String::valueOf).collect(Collectors.toSet());
      requirements.add(in(expression.string("key"), operator, values));
    }
    return Optional.of(new LabelSelector(requirements));
  }

  /** The same selector as error messages quote it: without empty parts, labels in order. */
  public Map<String, @Nullable Object> canonical() {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (!matchLabels().isEmpty()) {
      result.put("matchLabels", new TreeMap<>(matchLabels()));
    }
    List<@Nullable Object> expressions = new ArrayList<>();
    for (Unstructured expression : tree.items("matchExpressions")) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      copy.put("key", expression.string("key"));
      copy.put("operator", expression.string("operator"));
      if (!expression.list("values").isEmpty()) {
        copy.put("values", expression.list("values"));
      }
      expressions.add(copy);
    }
    if (!expressions.isEmpty()) {
      result.put("matchExpressions", expressions);
    }
    return result;
  }

  private Map<String, String> matchLabels() {
    Map<String, String> labels = new LinkedHashMap<>();
    tree.map("matchLabels").forEach((k, v) -> labels.put(k, v == null ? "" : v.toString()));
    return labels;
  }

  private static LabelSelector.Requirement in(
      String key, LabelSelector.Operator operator, Set<String> values) {
    return new LabelSelector.Requirement(key, operator, values);
  }

  private static List<FieldError> problems(Unstructured expression, String path) {
    List<FieldError> errors = new ArrayList<>();
    List<?> values = expression.list("values");
    String operator = expression.string("operator");
    switch (operator) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.add(
              FieldError.required(
                  path + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.add(
              FieldError.forbidden(
                  path + ".values",
                  "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        }
      }
      default ->
          errors.add(
              FieldError.invalid(path + ".operator", operator, "not a valid selector operator"));
    }
    String key = expression.string("key");
    LabelSyntax.keyProblems(key)
        .forEach(wrong -> errors.add(FieldError.invalid(path + ".key", key, wrong)));
    for (int i = 0; i < values.size(); i++) {
      String value = String.valueOf(values.get(i));
      String at = path + ".values[" + i + "]";
      LabelSyntax.valueProblems(value)
          .forEach(wrong -> errors.add(FieldError.invalid(at, value, wrong)));
    }
    return errors;
  }
}
