package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the cells of Tables. */
final class TablesTest {
  private final TypesUnderTest types = new TypesUnderTest();

  private List<Object> cells(String resource, String json, String... names) {
    ResourceType type = types.byResource.get(resource);
    Unstructured object = Unstructured.of(TypesUnderTest.json(json));
    List<Object> result = new ArrayList<>();
    for (String name : names) {
      Column column =
          type.versions().get(0).columns().stream()
              .filter(c -> c.name().equals(name))
              .findFirst()
              .orElseThrow();
      result.add(column.cell().apply(object));
    }
    return result;
  }

  @Test
  void everyColumnHasACellForAnEmptyObject() {
    for (ResourceType type : types.byResource.values()) {
      for (Column column : type.versions().get(0).columns()) {
        Unstructured empty = Unstructured.create("v1", type.kind());
        assertDoesNotThrow(() -> column.cell().apply(empty), column.name());
      }
    }
  }

  @Test
  void aNewPodIsPendingAndNowhere() {
    assertEquals(
        List.of("p", "0/1", "Pending", "0", "<none>", "<none>", "<none>", "<none>"),
        cells(
            "pods",
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{}]},"
                + "\"status\":{\"phase\":\"Pending\"}}",
            "Name",
            "Ready",
            "Status",
            "Restarts",
            "IP",
            "Node",
            "Nominated Node",
            "Readiness Gates"));
  }

  @Test
  void aPodShowsWhatKeepsItFromRunning() {
    String waiting =
        "{\"spec\":{\"containers\":[{}]},\"status\":{\"phase\":\"Running\",\"containerStatuses\":"
            + "[{\"restartCount\":3,\"state\":{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}}]}}";
    assertEquals(
        List.of("0/1", "CrashLoopBackOff", "3"),
        cells("pods", waiting, "Ready", "Status", "Restarts"));
    assertEquals(
        List.of("Init:0/2"),
        cells(
            "pods",
            "{\"spec\":{\"initContainers\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"containers\":[{}]},"
                + "\"status\":{\"phase\":\"Pending\",\"initContainerStatuses\":"
                + "[{\"name\":\"a\",\"state\":{\"running\":{}}}]}}",
            "Status"));
    assertEquals(
        List.of("Terminating"),
        cells(
            "pods",
            "{\"metadata\":{\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"},\"spec\":{},"
                + "\"status\":{\"phase\":\"Running\"}}",
            "Status"));
  }

  @Test
  void aServiceShowsItsPortsAndAddresses() {
    assertEquals(
        List.of("NodePort", "10.0.0.9", "<none>", "80:30080/TCP,53/UDP", "app=a"),
        cells(
            "services",
            "{\"spec\":{\"type\":\"NodePort\",\"clusterIPs\":[\"10.0.0.9\"],\"selector\":"
                + "{\"app\":\"a\"},\"ports\":[{\"port\":80,\"nodePort\":30080,\"protocol\":\"TCP\"},"
                + "{\"port\":53,\"protocol\":\"UDP\"}]}}",
            "Type",
            "Cluster-IP",
            "External-IP",
            "Port(s)",
            "Selector"));
    assertEquals(
        List.of("<pending>"),
        cells("services", "{\"spec\":{\"type\":\"LoadBalancer\"}}", "External-IP"));
    assertEquals(
        List.of("x.example.com"),
        cells(
            "services",
            "{\"spec\":{\"type\":\"ExternalName\",\"externalName\":\"x.example.com\"}}",
            "External-IP"));
  }

  @Test
  void aNodeShowsItsStateAndRoles() {
    assertEquals(
        List.of("Ready,SchedulingDisabled", "control-plane,edge", "192.0.2.7", "<none>"),
        cells(
            "nodes",
            "{\"metadata\":{\"labels\":{\"node-role.kubernetes.io/control-plane\":\"\","
                + "\"kubernetes.io/role\":\"edge\"}},\"spec\":{\"unschedulable\":true},"
                + "\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],"
                + "\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"192.0.2.7\"}]}}",
            "Status",
            "Roles",
            "Internal-IP",
            "External-IP"));
  }

  @Test
  void aConfigMapCountsItsKeys() {
    assertEquals(
        List.of(3L),
        cells(
            "configmaps",
            "{\"data\":{\"a\":\"\",\"b\":\"\"},\"binaryData\":{\"c\":\"\"}}",
            "Data"));
  }

  @Test
  void aVolumeShortensItsAccessModes() {
    assertEquals(
        List.of("1Gi", "RWO,RWX", "ns/claim"),
        cells(
            "persistentvolumes",
            "{\"spec\":{\"capacity\":{\"storage\":\"1Gi\"},\"accessModes\":[\"ReadWriteMany\","
                + "\"ReadWriteOnce\"],\"claimRef\":{\"namespace\":\"ns\",\"name\":\"claim\"}}}",
            "Capacity",
            "Access Modes",
            "Claim"));
  }
}
