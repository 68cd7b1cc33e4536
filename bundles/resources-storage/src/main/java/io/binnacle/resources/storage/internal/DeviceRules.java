package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a ResourceSlice may say of one device. */
final class DeviceRules {
  private static final List<String> VALUES =
      List.of("bool", "bools", "int", "ints", "string", "strings", "version", "versions");
  private static final int MAX_ATTRIBUTES = 32;
  private static final int MAX_TAINTS = 16;
  private static final int MAX_TEXT = 64;
  private static final int MAX_ID = 32;
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private DeviceRules() {}

  static List<FieldError> problems(Unstructured device, String path) {
    List<FieldError> errors = new ArrayList<>(Rules.label(device.string("name"), path + ".name"));
    Map<String, ?> attributes = device.map("attributes");
    int described = attributes.size() + device.map("capacity").size();
    if (described > MAX_ATTRIBUTES) {
      errors.add(
          FieldError.invalid(
              path,
              described,
              "the total number of attributes and capacities must not exceed " + MAX_ATTRIBUTES));
    }
    for (String name : attributes.keySet()) {
      String at = path + ".attributes[" + name + "]";
      errors.addAll(qualified(name, at));
      errors.addAll(attribute(new Unstructured(device.map("attributes", name)), at));
    }
    for (String name : device.map("capacity").keySet()) {
      errors.addAll(qualified(name, path + ".capacity[" + name + "]"));
    }
    List<Unstructured> taints = device.items("taints");
    if (taints.size() > MAX_TAINTS) {
      errors.add(FieldError.tooMany(path + ".taints", taints.size(), MAX_TAINTS));
    }
    for (int i = 0; i < taints.size(); i++) {
      errors.addAll(taint(taints.get(i), path + ".taints[" + i + "]"));
    }
    return errors;
  }

  /** A C identifier, before it maybe a domain and a slash. */
  private static List<FieldError> qualified(String name, String path) {
    List<FieldError> errors = new ArrayList<>();
    int slash = name.indexOf('/');
    if (slash == 0) {
      errors.add(FieldError.invalid(path, "", "the domain must not be empty"));
    } else if (slash > 0) {
      errors.addAll(Rules.subdomain(name.substring(0, slash), path));
    }
    String id = name.substring(slash + 1);
    if (id.isEmpty()) {
      errors.add(FieldError.required(path, "the name must not be empty"));
    } else if (id.length() > MAX_ID) {
      errors.add(FieldError.tooLong(path, MAX_ID));
    } else if (!IDENTIFIER.matcher(id).matches()) {
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

  private static List<FieldError> attribute(Unstructured value, String path) {
    long given = VALUES.stream().filter(kind -> value.get(kind) != null).count();
    if (given == 0) {
      return List.of(FieldError.required(path, "exactly one value must be specified"));
    }
    if (given > 1) {
      return List.of(
          FieldError.invalid(path, value.content(), "exactly one value must be specified"));
    }
    String text = value.string("string");
    return text.length() > MAX_TEXT
        ? List.of(FieldError.tooLong(path + ".string", MAX_TEXT))
        : List.of();
  }

  private static List<FieldError> taint(Unstructured taint, String path) {
    List<FieldError> errors =
        new ArrayList<>(Rules.qualifiedName(taint.string("key"), path + ".key"));
    String value = taint.string("value");
    LabelSyntax.valueProblems(value)
        .forEach(wrong -> errors.add(FieldError.invalid(path + ".value", value, wrong)));
    String effect = taint.string("effect");
    if (effect.isEmpty()) {
      errors.add(FieldError.required(path + ".effect", ""));
    } else {
      errors.addAll(Rules.oneOf(effect, path + ".effect", "NoExecute", "NoSchedule", "None"));
    }
    return errors;
  }
}
