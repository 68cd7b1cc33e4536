package io.binnacle.auth;

import java.util.Arrays;
import java.util.List;

/**
 * The values of a setting that takes several: an array, or a text with commas as a {@code .cfg}
 * file has it.
 */
public final class SettingList {
  private SettingList() {}

  /** The values without blanks around them; what is empty is none. */
  public static List<String> of(String[] configured) {
    return Arrays.stream(configured)
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
