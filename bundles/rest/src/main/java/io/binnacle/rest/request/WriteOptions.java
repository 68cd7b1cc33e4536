package io.binnacle.rest.request;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of create, update and patch, checked.
 *
 * @param dryRun whether nothing is stored
 * @param fieldValidation what to do with unknown and duplicate fields
 * @param fieldManager the manager, of the parameter or of the client's name
 */
public record WriteOptions(boolean dryRun, FieldValidation fieldValidation, String fieldManager) {
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
        !dryRun.isEmpty(), validation, manager.isEmpty() ? managerOf(userAgent) : manager);
  }

  static void checkDryRun(List<?> dryRun, List<FieldError> errors) {
    if (dryRun.stream().anyMatch(v -> !v.equals("All"))) {
      errors.add(FieldError.notSupported("dryRun", dryRun, List.of("All")));
    }
  }

  private static void checkManager(String manager, List<FieldError> errors) {
    if (manager.length() > 128) {
      errors.add(FieldError.tooLong("fieldManager", 128));
    }
    int position = 0;
    for (int i = 0; i < manager.length(); i++) {
      char c = manager.charAt(i);
      if (Character.isISOControl(c)) {
        errors.add(
            new FieldError(
                FieldError.Type.INVALID,
                "fieldManager",
                quoted(manager),
                String.format("invalid character U+%04X (at position %d)", (int) c, position)));
        return;
      }
      position++;
    }
  }

  /** As the original quotes text with control characters. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? String.format("\\x%02x", (int) c) : c);
    }
    return out.append('"').toString();
  }

  /** The client's program name: what stands before the first slash of its User-Agent. */
  private static String managerOf(String userAgent) {
    int slash = userAgent.indexOf('/');
    StringBuilder name = new StringBuilder();
    String text = slash < 0 ? userAgent : userAgent.substring(0, slash);
    for (int i = 0; i < text.length() && name.length() < 128; i++) {
      if (!Character.isISOControl(text.charAt(i))) {
        name.append(text.charAt(i));
      }
    }
    return name.toString();
  }
}
