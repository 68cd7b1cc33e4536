package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.pod.ClaimSpecValidation;
import io.binnacle.resources.core.pod.PodTemplateValidation;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * StatefulSets. Their template is validated as its pods will be, with a volume for each claim
 * template, and only when it is new: one that was taken once must not stand in the way of scaling.
 */
final class StatefulSetStrategy extends WorkloadStrategy {
  private static final String UPDATE_STRATEGY = "spec.updateStrategy";

  /** Of a feature that is off by default in 1.36. */
  private static final String[] UNAVAILABLE = {
    "spec", "updateStrategy", "rollingUpdate", "maxUnavailable"
  };

  private static final List<String> POLICIES = List.of("OrderedReady", "Parallel");
  private static final List<String> RETENTION = List.of("Retain", "Delete");
  private static final Set<String> CHANGEABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");
  private static final WorkloadRules.Words WORDS =
      new WorkloadRules.Words("empty selector is invalid for statefulset", "");

  StatefulSetStrategy() {
    super(List.of("replicas", "availableReplicas"), false);
  }

  @Override
  void applySpecDefaults(Unstructured spec) {
    spec.setDefault(1L, "replicas");
    spec.setDefault("", "serviceName");
    if (spec.string("podManagementPolicy").isEmpty()) {
      spec.set("OrderedReady", "podManagementPolicy");
    }
    if (spec.string("updateStrategy", "type").isEmpty()) {
      spec.set("RollingUpdate", "updateStrategy", "type");
      spec.setDefault(0L, "updateStrategy", "rollingUpdate", "partition");
    } else if (spec.string("updateStrategy", "type").equals("RollingUpdate")
        && spec.get("updateStrategy", "rollingUpdate") != null) {
      spec.setDefault(0L, "updateStrategy", "rollingUpdate", "partition");
    }
    spec.setDefault(10L, "revisionHistoryLimit");
    for (String when : List.of("whenDeleted", "whenScaled")) {
      if (spec.string("persistentVolumeClaimRetentionPolicy", when).isEmpty()) {
        spec.set("Retain", "persistentVolumeClaimRetentionPolicy", when);
      }
    }
    for (Unstructured claim : spec.items("volumeClaimTemplates")) {
      claim.set("PersistentVolumeClaim", "kind");
      claim.set("v1", "apiVersion");
      claim.setDefault("Filesystem", "spec", "volumeMode");
      claim.setDefault("Pending", "status", "phase");
    }
  }

  @Override
  List<FieldError> specProblems(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>();
    String policy = spec.string("podManagementPolicy");
    if (!POLICIES.contains(policy)) {
      errors.add(
          FieldError.invalid(
              "spec.podManagementPolicy", policy, "must be 'OrderedReady' or 'Parallel'"));
    }
    errors.addAll(updateStrategyProblems(part(spec, "updateStrategy")));
    errors.addAll(retentionProblems(part(spec, "persistentVolumeClaimRetentionPolicy")));
    errors.addAll(Counters.notNegative(spec, "spec", "replicas", "minReadySeconds"));
    errors.addAll(Counters.notNegative(part(spec, "ordinals"), "spec.ordinals", "start"));
    errors.addAll(WorkloadRules.selectorProblems(spec, WORDS));
    if (!WorkloadRules.isSelectorUnreadable(spec)) {
      errors.addAll(WorkloadRules.labelProblems(spec));
    }
    errors.addAll(WorkloadRules.lifetimeProblems(part(spec, "template"), "StatefulSet"));
    return errors;
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    super.prepareForCreate(context, object);
    object.remove(UNAVAILABLE);
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    super.prepareForUpdate(context, object, previous);
    if (previous.get(UNAVAILABLE) == null) {
      object.remove(UNAVAILABLE);
    }
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    List<String> warnings = new ArrayList<>(super.warnings(context, object));
    if (!context.subresource().isEmpty()) {
      return warnings;
    }
    List<Unstructured> claims = object.items("spec", "volumeClaimTemplates");
    for (int i = 0; i < claims.size(); i++) {
      warnings.addAll(
          PodTemplateWarnings.ofClaim(
              part(claims.get(i), "spec"), "spec.volumeClaimTemplates[" + i + "]"));
    }
    if (object.number(0, "spec", "revisionHistoryLimit") < 0) {
      warnings.add(
          "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >="
              + " 0 is recommended");
    }
    return warnings;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured spec = part(object, "spec");
    List<FieldError> errors = new ArrayList<>(specProblems(spec));
    List<Unstructured> claims = spec.items("volumeClaimTemplates");
    for (int i = 0; i < claims.size(); i++) {
      ClaimSpecValidation.check(
          errors, part(claims.get(i), "spec"), "spec.volumeClaimTemplates[" + i + "].spec");
    }
    if (!WorkloadRules.isSelectorUnreadable(spec)) {
      errors.addAll(templateProblems(spec));
    }
    String service = spec.string("serviceName");
    String wrong = service.isEmpty() ? null : Names.label(service, false);
    if (wrong != null) {
      errors.add(FieldError.invalid("spec.serviceName", service, wrong));
    }
    return errors;
  }

