package io.binnacle.madeup;

/** A component that cannot be activated. */
public class Broken {
  void activate() {
    throw new IllegalStateException("the wheel is off");
  }
}
