package io.binnacle.crd.cost;

/** What calls cost: of functions of CEL's extensions, of Kubernetes, and of the language itself. */
final class CallCosts {
  /** How much of a pattern's length goes into the cost of looking for it. */
  private static final double PATTERN = 0.25;

  private CallCosts() {}

  static CallCost of(Call call) {
    CallCost cost = ExtensionCosts.of(call);
    if (cost == null) {
      cost = KubernetesCosts.of(call);
    }
    return cost == null ? standard(call) : cost;
  }

  /** Looking in a text for what matches a pattern. */
  static long search(SizeRange text, SizeRange pattern) {
    return Capped.times(
        text.plus(SizeRange.exactly(1)).reading(), Capped.scaled(pattern.most(), PATTERN));
  }

  private static CallCost standard(Call call) {
    return switch (call.overload()) {
      case "string_to_bytes" -> {
        SizeRange text = call.size(0);
        yield new CallCost(text.reading(), text.times(new SizeRange(1, 4)));
      }
      case "bytes_to_string" -> {
        SizeRange bytes = call.size(0);
        yield new CallCost(bytes.reading(), new SizeRange(bytes.least() / 4, bytes.most()));
      }
      case "strings_quote" -> {
        SizeRange text = call.size(0);
        SizeRange quoted = text.times(new SizeRange(1, 2)).plus(SizeRange.exactly(2));
        yield new CallCost(text.reading(), quoted);
      }
      case "starts_with_string", "ends_with_string" -> CallCost.of(call.size(0).reading());
      case "in_list" -> CallCost.of(call.size(1).most());
      case "matches", "matches_string" -> matching(call);
      case "contains_string" ->
          call.target() == null
              ? CallCost.ONE
              : CallCost.of(Capped.times(call.target().size().reading(), call.size(0).reading()));
      case "conditional" -> new CallCost(0, call.size(1).or(call.size(2)));
      case "logical_and", "logical_or" -> CallCost.of(0);
      case "add_list" -> new CallCost(1, call.size(0).plus(call.size(1)));
      case "add_string", "add_bytes" -> {
        SizeRange both = call.size(0).plus(call.size(1));
        yield new CallCost(both.reading(), both);
      }
      case "less_string",
          "greater_string",
          "less_equals_string",
          "greater_equals_string",
          "less_bytes",
          "greater_bytes",
          "less_equals_bytes",
          "greater_equals_bytes",
          "equals",
          "not_equals" ->
          CallCost.of(comparing(call.size(0), call.size(1)));
      default ->
          call.function().equals("format") && call.target() != null
              ? CallCost.of(call.target().size().reading())
              : CallCost.ONE;
    };
  }

  private static CallCost matching(Call call) {
    return call.target() == null
        ? CallCost.ONE
        : CallCost.of(search(call.target().size(), call.size(0)));
  }

  /** The shorter one decides. */
  private static long comparing(SizeRange a, SizeRange b) {
    return SizeRange.upTo(Math.min(a.most(), b.most())).reading();
  }
}
