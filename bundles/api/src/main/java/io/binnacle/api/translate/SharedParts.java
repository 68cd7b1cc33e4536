package io.binnacle.api.translate;

/**
 * Texts and label maps that many objects of a type have in common, so that each is held once. It
 * remembers a fixed number of them, the latest; what is forgotten is merely no longer shared.
 * Several threads may use it: at worst two of them keep a copy each.
 */
public final class SharedParts {
  private static final int SLOTS = 1024;

  private final String[] texts = new String[SLOTS];
  private final CompactMap[] maps = new CompactMap[SLOTS];

  String share(String text) {
    int slot = slot(text.hashCode());
    String known = texts[slot];
    if (text.equals(known)) {
      return known;
    }
    texts[slot] = text;
    return text;
  }

  CompactMap share(CompactMap map) {
    if (map.isEmpty()) {
      return CompactMap.EMPTY;
    }
    int slot = slot(map.hashCode());
    CompactMap known = maps[slot];
    if (map.equals(known)) {
      return known;
    }
    CompactMap shared = map.of(this);
    maps[slot] = shared;
    return shared;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (SLOTS - 1);
  }
}
