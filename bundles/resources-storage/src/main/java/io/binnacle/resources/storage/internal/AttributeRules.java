package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What devices are described by: the names of attributes and capacities, and attributes' values.
 */
final class AttributeRules {
  /** The kinds of value, in the order in which messages list them, with their names there. */
  private static final Map<String, String> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("int", "IntValue");
    KINDS.put("bool", "BoolValue");
    KINDS.put("string", "StringValue");
    KINDS.put("version", "VersionValue");
    KINDS.put("ints", "IntValues");
    KINDS.put("bools", "BoolValues");
    KINDS.put("strings", "StringValues");
    KINDS.put("versions", "VersionValues");
  }

  /** Kinds whose feature is off by default. */
  private static final List<String> LISTS = List.of("ints", "bools", "strings", "versions");

  private static final int MAX_TEXT = 64;
  private static final int MAX_ID = 32;
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String PRE_RELEASE = "(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
              + ("(-" + PRE_RELEASE + "(\\." + PRE_RELEASE + ")*)?")
              + "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?");

  private AttributeRules() {}

  /** Drops values of kinds whose feature is off. */
  static void dropLists(Unstructured device) {
    for (String name : device.map("attributes").keySet()) {
      LISTS.forEach(kind -> device.remove("attributes", name, kind));
    }
  }

  /** A C identifier, before it maybe a domain and a slash. */
  static List<FieldError> name(String name, String path) {
    String[] parts = name.split("/", -1);
    if (parts.length == 1) {
      return identifier(name, path);
    }
    List<FieldError> errors = new ArrayList<>();
    if (parts.length == 2) {
      errors.addAll(
          parts[0].isEmpty()
              ? List.of(FieldError.invalid(path, "", "the domain must not be empty"))
              : Rules.driver(parts[0], path));
      errors.addAll(
          parts[1].isEmpty()
              ? List.of(FieldError.invalid(path, "", "the name must not be empty"))
              : identifier(parts[1], path));
    }
    return errors;
  }

  /** The same, where the domain must be there. */
  static List<FieldError> fullName(String name, String path) {
    List<FieldError> errors = new ArrayList<>(name(name, path));
    if (!name.contains("/")) {
      errors.add(
          FieldError.invalid(
              path,
              name,
              "a fully qualified name must be a domain and a name separated by a slash"));
    }
    return errors;
  }

  private static List<FieldError> identifier(String id, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (id.length() > MAX_ID) {
      errors.add(FieldError.tooLong(path, MAX_ID));
    }
    if (!IDENTIFIER.matcher(id).matches()) {
      errors.add(
          FieldError.invalid(
              path,
              id,
              "a valid C identifier must start with alphabetic character or '_', followed by a"
                  + " string of alphanumeric characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or"
                  + " 'MyName', regex used for validation is '[A-Za-z_][A-Za-z0-9_]*')"));
    }
    return errors;
  }

  static List<FieldError> value(Unstructured value, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (value.get("string") instanceof String text) {
      errors.addAll(text(text, path + ".string"));
    }
    if (value.get("version") instanceof String version) {
      if (!VERSION.matcher(version).matches()) {
        errors.add(
            FieldError.invalid(
                path + ".version",
                version,
                "must be a string compatible with semver.org spec 2.0.0"));
      }
      errors.addAll(text(version, path + ".version"));
    }
    long given = KINDS.keySet().stream().filter(kind -> value.get(kind) != null).count();
    if (given != 1) {
      Object quoted = given == 0 ? "" : quoted(value);
      errors.add(FieldError.invalid(path, quoted, "exactly one value must be specified"));
    }
    return errors;
  }

  private static List<FieldError> text(String text, String path) {
    return text.length() > MAX_TEXT ? List.of(FieldError.tooLong(path, MAX_TEXT)) : List.of();
  }

  private static Map<String, @Nullable Object> quoted(Unstructured value) {
    Map<String, @Nullable Object> quoted = new LinkedHashMap<>();
    KINDS.forEach((kind, name) -> quoted.put(name, value.get(kind)));
    return quoted;
  }
}
