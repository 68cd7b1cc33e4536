package io.binnacle.crd.definition;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a definition may say; one a pass. Fields are named as in {@link StoredDefinition}. */
final class DefinitionRules {
  private final Unstructured definition;
  private final @Nullable Unstructured previous;
  private final List<FieldError> errors = new ArrayList<>();

  /**
   * @param previous the definition as it was, null for a new one
   */
  DefinitionRules(Unstructured definition, @Nullable Unstructured previous) {
    this.definition = definition;
    this.previous = previous;
  }

  List<FieldError> check() {
    Unstructured stored = StoredDefinition.toStored(definition.deepCopy());
    name();
    groupAndScope();
    versions(stored);
    for (String required : List.of("plural", "singular", "kind", "listKind")) {
      if (definition.string("spec", "names", required).isEmpty()) {
        errors.add(FieldError.required("spec.names." + required, ""));
      }
    }
    names("spec.names", new Unstructured(definition.map("spec", "names")));
    new VersionRules(stored, previous, errors).check();
    conversion(new Unstructured(stored.map("spec", "conversion")));
    if (previous == null && Approval.isProtected(definition.string("spec", "group"))) {
      approval();
    }
    storedVersions();
    if (previous != null) {
      unchangeable(previous);
    }
    return errors;
  }

  private void name() {
    String wanted =
        definition.string("spec", "names", "plural") + "." + definition.string("spec", "group");
    if (!definition.name().equals(wanted)) {
      errors.add(
          FieldError.invalid(
              "metadata.name", definition.name(), "must be spec.names.plural+\".\"+spec.group"));
    }
  }

