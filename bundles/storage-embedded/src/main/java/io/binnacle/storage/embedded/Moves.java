package io.binnacle.storage.embedded;

import io.binnacle.storage.embedded.index.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where versions will stand once a snapshot counts. */
final class Moves {
  private final List<Version> versions = new ArrayList<>();
  private long[] places = new long[1024];

  void add(Version version, long place) {
    if (versions.size() == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[versions.size()] = place;
    versions.add(version);
  }

  /** Lets readers find the versions at their new places. */
  void apply() {
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      version.moveTo(places[i], version.length());
    }
  }
}
