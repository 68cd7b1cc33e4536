package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Where a webhook is and what it is called. */
final class ClientRules {
  private static final String FORM = "; desired format: https://host[/path]";

  private ClientRules() {}

  static List<FieldError> webhookName(String name, String path) {
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    String wrong = Names.subdomain(name, false);
    if (wrong == null && name.split("\\.", -1).length < 3) {
      wrong = "should be a domain with at least three segments separated by dots";
    }
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, name, wrong));
  }

  static List<FieldError> version(String version, String path) {
    String wrong = Names.label1035(version, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, version, wrong));
  }

  static List<FieldError> client(Unstructured client, String path) {
    boolean url = client.get("url") != null;
    boolean service = client.get("service") != null;
    if (url == service) {
      return List.of(FieldError.required(path, "exactly one of url or service is required"));
    }
    return url
        ? url(client.string("url"), path + ".url")
        : service(new Unstructured(client.map("service")), path + ".service");
  }

  private static List<FieldError> url(String text, String path) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return List.of(FieldError.required(path, "url must be a valid URL: " + e.getReason() + FORM));
    }
    List<FieldError> errors = new ArrayList<>();
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    if (!scheme.equals("https")) {
      errors.add(FieldError.invalid(path, scheme, "'https' is the only allowed URL scheme" + FORM));
    }
    if (url.getHost() == null) {
      errors.add(FieldError.invalid(path, "", "host must be specified" + FORM));
    }
    String user = url.getUserInfo();
    if (user != null) {
      errors.add(FieldError.invalid(path, user, "user information is not permitted in the URL"));
    }
    if (url.getFragment() != null && !url.getFragment().isEmpty()) {
      errors.add(
          FieldError.invalid(path, url.getFragment(), "fragments are not permitted in the URL"));
    }
    if (url.getQuery() != null && !url.getQuery().isEmpty()) {
      errors.add(
          FieldError.invalid(
              path, url.getQuery(), "query parameters are not permitted in the URL"));
    }
    return errors;
  }

  private static List<FieldError> service(Unstructured service, String path) {
    List<FieldError> errors = new ArrayList<>();
    // The original has the two the wrong way round.
    if (service.string("namespace").isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    }
    if (service.string("name").isEmpty()) {
      errors.add(FieldError.required(path + ".namespace", ""));
    }
    long port = service.number(443, "port");
    if (port < 1 || port > 65535) {
      errors.add(
          FieldError.invalid(
              path + ".port", port, "port is not valid: must be between 1 and 65535, inclusive"));
    }
    if (service.get("path") instanceof String urlPath) {
      errors.addAll(urlPath(urlPath, path + ".path"));
    }
    return errors;
  }

  private static List<FieldError> urlPath(String urlPath, String path) {
    if (urlPath.isEmpty() || urlPath.equals("/")) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    if (!urlPath.startsWith("/")) {
      errors.add(FieldError.invalid(path, urlPath, "must start with a '/'"));
    }
    String trimmed = urlPath.substring(1);
    String[] steps =
        (trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed)
            .split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      String wrong = Names.subdomain(steps[i], false);
      if (steps[i].isEmpty()) {
        errors.add(FieldError.invalid(path, urlPath, "segment[" + i + "] may not be empty"));
      } else if (wrong != null) {
        errors.add(FieldError.invalid(path, urlPath, "segment[" + i + "]: " + wrong));
      }
    }
    return errors;
  }
}