  private static List<FieldError> templateProblems(Unstructured spec) {
    Unstructured template = part(spec, "template").deepCopy();
    // Each pod has the name that the controller gives it.
    template.remove("spec", "hostname");
    template.remove("spec", "subdomain");
    List<@Nullable Object> volumes = new ArrayList<>(template.list("spec", "volumes"));
    for (Unstructured claim : spec.items("volumeClaimTemplates")) {
      String name = claim.name();
      volumes.removeIf(volume -> volume instanceof Map<?, ?> map && name.equals(map.get("name")));
      volumes.add(Map.of("name", name, "persistentVolumeClaim", Map.of("claimName", name)));
    }
    if (!volumes.isEmpty()) {
      template.set(volumes, "spec", "volumes");
    }
    List<FieldError> errors =
        new ArrayList<>(PodTemplateValidation.validate(template, WorkloadRules.TEMPLATE));
    // The original looks at these once more.
    errors.addAll(PodTemplateValidation.metadata(template, WorkloadRules.TEMPLATE));
    return errors;
  }

  private static List<FieldError> updateStrategyProblems(Unstructured strategy) {
    Object rolling = strategy.get("rollingUpdate");
    return switch (strategy.string("type")) {
      case "OnDelete" ->
          rolling == null
              ? List.of()
              : List.of(
                  FieldError.invalid(
                      UPDATE_STRATEGY + ".rollingUpdate",
                      QuotedStrategy.partition(strategy),
                      "only allowed for updateStrategy 'RollingUpdate'"));
      case "RollingUpdate" -> rollingProblems(part(strategy, "rollingUpdate"));
      default ->
          List.of(
              FieldError.invalid(
                  UPDATE_STRATEGY,
                  QuotedStrategy.partitioned(strategy),
                  "must be 'RollingUpdate' or 'OnDelete'"));
    };
  }

  private static List<FieldError> rollingProblems(Unstructured rolling) {
    String path = UPDATE_STRATEGY + ".rollingUpdate";
    List<FieldError> errors = new ArrayList<>(Counters.notNegative(rolling, path, "partition"));
    IntOrPercent unavailable = IntOrPercent.at(rolling, "maxUnavailable", path);
    if (unavailable.value() != null) {
      errors.addAll(unavailable.form());
      if (unavailable.isZero()) {
        errors.add(FieldError.invalid(unavailable.path(), unavailable.value(), "cannot be 0"));
      }
      errors.addAll(unavailable.atMostHundredPercent());
    }
    return errors;
  }

  private static List<FieldError> retentionProblems(Unstructured policy) {
    List<FieldError> errors = new ArrayList<>();
    for (String when : List.of("whenDeleted", "whenScaled")) {
      if (!RETENTION.contains(policy.string(when))) {
        errors.add(
            FieldError.notSupported(
                "spec.persistentVolumeClaimRetentionPolicy." + when,
                policy.string(when),
                RETENTION));
      }
    }
    return errors;
  }

  @Override
  List<FieldError> changeProblems(Unstructured spec, Unstructured previousSpec) {
    List<FieldError> errors = new ArrayList<>();
    if (!part(spec, "template").equals(part(previousSpec, "template"))) {
      errors.addAll(templateProblems(spec));
    }
    if (!fixed(spec).equals(fixed(previousSpec))) {
      errors.add(
          FieldError.forbidden(
              "spec",
              "updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                  + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                  + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are"
                  + " forbidden"));
    }
    return errors;
  }

  /** The spec without what may change; the status of claim templates means nothing. */
  private static Unstructured fixed(Unstructured spec) {
    Unstructured copy = spec.deepCopy();
    CHANGEABLE.forEach(copy::remove);
    copy.items("volumeClaimTemplates").forEach(claim -> claim.remove("status"));
    return copy;
  }

  @Override
  List<FieldError> statusProblems(Unstructured status, Unstructured previousStatus) {
    List<FieldError> errors =
        new ArrayList<>(
            Counters.notNegative(
                status,
                "status",
                "replicas",
                "readyReplicas",
                "currentReplicas",
                "updatedReplicas",
                "availableReplicas",
                "observedGeneration",
                "collisionCount"));
    errors.addAll(
        Counters.notAboveReplicas(
            status, "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"));
    errors.addAll(Counters.availableNotAboveReady(status));
    errors.addAll(Counters.collisionsNotDecremented(status, previousStatus));
    return errors;
  }
}
