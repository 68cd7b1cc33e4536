package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.IpRules;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Set<String> volumes = VolumeValidation.check(errors, spec.items("volumes"), path + ".volumes");
    PodClaimValidation.check(errors, spec.items("resourceClaims"), path + ".resourceClaims");
    ContainersValidation containers = new ContainersValidation(spec, path, volumes);
    containers.check(errors);
    Set<String> claims = containers.pod().resourceClaims();
    errors.addAll(PodResourceValidation.check(spec, path + ".resources", claims));
    hostNetworkPorts(errors, spec, path);
    Choices.require(
        errors,
        path + ".restartPolicy",
        spec.string("restartPolicy"),
        "Always",
        "OnFailure",
        "Never");
    DnsValidation.policy(errors, spec, path);
    errors.addAll(LabelRules.labels(spec.map("nodeSelector"), path + ".nodeSelector"));
    PodSecurityValidation.check(errors, spec, path);
    imagePullSecrets(errors, spec, path);
    AffinityValidation.check(errors, new Unstructured(spec.map("affinity")), path + ".affinity");
    DnsValidation.config(errors, spec, path);
    gates(errors, spec, path);
    SpreadValidation.check(
        errors, spec.items("topologySpreadConstraints"), path + ".topologySpreadConstraints");
    WindowsOptions.hostProcesses(errors, spec, path);
    PodSecurityValidation.hostUsers(errors, spec, path);
    PodHostname.check(errors, spec, path);
    names(errors, spec, path);
    TolerationValidation.check(errors, spec.items("tolerations"), path + ".tolerations");
    hostAliases(errors, spec, path);
    name(errors, spec, path, "priorityClassName", Names::subdomain);
    if (spec.get("runtimeClassName") instanceof String runtime) {
      problem(errors, runtime, path + ".runtimeClassName", Names::subdomain);
    }
    preemption(errors, spec, path + ".preemptionPolicy");
    if (spec.get("overhead") != null) {
      errors.addAll(
          ResourceValidation.ofContainer(
              Map.of("limits", spec.map("overhead")), path + ".overhead", Set.of()));
    }
    OsValidation.check(errors, spec, path);
    FileKeyValidation.volumes(errors, spec, path);
    return errors;
  }

  private static void names(List<FieldError> errors, Unstructured spec, String path) {
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
  }

  private static void preemption(List<FieldError> errors, Unstructured spec, String at) {
    if (spec.get("preemptionPolicy") != null) {
      Choices.require(errors, at, spec.string("preemptionPolicy"), "PreemptLowerPriority", "Never");
    }
  }

  /**
   * On the host's network a port is the host's; in a template it may be left to the pod's defaults.
   */
  private static void hostNetworkPorts(List<FieldError> errors, Unstructured spec, String path) {
    if (!spec.bool("hostNetwork")) {
      return;
    }
    boolean ofPod = path.equals("spec");
    List<Unstructured> containers = spec.items("containers");
    for (int c = 0; c < containers.size(); c++) {
      List<Unstructured> ports = containers.get(c).items("ports");
      for (int p = 0; p < ports.size(); p++) {
        long host = ports.get(p).number(0, "hostPort");
        if ((ofPod || host != 0) && host != ports.get(p).number(0, "containerPort")) {
          errors.add(
              FieldError.invalid(
                  path + ".containers[" + c + "].ports[" + p + "].hostPort",
                  host,
                  "must match `containerPort` when `hostNetwork` is true"));
        }
      }
    }
  }

  private static void name(
      List<FieldError> errors,
      Unstructured spec,
      String path,
      String field,
      BiFunction<String, Boolean, @Nullable String> rule) {
    String name = spec.string(field);
    if (!name.isEmpty()) {
      problem(errors, name, path + "." + field, rule);
    }
  }

  private static void problem(
      List<FieldError> errors,
      String name,
      String at,
      BiFunction<String, Boolean, @Nullable String> rule) {
    String problem = rule.apply(name, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at, name, problem));
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
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < scheduling.size(); i++) {
      String name = scheduling.get(i).string("name");
      String at = path + ".schedulingGates[" + i + "]";
      errors.addAll(LabelRules.key(name, at));
      if (!seen.add(name)) {
        errors.add(FieldError.duplicate(at, name));
      }
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
