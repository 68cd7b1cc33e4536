package io.binnacle.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes trees of JSON values for property tests. */
public final class RandomTree {
  private static final String[] WORDS = {
    "a",
    "b",
    "x-y",
    "yes",
    "null",
    "1",
    "0x1F",
    "1e3",
    "~",
    "",
    " lead",
    "trail ",
    "a: b",
    "- c",
    "#no",
    "line\nbreak",
    "line\n",
    "two\n\n",
    "tab\tbed",
    "quote\"s",
    "back\\slash",
    "ünï",
    "日本",
    "\uD83D\uDE00",
    "\u0000",
    "{}",
    "[]",
    "a/b",
    "~1",
    "2024-01-01",
    ".5",
    "off",
    "\n",
    "\u2028"
  };

  private final Random random;

  public RandomTree(Random random) {
    this.random = random;
  }

  public Map<String, @Nullable Object> map(int depth, boolean nulls) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(WORDS[random.nextInt(WORDS.length)], value(depth - 1, nulls));
    }
    return map;
  }

  private @Nullable Object value(int depth, boolean nulls) {
    switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0:
        return random.nextLong();
      case 1:
        return (long) random.nextInt(100);
      case 2:
        return random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      case 3:
        return random.nextBoolean();
      case 4:
        return nulls ? null : "n";
      case 7:
        return map(depth, nulls);
      case 8:
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1, nulls));
        }
        return list;
      default:
        return WORDS[random.nextInt(WORDS.length)];
    }
  }
}
