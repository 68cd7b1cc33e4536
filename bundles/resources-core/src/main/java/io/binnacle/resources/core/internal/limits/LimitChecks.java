package io.binnacle.resources.core.internal.limits;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;
import io.binnacle.resources.core.internal.amounts.PodAmounts;
import io.binnacle.schema.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an object asks for that a LimitRange does not allow. */
final class LimitChecks {
  private final Set<String> problems = new LinkedHashSet<>();

  static Set<String> pod(Unstructured range, Unstructured pod) {
    LimitChecks checks = new LimitChecks();
    for (Unstructured limit : range.items("spec", "limits")) {
      switch (limit.string("type")) {
        case "Container" -> {
          for (String list : List.of("containers", "initContainers")) {
            for (Unstructured container : pod.items("spec", list)) {
              checks.bounds(
                  limit,
                  Amounts.of(container.map("resources", "requests")),
                  Amounts.of(container.map("resources", "limits")));
            }
          }
        }
        case "Pod" -> {
          PodAmounts all = PodAmounts.of(pod);
          checks.bounds(limit, all.ownRequests(), all.ownLimits());
        }
        default -> {
          // Of another kind of object.
        }
      }
    }
    return checks.problems;
  }

  static Set<String> claim(Unstructured range, Unstructured claim) {
    LimitChecks checks = new LimitChecks();
    Amounts requests = Amounts.of(claim.map("spec", "resources", "requests"));
    for (Unstructured limit : range.items("spec", "limits")) {
      String type = limit.string("type");
      if (type.equals("PersistentVolumeClaim")) {
        Amounts.of(limit.map("min"))
            .values()
            .forEach((name, least) -> checks.least(type, name, least, requests, Amounts.NONE));
        Amounts.of(limit.map("max"))
            .values()
            .forEach((name, most) -> checks.mostRequested(type, name, most, requests));
      }
    }
    return checks.problems;
  }

  private void bounds(Unstructured limit, Amounts requests, Amounts limits) {
    String type = limit.string("type");
    Amounts.of(limit.map("min"))
        .values()
        .forEach((name, least) -> least(type, name, least, requests, limits));
    Amounts.of(limit.map("max"))
        .values()
        .forEach((name, most) -> most(type, name, most, requests, limits));
    Amounts.of(limit.map("maxLimitRequestRatio"))
        .values()
        .forEach((name, ratio) -> ratio(type, name, ratio, requests, limits));
  }

  private void least(String type, String name, Quantity least, Amounts requests, Amounts limits) {
    String rule = "minimum " + name + " usage per " + type + " is " + least;
    Quantity request = requests.get(name);
    Quantity limit = limits.get(name);
    if (request == null) {
      problems.add(rule + ". No request is specified");
    } else if (request.compareTo(least) < 0) {
      problems.add(rule + ", but request is " + request);
    } else if (limit != null && limit.compareTo(least) < 0) {
      problems.add(rule + ", but limit is " + limit);
    }
  }

  private void most(String type, String name, Quantity most, Amounts requests, Amounts limits) {
    String rule = "maximum " + name + " usage per " + type + " is " + most;
    Quantity request = requests.get(name);
    Quantity limit = limits.get(name);
    if (limit == null) {
      problems.add(rule + ". No limit is specified");
    } else if (limit.compareTo(most) > 0) {
      problems.add(rule + ", but limit is " + limit);
    } else if (request != null && request.compareTo(most) > 0) {
      problems.add(rule + ", but request is " + request);
    }
  }

  private void mostRequested(String type, String name, Quantity most, Amounts requests) {
    String rule = "maximum " + name + " usage per " + type + " is " + most;
    Quantity request = requests.get(name);
    if (request == null) {
      problems.add(rule + ". No request is specified");
    } else if (request.compareTo(most) > 0) {
      problems.add(rule + ", but request is " + request);
    }
  }

  private void ratio(String type, String name, Quantity most, Amounts requests, Amounts limits) {
    String rule = name + " max limit to request ratio per " + type + " is " + most;
    if (isNothing(requests.get(name))) {
      problems.add(rule + ", but no request is specified or request is 0");
    } else if (isNothing(limits.get(name))) {
      problems.add(rule + ", but no limit is specified or limit is 0");
    } else {
      double ratio = (double) limits.orZero(name).milliValue() / requests.orZero(name).milliValue();
      if (ratio * 1000 > most.milliValue()) {
        problems.add(rule + String.format(Locale.ROOT, ", but provided ratio is %f", ratio));
      }
    }
  }

  private static boolean isNothing(@Nullable Quantity amount) {
    return amount == null || amount.signum() == 0;
  }
}
