package io.binnacle.resources.coordination.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.ResourceBench;
import org.junit.jupiter.api.Test;

class LeaseStrategyTest {
  private final ResourceType leases =
      new ResourceBench(CoordinationResources.tables().build()).type("leases");

  @Test
  void anUpdateMustSayWhichStateItIsOf() {
    assertFalse(leases.strategy().allowsUnconditionalUpdate());
    assertFalse(leases.strategy().tracksGeneration());
  }

  @Test
  void fieldsOfCoordinatedElectionAreDroppedUnlessTheyAreThere() {
    Unstructured lease =
        ResourceBench.tree("{'spec':{'holderIdentity':'h','strategy':'OldestEmulationVersion'}}");
    Unstructured without = lease.deepCopy();
    leases.strategy().prepareForCreate(ResourceBench.REQUEST, without);
    assertNull(without.get("spec", "strategy"));
    assertEquals("h", without.get("spec", "holderIdentity"));
    Unstructured added = lease.deepCopy();
    leases.strategy().prepareForUpdate(ResourceBench.REQUEST, added, without);
    assertNull(added.get("spec", "strategy"));
    Unstructured kept = lease.deepCopy();
    leases.strategy().prepareForUpdate(ResourceBench.REQUEST, kept, lease);
    assertEquals("OldestEmulationVersion", kept.get("spec", "strategy"));
  }

  @Test
  void theTableNamesTheHolder() {
    var holder = leases.versions().get(0).columns().get(1).cell();
    assertEquals("h", holder.apply(ResourceBench.tree("{'spec':{'holderIdentity':'h'}}")));
    assertEquals("", holder.apply(ResourceBench.tree("{'spec':{}}")));
  }
}
