package io.binnacle.madeup;

import java.util.function.Supplier;

/** Stands for the check of a storage that cannot be reached. */
public class AwayStorage implements Supplier<String> {
  @Override
  public String get() {
    return "no member answers";
  }
}
