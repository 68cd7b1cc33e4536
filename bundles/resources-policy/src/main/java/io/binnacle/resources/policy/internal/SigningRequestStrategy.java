package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * CertificateSigningRequests. Who asks is written down by the server and what is asked never
 * changes. Who may approve writes {@code approval}, who signs writes {@code status}; each leaves
 * the other's conditions alone. As two paths write the status, this strategy keeps what is not the
 * path's own, and the table declares no status of the usual kind.
 */
final class SigningRequestStrategy implements Strategy {
  private static final List<String> DECISIONS = List.of("Approved", "Denied");
  private static final String STATUS = "status";
  private static final String APPROVAL = "approval";

  private final InstantSource clock;

  SigningRequestStrategy(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = Parts.of(object, "spec");
    spec.set(context.user().name(), "username");
    put(spec, "uid", context.user().uid().isEmpty() ? null : context.user().uid());
    List<String> groups = context.user().groups();
    put(spec, "groups", groups.isEmpty() ? null : new ArrayList<>(groups));
    Map<String, List<String>> extra = context.user().extra();
    put(spec, "extra", extra.isEmpty() ? null : new LinkedHashMap<>(extra));
    object.set(new LinkedHashMap<>(), STATUS);
  }

  private static void put(Unstructured object, String field, @Nullable Object value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.set(value, field);
    }
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return switch (subresource) {
      case "" -> Set.of(STATUS);
      case APPROVAL -> Set.of("spec", "status.certificate");
      default -> Set.of();
    };
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    put(object, "spec", Unstructured.copy(previous.get("spec")));
    switch (context.subresource()) {
      case STATUS -> {
        keepConditions(object, previous, DECISIONS::contains);
        date(object, previous);
      }
      case APPROVAL -> {
        object.setDefault(new LinkedHashMap<>(), STATUS);
        put(Parts.of(object, STATUS), "certificate", previous.get(STATUS, "certificate"));
        keepConditions(object, previous, type -> !DECISIONS.contains(type));
        date(object, previous);
      }
      default -> put(object, STATUS, Unstructured.copy(previous.get(STATUS)));
    }
  }

  /**
   * Conditions of the given types stay as they were if the request has just as many of them; an
   * attempt to add or remove some is left for validation to refuse.
   */
  private static void keepConditions(
      Unstructured object, Unstructured previous, Predicate<String> isKept) {
    List<Unstructured> before =
        previous.items(STATUS, "conditions").stream()
            .filter(condition -> isKept.test(condition.string("type")))
            .toList();
    List<Unstructured> now =
        object.items(STATUS, "conditions").stream()
            .filter(condition -> isKept.test(condition.string("type")))
            .toList();
    if (before.stream()
        .map(c -> c.string("type"))
        .toList()
        .equals(now.stream().map(c -> c.string("type")).toList())) {
      for (int i = 0; i < now.size(); i++) {
        now.get(i).content().clear();
        now.get(i).content().putAll(before.get(i).deepCopy().content());
      }
    }
  }

  /** When a condition came, and when it last became what it is. */
  private void date(Unstructured object, Unstructured previous) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    for (Unstructured condition : object.items(STATUS, "conditions")) {
      if (condition.string("lastUpdateTime").isEmpty()) {
        condition.set(now, "lastUpdateTime");
      }
      if (condition.string("lastTransitionTime").isEmpty()) {
        String since =
            previous.items(STATUS, "conditions").stream()
                .filter(old -> sameState(old, condition))
                .map(old -> old.string("lastTransitionTime"))
                .filter(time -> !time.isEmpty())
                .findFirst()
                .orElse(now);
        condition.set(since, "lastTransitionTime");
      }
    }
  }

  private static boolean sameState(Unstructured one, Unstructured other) {
    return Objects.equals(one.get("type"), other.get("type"))
        && Objects.equals(one.get("status"), other.get("status"));
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return SigningRequestValidation.validate(Parts.of(object, "spec"));
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return SigningRequestChanges.problems(context.subresource(), object, previous);
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of("spec.signerName", object.string("spec", "signerName"));
  }
}
