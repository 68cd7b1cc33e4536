package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with what a priority level does with requests that can't be served at once. */
final class ResponseValidation {
  private static final List<String> TYPES = List.of("Queue", "Reject");
  private static final long MAX_QUEUES = 10_000_000;
  private static final int MAX_BITS = 60;

  private ResponseValidation() {}

  static List<FieldError> validate(Unstructured response, String path) {
    boolean queuing = response.get("queuing") != null;
    return switch (response.string("type")) {
      case "Reject" ->
          queuing
              ? List.of(
                  FieldError.forbidden(
                      path + ".queuing",
                      "must be nil if limited.limitResponse.type is not Limited"))
              : List.of();
      case "Queue" ->
          queuing
              ? queues(Parts.of(response, "queuing"), path + ".queuing")
              : List.of(
                  FieldError.required(
                      path + ".queuing",
                      "must not be empty if limited.limitResponse.type is Limited"));
      default -> List.of(FieldError.notSupported(path + ".type", response.string("type"), TYPES));
    };
  }

  private static List<FieldError> queues(Unstructured queuing, String path) {
    List<FieldError> errors = new ArrayList<>();
    long limit = queuing.number(0, "queueLengthLimit");
    long queues = queuing.number(0, "queues");
    long hand = queuing.number(0, "handSize");
    if (limit <= 0) {
      errors.add(FieldError.invalid(path + ".queueLengthLimit", limit, "must be positive"));
    }
    if (queues <= 0) {
      errors.add(FieldError.invalid(path + ".queues", queues, "must be positive"));
    } else if (queues > MAX_QUEUES) {
      errors.add(
          FieldError.invalid(path + ".queues", queues, "must not be greater than " + MAX_QUEUES));
    }
    if (hand <= 0) {
      errors.add(FieldError.invalid(path + ".handSize", hand, "must be positive"));
    } else if (hand > queues) {
      errors.add(
          FieldError.invalid(
              path + ".handSize", hand, "should not be greater than queues (" + queues + ")"));
    } else if (bits(queues, hand) > MAX_BITS) {
      errors.add(
          FieldError.invalid(
              path + ".handSize",
              hand,
              "required entropy bits of deckSize "
                  + queues
                  + " and handSize "
                  + hand
                  + " should not be greater than "
                  + MAX_BITS));
    }
    return errors;
  }

  /** How many bits of a flow's hash it takes to deal it a hand of queues. */
  private static int bits(long queues, long hand) {
    double bits = 0;
    for (long dealt = 0; dealt < hand && bits <= MAX_BITS; dealt++) {
      bits += Math.log(queues - dealt) / Math.log(2);
    }
    return (int) Math.ceil(bits);
  }
}