  private void groupAndScope() {
    String group = definition.string("spec", "group");
    if (group.isEmpty()) {
      errors.add(FieldError.required("spec.group", ""));
    } else {
      String wrong = Names.subdomain(group, false);
      if (wrong != null) {
        errors.add(FieldError.invalid("spec.group", group, wrong));
      } else if (group.indexOf('.') < 0) {
        errors.add(
            FieldError.invalid("spec.group", group, "should be a domain with at least one dot"));
      }
    }
    String scope = definition.string("spec", "scope");
    if (scope.isEmpty()) {
      errors.add(FieldError.required("spec.scope", ""));
    } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
      errors.add(FieldError.notSupported("spec.scope", scope, List.of("Cluster", "Namespaced")));
    }
    if (definition.bool("spec", "preserveUnknownFields")
        && (previous == null || !previous.bool("spec", "preserveUnknownFields"))) {
      errors.add(
          FieldError.invalid(
              "spec.preserveUnknownFields",
              true,
              "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
                  + " spec.versions[*].schema instead"));
    }
  }

  private void versions(Unstructured stored) {
    Set<String> seen = new HashSet<>();
    int storage = 0;
    boolean unique = true;
    int index = 0;
    for (Unstructured version : definition.items("spec", "versions")) {
      String path = "spec.versions[" + index++ + "]";
      storage += version.bool("storage") ? 1 : 0;
      unique &= seen.add(version.string("name"));
      String wrong = Names.label1035(version.string("name"), false);
      if (wrong != null) {
        errors.add(FieldError.invalid(path + ".name", version.string("name"), wrong));
      }
      String warning = version.string("deprecationWarning");
      if (!warning.isEmpty() && !version.bool("deprecated")) {
        errors.add(
            FieldError.invalid(
                path + ".deprecationWarning", warning, "can only be set for deprecated versions"));
      } else if (warning.length() > 256) {
        errors.add(FieldError.tooLong(path + ".deprecationWarning", 256));
      }
    }
    // The stored form names its first version once more.
    String first = stored.string("spec", "version");
    String wrongFirst = first.isEmpty() ? null : Names.label1035(first, false);
    if (wrongFirst != null) {
      errors.add(FieldError.invalid("spec.version", first, wrongFirst));
    }
    if (!unique) {
      errors.add(
          FieldError.invalid("spec.versions", shown(stored), "must contain unique version names"));
    }
    if (storage != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              shown(stored),
              "must have exactly one version marked as storage version"));
    }
  }

  /** The versions as the original shows them: its own fields, all of them. */
  private static @Nullable Object shown(Unstructured stored) {
    if (!(stored.get("spec", "versions") instanceof List<?>)) {
      return null;
    }
    List<Object> shown = new ArrayList<>();
    for (Unstructured version : stored.items("spec", "versions")) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("Name", version.string("name"));
      fields.put("Served", version.bool("served"));
      fields.put("Storage", version.bool("storage"));
      fields.put("Deprecated", version.bool("deprecated"));
      fields.put("DeprecationWarning", version.get("deprecationWarning"));
      fields.put("Schema", version.get("schema"));
      fields.put("Subresources", version.get("subresources"));
      fields.put("AdditionalPrinterColumns", version.get("additionalPrinterColumns"));
      fields.put("SelectableFields", version.get("selectableFields"));
      shown.add(fields);
    }
    return shown;
  }

  private void names(String path, Unstructured names) {
    label(path + ".plural", names.string("plural"), "", "");
    label(path + ".singular", names.string("singular"), "", "");
    String mixed = "may have mixed case, but should otherwise match: ";
    String kind = names.string("kind");
    label(path + ".kind", kind, kind.toLowerCase(Locale.ROOT), mixed);
    String listKind = names.string("listKind");
    label(path + ".listKind", listKind, listKind.toLowerCase(Locale.ROOT), mixed);
    labels(path + ".shortNames", names.list("shortNames"));
    if (!kind.isEmpty() && kind.equals(listKind)) {
      errors.add(
          FieldError.invalid(
              path + ".listKind", listKind, "kind and listKind may not be the same"));
    }
    labels(path + ".categories", names.list("categories"));
  }

  private void labels(String path, List<@Nullable Object> texts) {
    for (int i = 0; i < texts.size(); i++) {
      String text = String.valueOf(texts.get(i));
      String wrong = Names.label1035(text, false);
      if (wrong != null) {
        errors.add(FieldError.invalid(path + "[" + i + "]", text, wrong));
      }
    }
  }

  private void label(String path, String text, String lower, String prefix) {
    if (text.isEmpty()) {
      return;
    }
    String wrong = Names.label1035(lower.isEmpty() ? text : lower, false);
    if (wrong != null) {
      errors.add(FieldError.invalid(path, text, prefix + wrong));
    }
  }

  private void conversion(Unstructured conversion) {
    String path = "spec.conversion";
    if (definition.bool("spec", "preserveUnknownFields")
        && !conversion.string("strategy").equals("None")) {
      errors.add(
          FieldError.invalid(
              path + ".strategy",
              conversion.string("strategy"),
              "must be None if spec.preserveUnknownFields is true"));
    }
    boolean hasConfig = conversion.get("webhookClientConfig") != null;
    List<@Nullable Object> reviews = conversion.list("conversionReviewVersions");
    switch (conversion.string("strategy")) {
      case "" -> {
        if (!definition.map("spec").isEmpty()) {
          errors.add(FieldError.required(path + ".strategy", ""));
        }
      }
      case "None" -> {
        if (hasConfig) {
          errors.add(
              FieldError.forbidden(
                  path + ".webhookClientConfig",
                  "should not be set when strategy is not set to Webhook"));
        }
        if (!reviews.isEmpty()) {
          errors.add(
              FieldError.forbidden(
                  path + ".conversionReviewVersions",
                  "should not be set when strategy is not set to Webhook"));
        }
      }
      case "Webhook" -> {
        if (hasConfig) {
          client(
              path + ".webhookClientConfig",
              new Unstructured(conversion.map("webhookClientConfig")));
        } else {
          errors.add(
              FieldError.required(
                  path + ".webhookClientConfig", "required when strategy is set to Webhook"));
        }
        reviews(path + ".conversionReviewVersions", reviews);
      }
      default ->
          errors.add(
              FieldError.notSupported(
                  path + ".strategy", conversion.string("strategy"), List.of("None", "Webhook")));
    }
  }

  private void reviews(String path, List<@Nullable Object> reviews) {
    if (reviews.isEmpty()) {
      errors.add(FieldError.required(path, ""));
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < reviews.size(); i++) {
      String version = String.valueOf(reviews.get(i));
      String wrong = seen.add(version) ? Names.label1035(version, false) : "duplicate version";
      if (wrong != null) {
        errors.add(FieldError.invalid(path + "[" + i + "]", version, wrong));
      }
    }
    if (!reviews.contains("v1") && !reviews.contains("v1beta1")) {
      errors.add(FieldError.invalid(path, reviews, "must include at least one of v1, v1beta1"));
    }
  }

  private void client(String path, Unstructured config) {
    boolean service = config.get("service") != null;
    if (service == (config.get("url") != null)) {
      errors.add(FieldError.required(path, "exactly one of url or service is required"));
    } else if (service) {
      // The original has the two the wrong way round.
      if (config.string("service", "namespace").isEmpty()) {
        errors.add(FieldError.required(path + ".service.name", ""));
      }
      if (config.string("service", "name").isEmpty()) {
        errors.add(FieldError.required(path + ".service.namespace", ""));
      }
    } else {
      url(path + ".url", config.string("url"));
    }
  }

  private void url(String path, String text) {
    String form = "; desired format: https://host[/path]";
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      errors.add(FieldError.required(path, "url must be a valid URL: " + e.getReason() + form));
      return;
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    if (!scheme.equals("https")) {
      errors.add(FieldError.invalid(path, scheme, "'https' is the only allowed URL scheme" + form));
    }
    if (url.getHost() == null) {
      errors.add(FieldError.invalid(path, "", "host must be specified" + form));
    }
  }

  private void approval() {
    Approval approval = Approval.of(definition);
    String path = "metadata.annotations[" + Approval.ANNOTATION + "]";
    if (approval.reason().equals("MissingAnnotation")) {
      errors.add(FieldError.required(path, approval.message()));
    } else if (approval.reason().equals("InvalidAnnotation")) {
      errors.add(
          FieldError.invalid(
              path, definition.annotations().get(Approval.ANNOTATION), approval.message()));
    }
  }

  private void storedVersions() {
    Object given = definition.get("status", "storedVersions");
    List<@Nullable Object> stored = definition.list("status", "storedVersions");
    String path = "status.storedVersions";
    if (stored.isEmpty()) {
      errors.add(FieldError.invalid(path, given, "must have at least one stored version"));
      return;
    }
    Set<String> known = new HashSet<>();
    for (Unstructured version : definition.items("spec", "versions")) {
      String name = version.string("name");
      known.add(name);
      if (version.bool("storage") && !stored.contains(name)) {
        errors.add(FieldError.invalid(path, stored, "must have the storage version " + name));
      }
    }
    for (int i = 0; i < stored.size(); i++) {
      String name = String.valueOf(stored.get(i));
      if (!known.contains(name)) {
        String text =
            "missing from spec.versions; %1$s was previously a storage version, and must remain in"
                + " spec.versions until a storage migration ensures no data remains persisted in"
                + " %1$s and removes %1$s from status.storedVersions";
        errors.add(FieldError.invalid(path + "[" + i + "]", name, String.format(text, name)));
      }
    }
  }

  private void unchangeable(Unstructured before) {
    boolean established = Conditions.status(before, "Established").equals("True");
    fixed(before, "spec", "group");
    fixed(before, "spec", "names", "plural");
    if (established) {
      fixed(before, "spec", "scope");
      fixed(before, "spec", "names", "kind");
    }
  }

  private void fixed(Unstructured before, String... path) {
    String now = definition.string(path);
    if (!now.equals(before.string(path))) {
      errors.add(FieldError.invalid(String.join(".", path), now, "field is immutable"));
    }
  }
}
