package io.binnacle.rest.request;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.ownership.ManagerNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of create, update and patch, checked.
 *
 * @param dryRun whether nothing is stored
 * @param fieldValidation what to do with unknown and duplicate fields
 * @param fieldManager the manager, of the parameter or of the client's name
 * @param force whether an apply takes fields of other managers
 */
public record WriteOptions(
    boolean dryRun, FieldValidation fieldValidation, String fieldManager, boolean force) {
  /**
   * @param kind {@code CreateOptions}, {@code UpdateOptions} or {@code PatchOptions}
   * @param userAgent names the manager where no parameter does
   * @param apply whether it is a server-side apply, which needs a manager and may be forced
   * @throws StatusException Invalid, worded as the original does
   */
  public static WriteOptions of(Query query, String kind, String userAgent, boolean apply) {
    List<FieldError> errors = new ArrayList<>();
    String manager = query.first("fieldManager");
    if (kind.equals("PatchOptions")) {
      if (apply && manager.isEmpty()) {
        errors.add(FieldError.required("fieldManager", "is required for apply patch"));
      } else if (!apply && query.has("force")) {
        errors.add(FieldError.forbidden("force", "may not be specified for non-apply patch"));
      }
    }
    checkManager(manager, errors);
    List<String> dryRun = query.all("dryRun").stream().filter(v -> !v.isEmpty()).toList();
    checkDryRun(dryRun, errors);
    FieldValidation validation = FieldValidation.WARN;
    String text = query.first("fieldValidation");
    switch (text) {
      case "", "Warn" -> {}
      case "Ignore" -> validation = FieldValidation.IGNORE;
      case "Strict" -> validation = FieldValidation.STRICT;
      default ->
          errors.add(
              FieldError.notSupported(
                  "fieldValidation", text, List.of("", "Ignore", "Strict", "Warn")));
    }
    if (!errors.isEmpty()) {
      throw StatusException.invalid(new GroupVersionKind("meta.k8s.io", "v1", kind), "", errors);
    }
    return new WriteOptions(
        !dryRun.isEmpty(),
        validation,
        ManagerNames.orUserAgent(manager, userAgent),
        query.flag("force"));
  }

  static void checkDryRun(List<?> dryRun, List<FieldError> errors) {
    if (dryRun.stream().anyMatch(v -> !v.equals("All"))) {
      errors.add(FieldError.notSupported("dryRun", dryRun, List.of("All")));
    }
  }

  private static void checkManager(String manager, List<FieldError> errors) {
    if (manager.getBytes(StandardCharsets.UTF_8).length > ManagerNames.MOST_BYTES) {
      errors.add(FieldError.tooLong("fieldManager", ManagerNames.MOST_BYTES));
    }
    int position = 0;
    for (int i = 0; i < manager.length(); ) {
      int point = manager.codePointAt(i);
      if (!ManagerNames.isPrintable(point)) {
        errors.add(
            new FieldError(
                FieldError.Type.INVALID,
                "fieldManager",
                quoted(manager),
                String.format("invalid character U+%04X (at position %d)", point, position)));
        return;
      }
      i += Character.charCount(point);
      position += new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** As the original quotes text with characters that can't be printed. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(point -> out.append(escaped(point)));
    return out.append('"').toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default ->
          ManagerNames.isPrintable(point)
              ? Character.toString(point)
              : String.format(
                  point < 0x80 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point);
    };
  }
}
