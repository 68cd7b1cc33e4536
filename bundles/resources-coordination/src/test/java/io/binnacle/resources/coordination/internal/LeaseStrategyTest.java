package io.binnacle.resources.coordination.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import org.junit.jupiter.api.Test;

class LeaseStrategyTest {
  private final ResourceType leases =
      new Bench(CoordinationResources.tables().build()).type("leases");

  @Test
  void anUpdateMustSayWhichStateItIsOf() {
    assertFalse(leases.strategy().allowsUnconditionalUpdate());
    assertFalse(leases.strategy().tracksGeneration());
  }

  @Test
  void fieldsOfCoordinatedElectionAreDroppedUnlessTheyAreThere() {
    Unstructured lease =
        Bench.tree("{'spec':{'holderIdentity':'h','strategy':'OldestEmulationVersion'}}");
    Unstructured without = lease.deepCopy();
    leases.strategy().prepareForCreate(Bench.CREATE, without);
    assertNull(without.get("spec", "strategy"));
    assertEquals("h", without.get("spec", "holderIdentity"));
    Unstructured added = lease.deepCopy();
    leases.strategy().prepareForUpdate(Bench.CREATE, added, without);
    assertNull(added.get("spec", "strategy"));
    Unstructured kept = lease.deepCopy();
    leases.strategy().prepareForUpdate(Bench.CREATE, kept, lease);
    assertEquals("OldestEmulationVersion", kept.get("spec", "strategy"));
  }

  @Test
  void theTableNamesTheHolder() {
    var holder = leases.versions().get(0).columns().get(1).cell();
    assertEquals("h", holder.apply(Bench.tree("{'spec':{'holderIdentity':'h'}}")));
    assertEquals("", holder.apply(Bench.tree("{'spec':{}}")));
  }
}
