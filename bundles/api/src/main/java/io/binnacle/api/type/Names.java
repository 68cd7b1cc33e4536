package io.binnacle.api.type;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API's rules for names; each answers with kube-apiserver's words for what is wrong, or null.
 */
public final class Names {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern PORT = Pattern.compile("[-a-z0-9]+");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private Names() {}

  /** RFC 1123 subdomain: most names. */
  public static @Nullable String subdomain(String name, boolean prefix) {
    String checked = prefix ? masked(name) : name;
    if (name.length() > 253) {
      return "must be no more than 253 characters";
    }
    return SUBDOMAIN.matcher(checked).matches()
        ? null
        : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is"
            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  }

  /** RFC 1123 label: namespaces. */
  public static @Nullable String label(String name, boolean prefix) {
    String checked = prefix ? masked(name) : name;
    if (name.length() > 63) {
      return "must be no more than 63 characters";
    }
    if (LABEL.matcher(checked).matches()) {
      return null;
    }
    return SUBDOMAIN.matcher(checked).matches()
        ? "must not contain dots"
        : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
            + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
            + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  }

  /** RFC 1035 label. */
  public static @Nullable String label1035(String name, boolean prefix) {
    String checked = prefix ? masked(name) : name;
    if (name.length() > 63) {
      return "must be no more than 63 characters";
    }
    return LABEL_1035.matcher(checked).matches()
        ? null
        : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
            + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
            + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
  }

  /** What may stand in one segment of a path: RBAC's names. */
  public static @Nullable String pathSegment(String name, boolean prefix) {
    if (!prefix && (name.equals(".") || name.equals(".."))) {
      return "may not be '" + name + "'";
    }
    for (String bad : new String[] {"/", "%"}) {
      if (name.contains(bad)) {
        return "may not contain '" + bad + "'";
      }
    }
    return null;
  }

  /** A port's name (RFC 6335): all that is wrong with it, nothing if it is right. */
  public static List<String> portProblems(String name) {
    List<String> wrong = new ArrayList<>();
    if (name.length() > 15) {
      wrong.add("must be no more than 15 characters");
    }
    if (!PORT.matcher(name).matches()) {
      wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
      wrong.add("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) {
      wrong.add("must not contain consecutive hyphens");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      wrong.add("must not begin or end with a hyphen");
    }
    return wrong;
  }

  /**
   * A prefix may end in a dash, as a suffix will follow. The original does not look at what stands
   * before the dash either.
   */
  private static String masked(String prefix) {
    return prefix.endsWith("-") && prefix.length() > 1
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }
}
