package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.util.List;
import java.util.regex.Pattern;

/** The DNS policy of a pod and its own DNS settings. */
final class DnsValidation {
  private static final List<String> POLICIES =
      List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
  private static final int MAX_LENGTH = 2048;
  private static final Pattern SEARCH =
      Pattern.compile("_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*");

  private DnsValidation() {}

  static void policy(List<FieldError> errors, Unstructured spec, String path) {
    String policy = spec.string("dnsPolicy");
    if (!POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported(path + ".dnsPolicy", policy, POLICIES));
    }
  }

  /** The pod's own settings, which it needs when it has no others. */
  static void config(List<FieldError> errors, Unstructured spec, String path) {
    Unstructured config = new Unstructured(spec.map("dnsConfig"));
    String at = path + ".dnsConfig";
    if (spec.string("dnsPolicy").equals("None")) {
      if (spec.get("dnsConfig") == null) {
        errors.add(FieldError.required(at, "must provide `dnsConfig` when `dnsPolicy` is None"));
        return;
      }
      if (config.list("nameservers").isEmpty()) {
        errors.add(
            FieldError.required(
                at + ".nameservers",
                "must provide at least one DNS nameserver when `dnsPolicy` is None"));
        return;
      }
    }
    List<?> servers = config.list("nameservers");
    if (servers.size() > 3) {
      errors.add(
          FieldError.invalid(
              at + ".nameservers", servers, "must not have more than 3 nameservers"));
    }
    for (int i = 0; i < servers.size(); i++) {
      if (IpRules.parse(String.valueOf(servers.get(i))) == null) {
        errors.add(
            FieldError.invalid(at + ".nameservers[" + i + "]", servers.get(i), IpRules.ADDRESS));
      }
    }
    searches(errors, config.list("searches"), at + ".searches");
    List<Unstructured> options = config.items("options");
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).string("name").isEmpty()) {
        errors.add(FieldError.required(at + ".options[" + i + "]", "must not be empty"));
      }
    }
  }

  private static void searches(List<FieldError> errors, List<?> searches, String at) {
    if (searches.size() > 32) {
      errors.add(FieldError.invalid(at, searches, "must not have more than 32 search paths"));
    }
    int length = Math.max(0, searches.size() - 1);
    for (Object search : searches) {
      length += String.valueOf(search).length();
    }
    if (length > MAX_LENGTH) {
      errors.add(
          FieldError.invalid(
              at,
              searches,
              "must not have more than 2048 characters (including spaces) in the search list"));
    }
    for (int i = 0; i < searches.size(); i++) {
      String search = String.valueOf(searches.get(i));
      String bare = search.endsWith(".") ? search.substring(0, search.length() - 1) : search;
      if (!search.equals(".") && !SEARCH.matcher(bare).matches()) {
        errors.add(
            FieldError.invalid(
                at + "[" + i + "]",
                bare,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                    + " '_', '-' or '.', and must start and end with an alphanumeric character"
                    + " (e.g. 'example.com', regex used for validation is"
                    + " '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')"));
      }
    }
  }
}
