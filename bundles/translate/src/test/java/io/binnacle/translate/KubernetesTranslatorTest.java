package io.binnacle.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufEnvelope;
import io.binnacle.schema.protobuf.ProtobufWriter;
import io.binnacle.schema.table.TypeTables;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesTranslatorTest {
  private static final String KEY = "/registry/configmaps/facts/configmaps-immutable";

  /** As kube-apiserver keeps it. */
  private static final byte[] STORED =
      Base64.getDecoder()
          .decode(
              "azhzAAoPCgJ2MRIJQ29uZmlnTWFwEsYBCrgBChRjb25maWdtYXBzLWltbXV0YWJsZRIAGgVmYWN0cy"
                  + "IAKiRiYTJlNTAzMi1jYWI4LTRlOTctOWVhMy1iNzVlNGQzMDA5NzIyADgAQggIsd+W2AYQAIoBYAoF"
                  + "ZmFjdHMSBlVwZGF0ZRoCdjEiCAix35bYBhAAMghGaWVsZHNWMTo1CjN7ImY6YmluYXJ5RGF0YSI6ey"
                  + "IuIjp7fSwiZjpiIjp7fX0sImY6aW1tdXRhYmxlIjp7fX1CABoHCgFiEgIAASABGgAiAA==");

  private static final String LOCAL =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"resourceVersion"
          + "\":\"42\",\"name\":\"configmaps-immutable\",\"namespace\":\"facts\",\"uid\":\""
          + "ba2e5032-cab8-4e97-9ea3-b75e4d300972\",\"creationTimestamp\":\"2026-11-24T15:3"
          + "9:29Z\",\"managedFields\":[{\"manager\":\"facts\",\"operation\":\"Update\",\"a"
          + "piVersion\":\"v1\",\"time\":\"2026-11-24T15:39:29Z\",\"fieldsType\":\"FieldsV1"
          + "\",\"fieldsV1\":{\"f:binaryData\":{\".\":{},\"f:b\":{}},\"f:immutable\":{}}}]}"
          + ",\"immutable\":true,\"binaryData\":{\"b\":\"AAE=\"}}";

  private static Translator translator(PlainType type, StoredForm form) {
    return new TranslatorRegistryComponent().register(type, form);
  }

  private static Translator configMaps(StoredForm form) {
    return translator(PlainType.core("ConfigMap", "configmaps"), form);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(LocalObject object) {
    return new String(object.json(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void protobufIsReadWhateverTheStoreKeeps(StoredForm form) {
    LocalObject local = configMaps(form).toLocal(KEY, STORED, 42);
    assertEquals(LOCAL, text(local));
    assertEquals("configmaps-immutable", local.name());
    assertEquals("facts", local.namespace());
    assertEquals("ba2e5032-cab8-4e97-9ea3-b75e4d300972", local.uid());
    assertEquals(Map.of(), local.labels());
    assertEquals(
        Map.of("metadata.name", "configmaps-immutable", "metadata.namespace", "facts", "type", ""),
        local.fields());
    assertEquals(LOCAL.replace("\"42\"", "\"4711\""), text(local.withRevision(4711)));
    assertEquals(Json.parse(LOCAL), configMaps(form).toTree(STORED, 42).content());
  }

  @Test
  void whatIsWrittenIsToTheByteWhatKubernetesWrites() {
    Translator translator = configMaps(StoredForm.KUBERNETES);
    assertArrayEquals(STORED, translator.toStored(translator.toTree(STORED, 42)));
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void theLocalFormIsTheSameWhicheverFormIsStored(StoredForm form) {
    Translator translator = configMaps(form);
    byte[] stored = translator.toStored(Unstructured.of(Json.parse(LOCAL)));
    assertEquals(form == StoredForm.KUBERNETES, ProtobufEnvelope.isEnvelope(stored));
    assertEquals(LOCAL, text(translator.toLocal(KEY, stored, 42)));
    assertEquals(Json.parse(LOCAL), translator.toTree(stored, 42).content());
  }

  @Test
  void storedJsonOfATypeWithAProtobufFormIsBroughtIntoForm() {
    Map<String, Object> otherwise = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(Unstructured.of(Json.parse(LOCAL)).content().keySet());
    Collections.reverse(names);
    names.forEach(name -> otherwise.put(name, Unstructured.of(Json.parse(LOCAL)).get(name)));
    otherwise.put("unheard", 1L);
    otherwise.put("data", Map.of());
    byte[] json = utf8(Json.text(otherwise) + "\n");
    assertEquals(LOCAL, text(configMaps(StoredForm.KUBERNETES).toLocal(KEY, json, 42)));
  }

  @Test
  void defaultsAreFilledInWhenAnObjectIsRead() {
    Translator claims =
        translator(
            PlainType.core("PersistentVolumeClaim", "persistentvolumeclaims"),
            StoredForm.KUBERNETES);
    Unstructured claim = Unstructured.create("v1", "PersistentVolumeClaim");
    claim.set("x", "metadata", "name");
    byte[] stored = claims.toStored(claim);
    assertEquals("Pending", claims.toTree(stored, 1).string("status", "phase"));
    assertTrue(text(claims.toLocal("/x", stored, 1)).contains("\"phase\":\"Pending\""));
  }

  @Test
  void aTypeWithoutFieldNumbersIsKeptInJsonAndLosesNothing() {
    StructType schema = new StructType("test.Widget", false, List::of);
    PlainType widgets =
        new PlainType(
            new GroupResource("example.com", "widgets"),
            "Widget",
            List.of(TypeVersion.stored("v1", schema, List.of())),
            new Strategy() {});
    Translator translator = translator(widgets, StoredForm.KUBERNETES);
    byte[] stored =
        utf8(
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},"
                + "\"spec\":{\"size\":3}}\n");
    LocalObject local = translator.toLocal("/w", stored, 5);
    assertEquals(
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"resourceVersion\":\"5\","
            + "\"name\":\"w\"},\"spec\":{\"size\":3}}",
        text(local));
    assertArrayEquals(stored, translator.toStored(translator.toTree(local)));
  }

  /** v1 is stored; v1beta1 calls its one field otherwise. */
  private static PlainType twoVersions() {
    Map<String, InputStream> tables = new LinkedHashMap<>();
    for (String version : List.of("v1:size", "v1beta1:width")) {
      String[] parts = version.split(":");
      tables.put(
          "example.com_" + parts[0],
          new ByteArrayInputStream(
              utf8(
                  "#field\n"
                      + "Door\tkind\n"
                      + "\tmetadata\tio.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta\t1\n"
                      + "\t"
                      + parts[1]
                      + "\tint32\t2\n")));
    }
    TypeTables types = TypeTables.of(tables);
    return new PlainType(
        new GroupResource("example.com", "doors"),
        "Door",
        List.of(
            TypeVersion.stored("v1", types.struct("example.com", "v1", "Door"), List.of()),
            new TypeVersion(
                "v1beta1",
                types.struct("example.com", "v1beta1", "Door"),
                List.of(),
                door -> renamed(door, "width", "size"),
                door -> renamed(door, "size", "width"))),
        new Strategy() {});
  }

  private static Unstructured renamed(Unstructured object, String from, String to) {
    object.set(object.remove(from), to);
    return object;
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void anotherVersionIsConvertedFromEitherForm(StoredForm form) {
    PlainType doors = twoVersions();
    Translator translator = translator(doors, form);
    Map<String, Object> old = new LinkedHashMap<>();
    old.put("apiVersion", "example.com/v1beta1");
    old.put("kind", "Door");
    old.put("metadata", Map.of("name", "d"));
    old.put("width", 80L);
    byte[] protobuf =
        new ProtobufWriter(doors.version("v1beta1").orElseThrow().schema())
            .enveloped("example.com/v1beta1", "Door", old);
    for (byte[] stored : List.of(protobuf, Json.write(old))) {
      assertEquals(
          "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Door\",\"metadata\":{\"resourceVersion\":\"9\","
              + "\"name\":\"d\"},\"size\":80}",
          text(translator.toLocal("/d", stored, 9)));
      Unstructured tree = translator.toTree(stored, 9);
      assertEquals("example.com/v1", tree.apiVersion());
      assertEquals(80, tree.number(0, "size"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1|Secret|a Secret of v1 is no ConfigMap of v1",
        "v2|ConfigMap|a ConfigMap of v2 is no ConfigMap of v1",
        "example.com/v1|ConfigMap|a ConfigMap of example.com/v1 is no ConfigMap of v1"
      })
  void anObjectOfAnotherKindOrVersionIsRefused(String apiVersion, String kind, String message) {
    byte[] protobuf =
        new ProtobufWriter(TypeTables.common().struct("", "v1", "ConfigMap"))
            .enveloped(apiVersion, kind, Map.of());
    byte[] json = Json.write(Map.of("apiVersion", apiVersion, "kind", kind));
    for (byte[] stored : List.of(protobuf, json)) {
      assertEquals(message, refusal(StoredForm.KUBERNETES, stored));
    }
    assertEquals(message, refusal(StoredForm.LOCAL, protobuf));
  }

  @Test
  void brokenBytesAreRefusedInWords() {
    for (StoredForm form : StoredForm.values()) {
      assertEquals("unexpected EOF", refusal(form, Arrays.copyOf(STORED, STORED.length - 20)));
      assertEquals("not a JSON object", refusal(form, utf8("[]")));
      assertEquals("unexpected end of JSON input", refusal(form, utf8("{\"a\":")));
    }
    assertEquals(
        "json: cannot unmarshal array into Go struct field ConfigMap.data of type map[string]string",
        refusal(
            StoredForm.KUBERNETES,
            utf8("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":[]}")));
  }

  private static String refusal(StoredForm form, byte[] stored) {
    Translator translator = configMaps(form);
    String message =
        assertThrows(TranslationException.class, () -> translator.toTree(stored, 1)).getMessage();
    assertEquals(
        message,
        assertThrows(TranslationException.class, () -> translator.toLocal(KEY, stored, 1))
            .getMessage());
    return message;
  }
}
