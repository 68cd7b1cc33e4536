package io.binnacle.schema.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.schema.StructType;
import io.binnacle.schema.table.TypeTables;
import org.junit.jupiter.api.Test;

/** Looks at the documentation that came into this bundle when it was built. */
class ProseTest {
  private static final Prose PROSE = Prose.read();
  private static final StructType POD = TypeTables.common().struct("io.k8s.api.core.v1.Pod");

  @Test
  void aFieldIsFoundByItsPath() {
    assertTrue(PROSE.at(POD, "metadata.name").startsWith("Name must be unique"));
    assertTrue(PROSE.at(POD, "spec.containers.image").startsWith("Container image name"));
    assertEquals("", PROSE.at(POD, "spec.nope"));
    assertEquals("", PROSE.at(POD, "spec.nodeName.more"));
  }

  @Test
  void aFieldOfAnotherStructureIsFoundByItsName() {
    assertTrue(
        PROSE.at(POD, "io.k8s.api.apps.v1.DeploymentSpec#selector").startsWith("Label selector"));
    assertEquals("", PROSE.at(POD, "io.k8s.api.apps.v1.DeploymentSpec#nope"));
  }

  @Test
  void paragraphsAreKeptApart() {
    assertTrue(PROSE.at(POD, "metadata.creationTimestamp").contains("is in UTC.\n\nPopulated by"));
  }

  @Test
  void fieldsThatStandInAStructureThemselvesAreKnown() {
    assertTrue(PROSE.at(POD, "spec.volumes.hostPath").startsWith("hostPath represents"));
  }

  @Test
  void whatNothingIsSaidOfIsToldFromWhatIsLost() {
    assertTrue(PROSE.isComplete(POD));
  }
}
