package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Volumes put together from several sources, of which no two may write the same file. */
final class ProjectedValidation {
  private final List<FieldError> errors;
  private final String path;
  private final Set<String> files = new HashSet<>();

  private ProjectedValidation(List<FieldError> errors, String path) {
    this.errors = errors;
    this.path = path;
  }

  static void check(List<FieldError> errors, Unstructured projected, String path) {
    PathRules.mode(errors, projected.get("defaultMode"), path + ".defaultMode");
    ProjectedValidation validation = new ProjectedValidation(errors, path);
    List<Unstructured> sources = projected.items("sources");
    for (int i = 0; i < sources.size(); i++) {
      validation.source(sources.get(i), path + ".sources[" + i + "]");
    }
  }

  private void source(Unstructured source, String at) {
    int given = 0;
    for (String kind : List.of("secret", "configMap")) {
      if (source.get(kind) instanceof Map<?, ?> map) {
        given++;
        keys(Unstructured.of(map), at + "." + kind);
      }
    }
    if (source.get("downwardAPI") instanceof Map<?, ?> map) {
      given++;
      for (Unstructured file : Unstructured.of(map).items("items")) {
        DownwardValidation.file(errors, file, at + ".downwardAPI");
        add(file.string("path"), file.string("path"));
      }
    }
    if (source.get("serviceAccountToken") instanceof Map<?, ?> map) {
      given++;
      token(Unstructured.of(map), at + ".serviceAccountToken");
    }
    if (source.get("clusterTrustBundle") instanceof Map<?, ?> map) {
      given++;
      bundle(Unstructured.of(map), at + ".clusterTrustBundle");
    }
    if (source.get("podCertificate") != null) {
      given++;
    }
    if (given > 1) {
      errors.add(FieldError.forbidden(at, "may not specify more than 1 volume type per source"));
    }
  }

  private void keys(Unstructured source, String at) {
    String name = source.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(at + ".name", ""));
    }
    VolumeSources.items(errors, source, at);
    source.items("items").forEach(item -> add(item.string("path"), name));
  }

  /**
   * @param shown what the complaint about a path that is taken quotes
   */
  private void add(String file, String shown) {
    if (!file.isEmpty() && !files.add(file)) {
      errors.add(FieldError.invalid(path, shown, "conflicting duplicate paths"));
    }
  }

  private void token(Unstructured token, String at) {
    long seconds = token.number(0, "expirationSeconds");
    if (seconds < 600) {
      errors.add(
          FieldError.invalid(
              at + ".expirationSeconds",
              seconds,
              "may not specify a duration less than 10 minutes"));
    } else if (seconds > 1L << 32) {
      errors.add(
          FieldError.invalid(
              at + ".expirationSeconds",
              seconds,
              "may not specify a duration larger than 2^32 seconds"));
    }
    String file = token.string("path");
    if (file.isEmpty()) {
      errors.add(FieldError.required(path + ".path", ""));
    } else {
      PathRules.local(errors, file, path + ".path");
    }
  }

  private void bundle(Unstructured bundle, String at) {
    boolean named = bundle.get("name") != null;
    boolean signed = bundle.get("signerName") != null;
    if (named && signed) {
      errors.add(
          FieldError.invalid(at, bundle.content(), "only one of name and signerName may be used"));
    } else if (named) {
      if (bundle.string("name").isEmpty()) {
        errors.add(FieldError.required(at + ".name", "must be a valid object name"));
      }
      if (bundle.get("labelSelector") != null) {
        errors.add(
            FieldError.invalid(
                at + ".labelSelector",
                bundle.get("labelSelector"),
                "labelSelector must be unset if name is specified"));
      }
    } else if (signed) {
      if (bundle.string("signerName").isEmpty()) {
        errors.add(FieldError.required(at + ".signerName", "must be a valid signer name"));
      }
      errors.addAll(
          LabelRules.selector(
              new Unstructured(bundle.map("labelSelector")), at + ".labelSelector"));
    } else {
      errors.add(FieldError.required(at, "either name or signerName must be specified"));
    }
    String file = bundle.string("path");
    if (file.isEmpty()) {
      errors.add(FieldError.required(at + ".path", ""));
    }
    PathRules.local(errors, file, at + ".path");
    add(file, file);
  }
}
