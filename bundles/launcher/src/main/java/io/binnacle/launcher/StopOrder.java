package io.binnacle.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * The order in which bundles stop. The last two of the platform to start are the one that watches
 * the deploy folder and the one that serves: they go first, so that nothing new comes in. Then go
 * the plug-ins, then the platform in the reverse of its start, storage after all that use it.
 */
final class StopOrder {
  private static final int FRONT = 2;

  private StopOrder() {}

  static List<Bundle> of(List<Bundle> platform, Bundle[] all) {
    List<Bundle> reversed = new ArrayList<>(platform);
    Collections.reverse(reversed);
    int front = Math.min(FRONT, reversed.size());
    List<Bundle> order = new ArrayList<>(reversed.subList(0, front));
    for (int i = all.length - 1; i > 0; i--) {
      if (!platform.contains(all[i]) && all[i].getState() == Bundle.ACTIVE) {
        order.add(all[i]);
      }
    }
    order.addAll(reversed.subList(front, reversed.size()));
    return order;
  }
}
