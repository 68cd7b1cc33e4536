package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What pods and containers alike may say of how they run on Windows. */
final class WindowsOptions {
  private static final int MAX_SPEC = 64 * 1024;
  private static final int MAX_DOMAIN = 256;
  private static final int MAX_USER = 104;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern NET_BIOS =
      Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
  private static final Pattern DNS =
      Pattern.compile(
          "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
  private static final Pattern ONLY_DOTS_OR_SPACES = Pattern.compile("[. ]+");
  private static final Pattern NOT_IN_USERS = Pattern.compile("[\"/\\\\:;|=,+*?<>@\\[\\]]");

  private WindowsOptions() {}

  /**
   * @param context of a pod or a container
   * @param path of the options
   */
  static void check(List<FieldError> errors, Unstructured context, String path) {
    if (!(context.get("windowsOptions") instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured options = Unstructured.of(map);
    if (options.get("gmsaCredentialSpecName") instanceof String name) {
      String problem = Names.subdomain(name, false);
      if (problem != null) {
        errors.add(FieldError.invalid(path + ".gmsaCredentialSpecName", name, problem));
      }
    }
    if (options.get("gmsaCredentialSpec") instanceof String spec) {
      String at = path + ".gmsaCredentialSpec";
      if (spec.isEmpty()) {
        errors.add(FieldError.invalid(at, spec, "gmsaCredentialSpec cannot be an empty string"));
      } else if (spec.length() > MAX_SPEC) {
        errors.add(FieldError.invalid(at, spec, "gmsaCredentialSpec size must be under 64 KiB"));
      }
    }
    if (options.get("runAsUserName") instanceof String name) {
      userName(errors, name, path + ".runAsUserName");
    }
  }

  private static void userName(List<FieldError> errors, String name, String at) {
    String[] parts = name.split("\\\\", -1);
    if (name.isEmpty()) {
      errors.add(FieldError.invalid(at, name, "runAsUserName cannot be an empty string"));
    } else if (CONTROL.matcher(name).find()) {
      errors.add(FieldError.invalid(at, name, "runAsUserName cannot contain control characters"));
    } else if (parts.length > 2) {
      errors.add(
          FieldError.invalid(at, name, "runAsUserName cannot contain more than one backslash"));
    } else {
      if (parts.length == 2) {
        domain(errors, name, parts[0], at);
      }
      user(errors, name, parts[parts.length - 1], at);
    }
  }

  private static void domain(List<FieldError> errors, String name, String domain, String at) {
    if (domain.length() >= MAX_DOMAIN) {
      errors.add(
          FieldError.invalid(
              at, name, "runAsUserName's Domain length must be under 256 characters"));
    }
    if (!NET_BIOS.matcher(domain).matches() && !DNS.matcher(domain).matches()) {
      errors.add(
          FieldError.invalid(
              at, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format"));
    }
  }

  private static void user(List<FieldError> errors, String name, String user, String at) {
    if (user.isEmpty()) {
      errors.add(FieldError.invalid(at, name, "runAsUserName's User cannot be empty"));
    } else if (user.length() > MAX_USER) {
      errors.add(
          FieldError.invalid(
              at, name, "runAsUserName's User length must not be longer than 104 characters"));
    }
    if (ONLY_DOTS_OR_SPACES.matcher(user).matches()) {
      errors.add(
          FieldError.invalid(
              at, name, "runAsUserName's User cannot contain only periods or spaces"));
    }
    if (NOT_IN_USERS.matcher(user).find()) {
      errors.add(
          FieldError.invalid(
              at,
              name,
              "runAsUserName's User cannot contain the following characters:"
                  + " \"/\\:;|=,+*?<>@[]"));
    }
  }

  /** Containers that are processes of their host: all of a pod's or none, on the host's network. */
  static void hostProcesses(List<FieldError> errors, Unstructured spec, String path) {
    Object ofPod = spec.get("securityContext", "windowsOptions", "hostProcess");
    int containers = 0;
    int ofHost = 0;
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> items = spec.items(list);
      for (int i = 0; i < items.size(); i++) {
        Object own = items.get(i).get("securityContext", "windowsOptions", "hostProcess");
        containers++;
        if (Boolean.TRUE.equals(own == null ? ofPod : own)) {
          ofHost++;
        }
        if (ofPod != null && own != null && !own.equals(ofPod)) {
          errors.add(
              FieldError.invalid(
                  path + "." + list + "[" + i + "].securityContext.windowsOptions.hostProcess",
                  own,
                  "pod hostProcess value must be identical if both are specified, was " + ofPod));
        }
      }
    }
    if (ofHost > 0 && ofHost < containers) {
      errors.add(
          FieldError.invalid(
              path,
              "",
              "If pod contains any hostProcess containers then all containers must be HostProcess"
                  + " containers"));
    }
    if (ofHost > 0 && !spec.bool("hostNetwork")) {
      errors.add(
          FieldError.invalid(
              path + ".hostNetwork",
              false,
              "hostNetwork must be true if pod contains any hostProcess containers"));
    }
  }
}
