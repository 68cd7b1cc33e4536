package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NegotiationTest {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private static Negotiation of(String accept) {
    return new Negotiation(accept, Query.parse(""), "test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|JSON|NONE",
        "*/*|JSON|NONE",
        "application/yaml|YAML|NONE",
        "application/json;q=0.1,application/yaml;q=0.9|YAML|NONE",
        "application/vnd.kubernetes.protobuf,application/json|JSON|NONE",
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json|JSON|TABLE",
        "application/yaml;as=Table;v=v1;g=meta.k8s.io|YAML|TABLE",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io|JSON|PARTIAL_METADATA",
        "application/json;as=Table;v=v9;g=meta.k8s.io,application/json|JSON|NONE",
        "application/json;stream=watch|JSON|NONE"
      })
  void picksWhatTheClientLikesBest(String accept, Media media, Transform transform) {
    OutputFormat format = of(accept).forObjects(true);
    assertEquals(media, format.media());
    assertEquals(transform, format.transform());
  }

  @ParameterizedTest
  @CsvSource({
    "application/json;as=Nonsense;v=v1;g=meta.k8s.io",
    "application/json;v=2",
    "application/vnd.kubernetes.protobuf"
  })
  void whatIsKnownButNotServedIsRefused(String accept) {
    var failure = assertThrows(StatusException.class, () -> of(accept).forObjects(false));
    assertEquals(406, failure.code());
    assertEquals(
        "only the following media types are accepted: application/json, application/yaml, "
            + PROTOBUF,
        failure.getMessage());
  }

  @Test
  void whatIsUnknownIsRefusedWithAList() {
    var failure = assertThrows(StatusException.class, () -> of("text/html").forObjects(false));
    assertEquals(
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
            + PROTOBUF,
        failure.getMessage());
  }

  @Test
  void aWatchIsNoYaml() {
    assertThrows(StatusException.class, () -> of("application/yaml").forWatch());
    assertEquals(Media.JSON, of("application/json;stream=watch").forWatch().media());
  }

  @Test
  void peopleGetIndentedOutput() {
    assertTrue(new Negotiation("", Query.parse(""), "curl/8").forObjects(false).pretty());
    assertTrue(new Negotiation("", Query.parse("pretty=true"), "x").forObjects(false).pretty());
    assertFalse(
        new Negotiation("", Query.parse("pretty=false"), "curl/8").forObjects(false).pretty());
  }

  @Test
  void aggregatedDiscoveryIsPickedByVersion() {
    String v2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    String beta = "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";
    assertTrue(of(beta + "," + v2 + ",application/json").wantsAggregated(true));
    assertFalse(of("application/json").wantsAggregated(true));
    assertFalse(of(beta + ",application/json").wantsAggregated(true));
    assertThrows(StatusException.class, () -> of(beta).wantsAggregated(true));
    assertThrows(StatusException.class, () -> of(v2).wantsAggregated(false));
  }
}
