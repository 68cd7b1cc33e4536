package io.binnacle.resources.core.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.schema.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Families and policy of Services, on clusters with one family and with two. */
class ServiceFamiliesTest {
  private static final List<String> ONE = List.of("IPv4");
  private static final List<String> TWO = List.of("IPv6", "IPv4");

  private static Unstructured spec(String text) {
    Unstructured spec = Unstructured.of((Map<?, ?>) Json.parse(text.replace('\'', '"')));
    spec.setDefault("ClusterIP", "type");
    return spec;
  }

  private static List<String> settle(Unstructured spec, String before, List<String> cluster) {
    Unstructured old = before.isEmpty() ? new Unstructured(Map.of()) : spec(before);
    return ServiceFamilies.settle(spec, old, cluster).stream().map(FieldError::text).toList();
  }

  @Test
  void whoAsksForNothingGetsTheFirstFamilyAlone() {
    Unstructured spec = spec("{'selector':{'a':'b'}}");
    assertEquals(List.of(), settle(spec, "", TWO));
    assertEquals(List.of("IPv6"), spec.list("ipFamilies"));
    assertEquals("SingleStack", spec.string("ipFamilyPolicy"));
  }

  @Test
  void whoPrefersBothGetsWhatThereIs() {
    Unstructured both = spec("{'ipFamilyPolicy':'PreferDualStack','ipFamilies':['IPv4']}");
    assertEquals(List.of(), settle(both, "", TWO));
    assertEquals(List.of("IPv4", "IPv6"), both.list("ipFamilies"));
    Unstructured one = spec("{'ipFamilyPolicy':'PreferDualStack'}");
    assertEquals(List.of(), settle(one, "", ONE));
    assertEquals(List.of("IPv4"), one.list("ipFamilies"));
  }

  @Test
  void whoDemandsBothIsRefusedWhereThereIsOne() {
    assertEquals(
        List.of(
            "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": this cluster is not configured"
                + " for dual-stack services"),
        settle(spec("{'ipFamilyPolicy':'RequireDualStack'}"), "", ONE));
  }

  @Test
  void addressesTellTheirFamilies() {
    Unstructured spec =
        spec(
            "{'ipFamilyPolicy':'PreferDualStack','clusterIP':'10.0.0.9',"
                + "'clusterIPs':['10.0.0.9','fd00::9']}");
    assertEquals(List.of(), settle(spec, "", TWO));
    assertEquals(List.of("IPv4", "IPv6"), spec.list("ipFamilies"));
  }

  @Test
  void goingBackToOneFamilyMustBeSaid() {
    String before =
        "{'ipFamilyPolicy':'RequireDualStack','ipFamilies':['IPv6','IPv4'],'clusterIP':'fd00::9',"
            + "'clusterIPs':['fd00::9','10.0.0.9']}";
    Unstructured silent = spec(before);
    silent.set(new java.util.ArrayList<>(List.of("fd00::9")), "clusterIPs");
    assertEquals(
        List.of(
            "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": must be 'SingleStack' to"
                + " release the secondary cluster IP"),
        settle(silent, before, TWO));
    Unstructured said = spec(before);
    said.set("SingleStack", "ipFamilyPolicy");
    assertEquals(List.of(), settle(said, before, TWO));
    assertEquals(List.of("fd00::9"), said.list("clusterIPs"));
    assertEquals(List.of("IPv6"), said.list("ipFamilies"));
  }
}
