package io.binnacle.crd.cel;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.structural.Structural;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a schema, compiled. Thread-safe. */
public final class CelRules {
  private final @Nullable RuleNode root;

  private CelRules(@Nullable RuleNode root) {
    this.root = root;
  }

  /** Compiles all rules; one that can't be compiled is passed over. */
  public static CelRules compile(Structural schema) {
    return new CelRules(new RuleCompiler(schema).compile());
  }

  /**
   * What is wrong with the rules themselves.
   *
   * @param path of the schema
   */
  public static List<FieldError> problems(Structural schema, String path) {
    return new RuleCompiler(schema).problems(path);
  }

  /**
   * What an object breaks.
   *
   * @param previous the object as it was, null for a new one
   */
  public List<FieldError> check(Object object, @Nullable Object previous) {
    List<FieldError> errors = new ArrayList<>();
    if (root != null) {
      root.check(object, previous, "", errors);
    }
    return errors;
  }
}
