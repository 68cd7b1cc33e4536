package io.binnacle.controllers.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The status of a quota.
 *
 * @param hard what is limited
 * @param used what is used of it
 */
record QuotaStatus(SortedMap<String, Quantity> hard, SortedMap<String, Quantity> used) {
  static QuotaStatus of(Unstructured quota) {
    return new QuotaStatus(
        amounts(quota.map("status", "hard")), amounts(quota.map("status", "used")));
  }

  /** Reads what decoding has let pass. */
  static SortedMap<String, Quantity> amounts(Map<String, ?> texts) {
    SortedMap<String, Quantity> amounts = new TreeMap<>();
    texts.forEach((name, text) -> amounts.put(name, Quantity.parse(String.valueOf(text))));
    return amounts;
  }

  void put(Unstructured quota) {
    quota.set(texts(hard), "status", "hard");
    quota.set(texts(used), "status", "used");
  }

  private static Map<String, @Nullable Object> texts(Map<String, Quantity> amounts) {
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    amounts.forEach((name, amount) -> texts.put(name, amount.toString()));
    return texts;
  }
}
