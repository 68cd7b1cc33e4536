package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UidsTest {
  @Test
  void uidsAreRandomUuidsAndDiffer() {
    Uids uids = new Uids(new SecureRandom());
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String text = uids.next();
      UUID uid = UUID.fromString(text);
      assertEquals(text, uid.toString());
      assertEquals(4, uid.version());
      assertEquals(2, uid.variant());
      seen.add(uid);
    }
    assertEquals(1_000, seen.size());
  }
}
