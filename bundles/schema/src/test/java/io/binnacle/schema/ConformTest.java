package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformTest {
  private static Conform to(String kind) {
    return Conform.to(TypeTables.common().struct("", "v1", kind));
  }

  private static String conformed(String kind, String json) {
    return Json.text(to(kind).apply(Json.parse(json)).tree());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "ConfigMap|{\"metadata\":{\"name\":5}}|json: cannot unmarshal number into Go struct field"
            + " ObjectMeta.metadata.name of type string",
        "ConfigMap|{\"metadata\":{\"labels\":{\"a\":1}}}|json: cannot unmarshal number into Go"
            + " struct field ObjectMeta.metadata.labels of type string",
        "ConfigMap|{\"data\":{\"a\":1}}|json: cannot unmarshal number into Go struct field"
            + " ConfigMap.data of type string",
        "ConfigMap|{\"data\":[]}|json: cannot unmarshal array into Go struct field ConfigMap.data"
            + " of type map[string]string",
        "ConfigMap|{\"binaryData\":{\"a\":\"!\"}}|illegal base64 data at input byte 0",
        "ConfigMap|{\"metadata\":true}|json: cannot unmarshal bool into Go struct field"
            + " ConfigMap.metadata of type v1.ObjectMeta",
        "ConfigMap|{\"metadata\":{\"creationTimestamp\":\"yesterday\"}}|parsing time \"yesterday\""
            + " as \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\"",
        "ConfigMap|[]|json: cannot unmarshal array into Go value of type v1.ConfigMap",
        "Pod|{\"spec\":{\"containers\":[{\"ports\":[{\"containerPort\":\"80\"}]}]}}|json: cannot"
            + " unmarshal string into Go struct field ContainerPort.spec.containers.ports"
            + ".containerPort of type int32",
        "Pod|{\"spec\":{\"containers\":[{\"resources\":{\"limits\":{\"cpu\":\"lots\"}}}]}}|"
            + "quantities must match the regular expression"
            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        "Pod|{\"spec\":{\"hostNetwork\":\"yes\"}}|json: cannot unmarshal string into Go struct"
            + " field PodSpec.spec.hostNetwork of type bool",
        "Pod|{\"spec\":{\"containers\":{}}}|json: cannot unmarshal object into Go struct field"
            + " PodSpec.spec.containers of type []v1.Container",
        "ReplicationController|{\"spec\":{\"replicas\":1.5}}|json: cannot unmarshal number 1.5"
            + " into Go struct field ReplicationControllerSpec.spec.replicas of type int32",
        "ReplicationController|{\"spec\":{\"replicas\":3000000000}}|json: cannot unmarshal number"
            + " 3000000000 into Go struct field ReplicationControllerSpec.spec.replicas of type"
            + " int32",
        "ConfigMap|{\"metadata\":{\"creationTimestamp\":[]}}|json: cannot unmarshal array into Go"
            + " struct field ObjectMeta.metadata.creationTimestamp of type string",
        "Pod|{\"spec\":{\"volumes\":[{\"nfs\":true}]}}|json: cannot unmarshal bool into Go struct"
            + " field Volume.spec.volumes.VolumeSource.nfs of type v1.NFSVolumeSource",
        "Pod|{\"spec\":{\"volumes\":[{\"nfs\":{\"path\":1}}]}}|json: cannot unmarshal number into"
            + " Go struct field NFSVolumeSource.spec.volumes.VolumeSource.nfs.path of type string",
        "Service|{\"spec\":{\"ipFamilies\":[[]]}}|json: cannot unmarshal array into Go struct"
            + " field ServiceSpec.spec.ipFamilies of type v1.IPFamily",
        "Service|{\"spec\":{\"ipFamilies\":5}}|json: cannot unmarshal number into Go struct"
            + " field ServiceSpec.spec.ipFamilies of type []v1.IPFamily",
        "Service|{\"spec\":{\"ports\":[{\"targetPort\":1.5}]}}|json: cannot unmarshal number 1.5"
            + " into Go struct field ServicePort.spec.ports.targetPort of type int32",
        "Node|{\"status\":{\"capacity\":[]}}|json: cannot unmarshal array into Go struct field"
            + " NodeStatus.status.capacity of type v1.ResourceList",
        "Node|{\"status\":{\"capacity\":{\"cpu\":{}}}}|quantities must match the regular"
            + " expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        "Pod|{\"metadata\":{\"ownerReferences\":[{\"uid\":1}]}}|json: cannot unmarshal number into"
            + " Go struct field OwnerReference.metadata.ownerReferences.uid of type types.UID",
        "ConfigMap|{\"binaryData\":{\"a\":[1,300]}}|json: cannot unmarshal number 300 into Go"
            + " struct field ConfigMap.binaryData of type uint8",
        "ConfigMap|{\"binaryData\":{\"a\":\"YWFhY\"}}|illegal base64 data at input byte 4",
        "ConfigMap|{\"binaryData\":{\"a\":\"YQ\"}}|illegal base64 data at input byte 0",
        "ConfigMap|{\"binaryData\":{\"a\":\"YQ=\"}}|illegal base64 data at input byte 3",
        "ConfigMap|{\"binaryData\":{\"a\":\"YQ=a\"}}|illegal base64 data at input byte 2",
        "ConfigMap|{\"binaryData\":{\"a\":\"YQ==a\"}}|illegal base64 data at input byte 4",
        "ConfigMap|{\"binaryData\":{\"a\":\"Y=\"}}|illegal base64 data at input byte 1",
        "ConfigMap|{\"binaryData\":{\"a\":\"Y\\nQ!=\"}}|illegal base64 data at input byte 3"
      })
  void aWrongTypeIsRefusedInTheApisWords(String kind, String json, String message) {
    assertEquals(
        message,
        assertThrows(ConformException.class, () -> to(kind).apply(Json.parse(json))).getMessage());
  }

  @Test
  void bytesMayBeGivenOneByOneOrInLines() {
    assertEquals(
        "{\"metadata\":{},\"binaryData\":{\"a\":\"AQAC\",\"b\":\"YQ==\"}}",
        conformed("ConfigMap", "{\"binaryData\":{\"a\":[1,null,2],\"b\":\"Y\\nQ=\\r\\n=\\n\"}}"));
  }

  @Test
  void integersWrittenAsFractionsAreRefused() {
    for (String number : List.of("1.0", "1e2")) {
      Object tree = Json.parse("{\"spec\":{\"replicas\":" + number + "}}");
      assertThrows(ConformException.class, () -> to("ReplicationController").apply(tree));
    }
  }

  @Test
  void unknownFieldsAreLeftOutAndNamed() {
    Conform.Result result =
        to("Pod")
            .apply(
                Json.parse(
                    """
                    {"Spec":{},"spec":{"Containers":[],"containers":[{"name":"c","Image":"j",
                    "ports":[{"ContainerPort":1,"containerPort":80}]}]}}"""));
    assertEquals(
        List.of(
            "Spec",
            "spec.Containers",
            "spec.containers[0].Image",
            "spec.containers[0].ports[0].ContainerPort"),
        result.unknownFields());
    assertEquals(
        "strict decoding error: duplicate field \"a\", unknown field \"Spec\"",
        Conform.strictMessage(
            new Conform.Result(Map.of(), List.of("Spec")).complaints(List.of("a"))));
  }

  @Test
  void complaintsComeInTheTextsOrder() {
    byte[] text =
        """
        {"a":1,"b":{"x":0,"c":1,"c":2},"d":3,"a":4}"""
            .getBytes(StandardCharsets.UTF_8);
    Conform.Result result = new Conform.Result(Map.of(), List.of("b.x", "d"));
    assertEquals(
        List.of(
            "unknown field \"b.x\"",
            "duplicate field \"b.c\"",
            "unknown field \"d\"",
            "duplicate field \"a\""),
        result.complaints(Json.parseStrictly(text).duplicates(), text));
  }

  @Test
  void emptyValuesGoOrStayAsTheTypeSays() {
    assertEquals(
        "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"containers\":[{\"name\":\"c\","
            + "\"resources\":{}}],\"automountServiceAccountToken\":false},\"status\":{}}",
        conformed(
            "Pod",
            """
            {"metadata":{"name":"x","labels":{},"finalizers":[],"uid":""},
             "spec":{"automountServiceAccountToken":false,"hostNetwork":false,"nodeName":"",
             "securityContext":null,"containers":[{"name":"c","image":"","args":[]}]}}"""));
  }

  @Test
  void missingValuesAppearWhereTheTypeShowsThem() {
    assertEquals(
        "{\"metadata\":{},\"spec\":{\"containers\":null},\"status\":{}}",
        conformed("Pod", "{\"spec\":{\"containers\":[]}}"));
    assertEquals(
        "{\"metadata\":{},\"spec\":{},\"status\":{\"replicas\":0}}",
        conformed("ReplicationController", "{}"));
  }

  @Test
  void nullsInListsAndMapsBecomeZeroValues() {
    assertEquals(
        "{\"metadata\":{},\"data\":{\"a\":\"\"}}",
        conformed("ConfigMap", "{\"data\":{\"a\":null}}"));
  }

  @Test
  void valuesTakeTheirCanonicalForm() {
    assertEquals(
        "{\"metadata\":{\"creationTimestamp\":\"2024-01-01T00:00:00Z\","
            + "\"labels\":{\"a\":\"1\",\"b\":\"2\"}},\"spec\":{\"hard\":{\"cpu\":\"1500m\","
            + "\"memory\":\"1Gi\"}},\"status\":{}}",
        conformed(
            "ResourceQuota",
            """
            {"spec":{"hard":{"memory":"1024Mi","cpu":1.5}},"metadata":{"labels":{"b":"2","a":"1"},
            "creationTimestamp":"2024-01-01T02:00:00.5+02:00"}}"""));
  }

  @Test
  void opaqueValuesKeepTheirNulls() {
    String fields = "{\"f:data\":{\"a\":null}}";
    assertEquals(
        "{\"metadata\":{\"managedFields\":[{\"fieldsV1\":" + fields + "}]}}",
        conformed(
            "ConfigMap", "{\"metadata\":{\"managedFields\":[{\"fieldsV1\":" + fields + "}]}}"));
  }

  @Test
  void conformingAgainChangesNothingAndTheArgumentIsLeftAlone() {
    Object tree =
        Json.parse(
            """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80,
            "targetPort":"http"}],"selector":{"b":"1","a":"2"},"x":1}}""");
    Object before = Unstructured.copy(tree);
    Map<String, Object> once = to("Service").apply(tree).tree();
    assertEquals(before, tree);
    assertEquals(Json.text(once), Json.text(to("Service").apply(once).tree()));
    assertEquals(
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"s\"},\"spec\":"
            + "{\"ports\":[{\"port\":80,\"targetPort\":\"http\"}],\"selector\":{\"a\":\"2\","
            + "\"b\":\"1\"}},\"status\":{\"loadBalancer\":{}}}",
        Json.text(once));
  }
}
