package io.binnacle.resources.core.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.ServicesInMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Addresses and ports are given out once, and come back. */
final class ServiceAllocationsTest {
  private static final Unstructured SERVICE = Unstructured.create("v1", "Service");

  private final long seed = System.nanoTime();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  private final ServiceAllocations allocations =
      new ServiceAllocations(
          ServiceNetworks.parse("10.0.0.0/28,fd00::/124"),
          new AddressClaims(clock),
          PortRange.parse("30000-30003"),
          new Random(seed),
          clock);

  ServiceAllocationsTest() {
    allocations.follow(new ServicesInMemory().store());
  }

  private String address(boolean dryRun) {
    String[] given = new String[1];
    allocations.allocating(SERVICE, dryRun, session -> given[0] = session.anyAddress("IPv4"));
    return given[0];
  }

  private String port() {
    String[] given = new String[1];
    allocations.allocating(SERVICE, false, session -> given[0] = session.anyPort());
    return given[0];
  }

  @Test
  void everyAddressIsGivenOutOnce() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 14; i++) {
      String address = address(false);
      assertTrue(given.add(address), "seed " + seed + ": twice " + address);
      assertTrue(allocations.networks().contains(address), "seed " + seed + ": " + address);
    }
    assertNull(address(false), "seed " + seed);
  }

  @Test
  void everyPortIsGivenOutOnce() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      assertTrue(given.add(port()), "seed " + seed);
    }
    assertNull(port(), "seed " + seed);
  }

  @Test
  void aDryRunTakesNothing() {
    for (int i = 0; i < 20; i++) {
      assertTrue(address(true) != null, "seed " + seed);
    }
  }

  @Test
  void whatWasPromisedAndNeverStoredIsFreeAfterAMinute() {
    for (int i = 0; i < 14; i++) {
      address(false);
    }
    now.addAndGet(61_000);
    assertTrue(address(false) != null, "seed " + seed);
  }

  @Test
  void aRefusedServiceGivesBackOnlyWhatItTookItself() {
    ServiceAssignment assignment = new ServiceAssignment(allocations);
    Unstructured nothing = new Unstructured(Map.of());
    Unstructured first = service("10.0.0.2", 30001);
    assertEquals(List.of(), assignment.assign(first, nothing, false));
    assertEquals(1, assignment.assign(service("10.0.0.3", 30001), nothing, false).size());
    assertEquals(List.of(), assignment.assign(service("10.0.0.3", 30002), nothing, false));
    assertEquals(1, assignment.assign(service("10.0.0.4", 30001), nothing, false).size());
  }

  private static Unstructured service(String address, long nodePort) {
    Unstructured service = Unstructured.create("v1", "Service");
    service.set("NodePort", "spec", "type");
    service.set(address, "spec", "clusterIP");
    service.set(new ArrayList<>(List.of(address)), "spec", "clusterIPs");
    Map<String, Object> port = new LinkedHashMap<>();
    port.put("port", 80L);
    port.put("protocol", "TCP");
    port.put("nodePort", nodePort);
    service.set(new ArrayList<>(List.of(port)), "spec", "ports");
    return service;
  }

  @Test
  void withoutTheStoreNothingIsGivenOut() {
    allocations.follow(null);
    assertThrows(StatusException.class, () -> address(false));
  }

  @Test
  void aRangeKnowsItsAddresses() {
    AddressRange range = AddressRange.parse("10.1.2.3/24");
    assertEquals("10.1.2.1", range.at(1));
    assertTrue(range.contains("10.1.2.254"));
    assertFalse(range.contains("10.1.2.0"));
    assertFalse(range.contains("10.1.2.255"));
    assertFalse(range.contains("10.1.3.1"));
    assertFalse(range.contains("fd00::1"));
    assertEquals("IPv6", AddressRange.parse("fd00::/108").family());
  }

  @Test
  void aBadRangeIsNamed() {
    for (String bad : new String[] {"", "10.0.0.0", "10.0.0.0/33", "x/24", "10.0.0.0/31"}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(bad)).getMessage();
      assertTrue(message.contains("\"" + bad + "\""), message);
    }
    for (String bad : new String[] {"", "30000", "5-4", "0-9", "1-70000", "a-b"}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> PortRange.parse(bad)).getMessage();
      assertTrue(message.contains("\"" + bad + "\""), message);
    }
  }
}
