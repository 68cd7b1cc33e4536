package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.IpRules;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What is wrong with a pod's specification, alone or in a template. Stateless. */
public final class PodSpecValidation {
  private PodSpecValidation() {}

  /**
   * Checks a specification after {@link PodSpecDefaults}.
   *
   * @param path where it stands: {@code spec}, {@code spec.template.spec}
   */
  public static List<FieldError> validate(Unstructured spec, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (!spec.map("resources").isEmpty()) {
      errors.addAll(ResourceValidation.ofPod(spec, path + ".resources"));
    }
    Set<String> volumes = VolumeValidation.check(errors, spec.items("volumes"), path + ".volumes");
    PodClaimValidation.check(errors, spec.items("resourceClaims"), path + ".resourceClaims");
    new ContainersValidation(spec, path, volumes).check(errors);
    Choices.require(
        errors,
        path + ".restartPolicy",
        spec.string("restartPolicy"),
        "Always",
        "OnFailure",
        "Never");
    DnsValidation.check(errors, spec, path);
    errors.addAll(LabelRules.labels(spec.map("nodeSelector"), path + ".nodeSelector"));
    PodSecurityValidation.check(errors, spec, path);
    imagePullSecrets(errors, spec, path);
    SchedulingValidation.check(errors, spec, path);
    gates(errors, spec, path);
    name(errors, spec, path, "serviceAccountName", Names::subdomain);
    name(errors, spec, path, "nodeName", Names::subdomain);
    Object deadline = spec.get("activeDeadlineSeconds");
    if (deadline instanceof Number seconds
        && (seconds.longValue() < 1 || seconds.longValue() > Integer.MAX_VALUE)) {
      errors.add(
          FieldError.invalid(
              path + ".activeDeadlineSeconds",
              deadline,
              "must be between 1 and 2147483647, inclusive"));
    }
    name(errors, spec, path, "hostname", DnsLabel::problem);
    name(errors, spec, path, "subdomain", DnsLabel::problem);
    hostAliases(errors, spec, path);
    name(errors, spec, path, "priorityClassName", Names::subdomain);
    name(errors, spec, path, "runtimeClassName", Names::subdomain);
    Choices.check(
        errors,
        path + ".preemptionPolicy",
        spec.string("preemptionPolicy"),
        "PreemptLowerPriority",
        "Never");
    OsValidation.check(errors, spec, path);
    return errors;
  }

  private static void name(
      List<FieldError> errors,
      Unstructured spec,
      String path,
      String field,
      BiFunction<String, Boolean, @Nullable String> rule) {
    String name = spec.string(field);
    String problem = name.isEmpty() ? null : rule.apply(name, false);
    if (problem != null) {
      errors.add(FieldError.invalid(path + "." + field, name, problem));
    }
  }

  private static void imagePullSecrets(List<FieldError> errors, Unstructured spec, String path) {
    List<Unstructured> secrets = spec.items("imagePullSecrets");
    for (int i = 0; i < secrets.size(); i++) {
      if (secrets.get(i).content().size() > 1) {
        errors.add(
            FieldError.invalid(
                path + ".imagePullSecrets[" + i + "]",
                secrets.get(i).content(),
                "only name may be set"));
      }
    }
  }

  private static void gates(List<FieldError> errors, Unstructured spec, String path) {
    List<Unstructured> readiness = spec.items("readinessGates");
    for (int i = 0; i < readiness.size(); i++) {
      errors.addAll(
          LabelRules.key(
              readiness.get(i).string("conditionType"),
              path + ".readinessGates[" + i + "].conditionType"));
    }
    List<Unstructured> scheduling = spec.items("schedulingGates");
    Set<String> seen = new java.util.HashSet<>();
    for (int i = 0; i < scheduling.size(); i++) {
      String name = scheduling.get(i).string("name");
      String at = path + ".schedulingGates[" + i + "]";
      errors.addAll(LabelRules.key(name, at));
      if (!seen.add(name)) {
        errors.add(FieldError.duplicate(at, name));
      }
    }
    if (!scheduling.isEmpty() && !spec.string("nodeName").isEmpty()) {
      errors.add(
          FieldError.forbidden(
              path + ".nodeName", "cannot be set until all schedulingGates have been cleared"));
    }
  }

  private static void hostAliases(List<FieldError> errors, Unstructured spec, String path) {
    List<Unstructured> aliases = spec.items("hostAliases");
    for (int i = 0; i < aliases.size(); i++) {
      String at = path + ".hostAliases[" + i + "]";
      String ip = aliases.get(i).string("ip");
      if (IpRules.parse(ip) == null) {
        errors.add(FieldError.invalid(at + ".ip", ip, IpRules.ADDRESS));
      }
      List<?> names = aliases.get(i).list("hostnames");
      for (int n = 0; n < names.size(); n++) {
        String problem = Names.subdomain(String.valueOf(names.get(n)), false);
        if (problem != null) {
          errors.add(FieldError.invalid(at + ".hostnames[" + n + "]", names.get(n), problem));
        }
      }
    }
  }
}
