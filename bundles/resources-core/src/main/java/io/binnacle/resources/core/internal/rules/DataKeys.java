package io.binnacle.resources.core.internal.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of ConfigMaps and Secrets. */
public final class DataKeys {
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");

  private DataKeys() {}

  /** All that is wrong with a key, nothing if it is right. */
  public static List<String> problems(String key) {
    List<String> wrong = new ArrayList<>();
    if (key.length() > 253) {
      wrong.add("must be no more than 253 bytes");
    }
    if (!KEY.matcher(key).matches()) {
      wrong.add(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
              + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
              + " '[-._a-zA-Z0-9]+')");
    }
    if (key.equals(".") || key.equals("..")) {
      wrong.add("must not be '" + key + "'");
    } else if (key.startsWith("..")) {
      wrong.add("must not start with '..'");
    }
    return wrong;
  }
}
