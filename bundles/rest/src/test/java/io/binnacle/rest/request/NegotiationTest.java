package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NegotiationTest {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private static Negotiation of(String accept) {
    return new Negotiation(accept, Query.parse(""), "test");
  }

  private static OutputFormat watch(String accept, boolean protobuf) {
    return Negotiation.streamed(of(accept).forObjects(true, protobuf));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|JSON|NONE",
        "*/*|JSON|NONE",
        "application/yaml|YAML|NONE",
        "application/json;q=0.1,application/yaml;q=0.9|YAML|NONE",
        "application/vnd.kubernetes.protobuf,application/json|PROTOBUF|NONE",
        "application/json,application/vnd.kubernetes.protobuf|JSON|NONE",
        "application/json;q=0.5,application/vnd.kubernetes.protobuf|PROTOBUF|NONE",
        "*/*;q=0.9,application/vnd.kubernetes.protobuf;q=0.5|PROTOBUF|NONE",
        "application/vnd.kubernetes.protobuf;stream=watch|PROTOBUF|NONE",
        "application/vnd.kubernetes.protobuf;stream=other,application/yaml|YAML|NONE",
        "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io,application/json|JSON|NONE",
        "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;v=v1;g=meta.k8s.io|PROTOBUF"
            + "|PARTIAL_METADATA",
        "application/cbor,application/json;q=0.9|JSON|NONE",
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json|JSON|TABLE",
        "application/yaml;as=Table;v=v1;g=meta.k8s.io|YAML|TABLE",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io|JSON|PARTIAL_METADATA",
        "application/json;as=Table;v=v9;g=meta.k8s.io,application/json|JSON|NONE",
        "application/json;stream=watch|JSON|NONE"
      })
  void picksWhatTheClientLikesBest(String accept, Media media, Transform transform) {
    OutputFormat format = of(accept).forObjects(true, true);
    assertEquals(media, format.media());
    assertEquals(transform, format.transform());
  }

  @ParameterizedTest
  @CsvSource({
    "application/json;as=Nonsense;v=v1;g=meta.k8s.io",
    "application/json;v=2",
    "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io",
    "application/yaml;stream=watch"
  })
  void whatIsKnownButNotServedIsRefused(String accept) {
    var failure = assertThrows(StatusException.class, () -> of(accept).forObjects(false, true));
    assertEquals(406, failure.code());
    assertEquals(
        "only the following media types are accepted: application/json, application/yaml, "
            + PROTOBUF,
        failure.getMessage());
  }

  @Test
  void whatIsUnknownIsRefusedWithAList() {
    var failure =
        assertThrows(StatusException.class, () -> of("text/html").forObjects(false, true));
    assertEquals(
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
            + PROTOBUF,
        failure.getMessage());
  }

  @Test
  void objectsWithoutAProtobufFormAreGivenInTheNextBest() {
    assertEquals(Media.JSON, of(PROTOBUF + ",application/json").forObjects(true, false).media());
    assertEquals(Media.JSON, watch(PROTOBUF + ",application/json", false).media());
    assertThrows(StatusException.class, () -> of(PROTOBUF).forObjects(true, false));
    String partial = PROTOBUF + ";as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    assertEquals(Media.PROTOBUF, of(partial).forObjects(true, false).media());
  }

  @Test
  void aReviewIsNoTable() {
    String table = "application/json;as=Table;v=v1;g=meta.k8s.io";
    assertEquals(406, assertThrows(StatusException.class, () -> of(table).forReview(true)).code());
    assertEquals(Transform.NONE, of(table + ",application/json").forReview(true).transform());
    assertEquals(Transform.TABLE, of(table).forObjects(false, true).transform());
  }

  @Test
  void aWatchIsNoYaml() {
    for (String accept : List.of("application/yaml", "application/yaml,application/json")) {
      var failure = assertThrows(StatusException.class, () -> watch(accept, true));
      assertEquals(
          "only the following media types are accepted: application/json;stream=watch, "
              + PROTOBUF
              + ";stream=watch",
          failure.getMessage());
    }
    assertEquals(Media.JSON, watch("application/json;stream=watch", true).media());
    assertEquals(Media.PROTOBUF, watch(PROTOBUF, true).media());
    assertEquals(Media.PROTOBUF, watch(PROTOBUF + ";stream=watch", true).media());
  }

  @Test
  void anErrorIsInTheClientsFormUnlessThatIsAskedForOnlyAsSomethingElse() {
    assertEquals(Media.PROTOBUF, of(PROTOBUF + ",application/json").forError().media());
    assertEquals(Media.YAML, of("application/yaml").forError().media());
    OutputFormat other = of("application/cbor").forError();
    assertEquals(Media.JSON, other.media());
    assertTrue(other.pretty());
    assertTrue(of(PROTOBUF + ";as=Table;v=v1;g=meta.k8s.io").forError().pretty());
    assertFalse(of("").forError().pretty());
  }

  @Test
  void peopleGetIndentedOutput() {
    assertTrue(new Negotiation("", Query.parse(""), "curl/8").forDocument().pretty());
    assertTrue(new Negotiation("", Query.parse("pretty=true"), "x").forDocument().pretty());
    assertFalse(new Negotiation("", Query.parse("pretty=false"), "curl/8").forDocument().pretty());
    assertFalse(new Negotiation(PROTOBUF, Query.parse(""), "curl/8").forDocument().pretty());
  }

  @Test
  void aggregatedDiscoveryIsPickedByVersion() {
    String v2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    String beta = "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";
    assertEquals(Media.JSON, of(beta + "," + v2 + ",application/json").forAggregated());
    assertEquals(Media.JSON, of("application/json," + v2).forAggregated());
    assertEquals(Media.PROTOBUF, of(v2.replace("application/json", PROTOBUF)).forAggregated());
    assertNull(of("application/json").forAggregated());
    assertNull(of(beta + ",application/json").forAggregated());
    assertThrows(StatusException.class, () -> of(beta).forDocument());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain|only the following media types are accepted: application/json,"
            + " application/yaml, application/vnd.kubernetes.protobuf",
        "application/json;as=Table;v=v1;g=meta.k8s.io|only the following media types are accepted:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
        "image/png|'406: Not Acceptable\n\nAvailable representations: text/plain, application/json,"
            + " application/yaml, application/vnd.kubernetes.protobuf'"
      })
  void aTextIsRefusedToWhoTakesNoError(String accept, String message) {
    of("text/plain, */*").forText();
    var failure = assertThrows(StatusException.class, () -> of(accept).forText());
    assertEquals(406, failure.code());
    assertEquals(message, failure.getMessage());
  }
}
