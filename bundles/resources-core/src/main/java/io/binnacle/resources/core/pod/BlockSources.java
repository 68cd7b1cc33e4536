package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Volumes that are disks reached over a network. */
final class BlockSources {
  private static final String UNITS = "must be between 0 and 255, inclusive";
  private static final Map<String, Pattern> INITIATORS =
      Map.of(
          "iqn", Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.([\\p{Alnum}-.]+)(:[^,;*&$|\\s]+)$"),
          "eui", Pattern.compile("^eui.\\p{Alnum}{16}$"),
          "naa", Pattern.compile("^naa.\\p{Alnum}{32}$"));

  private BlockSources() {}

  static void iscsi(List<FieldError> errors, Unstructured source, String at) {
    if (source.string("targetPortal").isEmpty()) {
      errors.add(FieldError.required(at + ".targetPortal", ""));
    }
    if (source.string("iqn").isEmpty()) {
      errors.add(FieldError.required(at + ".iqn", ""));
    } else {
      initiator(errors, source.string("iqn"), at + ".iqn");
    }
    unit(errors, source.number(0, "lun"), at);
    if ((source.bool("chapAuthDiscovery") || source.bool("chapAuthSession"))
        && source.get("secretRef") == null) {
      errors.add(FieldError.required(at + ".secretRef", ""));
    }
    if (source.get("initiatorName") != null) {
      initiator(errors, source.string("initiatorName"), at + ".initiatorname");
    }
  }

  private static void initiator(List<FieldError> errors, String name, String at) {
    Pattern form = INITIATORS.get(name.substring(0, Math.min(3, name.length())));
    if (form == null) {
      errors.add(
          FieldError.invalid(at, name, "must be valid format starting with iqn, eui, or naa"));
    } else if (!form.matcher(name).find()) {
      errors.add(FieldError.invalid(at, name, "must be valid format"));
    }
  }

  private static void unit(List<FieldError> errors, long unit, String at) {
    if (unit < 0 || unit > 255) {
      errors.add(FieldError.invalid(at + ".lun", unit, UNITS));
    }
  }

  static void fibreChannel(List<FieldError> errors, Unstructured source, String at) {
    List<?> names = source.list("targetWWNs");
    boolean identified = !source.list("wwids").isEmpty();
    if (names.isEmpty() && !identified) {
      errors.add(
          FieldError.required(
              at + ".targetWWNs", "must specify either targetWWNs or wwids, but not both"));
    }
    if (!names.isEmpty() && identified) {
      errors.add(
          FieldError.invalid(
              at + ".targetWWNs",
              names,
              "targetWWNs and wwids can not be specified simultaneously"));
    }
    if (!names.isEmpty()) {
      if (source.get("lun") == null) {
        errors.add(FieldError.required(at + ".lun", "lun is required if targetWWNs is specified"));
      } else {
        unit(errors, source.number(0, "lun"), at);
      }
    }
  }

  static void azureDisk(List<FieldError> errors, Unstructured source, String at) {
    Choices.check(
        errors, at + ".cachingMode", source.string("cachingMode"), "None", "ReadOnly", "ReadWrite");
    String kind = source.string("kind");
    Choices.check(errors, at + ".kind", kind, "Dedicated", "Managed", "Shared");
    String uri = source.string("diskURI");
    if (kind.equals("Managed") && !uri.startsWith("/subscriptions/")) {
      errors.add(
          FieldError.notSupported(
              at + ".diskURI",
              uri,
              List.of(
                  "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/"
                      + "microsoft.compute/disks/{disk-id}")));
    } else if (!kind.isEmpty() && !kind.equals("Managed") && !uri.startsWith("https://")) {
      errors.add(
          FieldError.notSupported(
              at + ".diskURI",
              uri,
              List.of(
                  "https://{account-name}.blob.core.windows.net/{container-name}/"
                      + "{disk-name}.vhd")));
    }
  }
}
