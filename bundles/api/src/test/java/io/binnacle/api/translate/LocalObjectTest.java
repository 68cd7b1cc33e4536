package io.binnacle.api.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalObjectTest {
  private static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

  private static LocalObject object(String key, String name, String uid, String inJson) {
    String head = "{\"metadata\":{\"resourceVersion\":\"";
    String json =
        head + "9\",\"ownerReferences\":[{\"uid\":\"other\"}],\"uid\":\"" + inJson + "\"}}";
    return new LocalObject(
        key,
        "ns",
        name,
        uid,
        9,
        Map.of("b", "2", "a", "1"),
        Map.of("metadata.name", name, "metadata.namespace", "ns", "spec.x", "y"),
        json.getBytes(StandardCharsets.UTF_8),
        head.length(),
        head.length() + 1);
  }

  private static void assertWhole(LocalObject object, String name, String uid) {
    assertEquals(name, object.name());
    assertEquals(uid, object.uid());
    assertEquals("ns", object.namespace());
    assertEquals(Map.of("a", "1", "b", "2"), object.labels());
    assertEquals(object.labels(), Map.of("a", "1", "b", "2"));
    assertEquals(Map.of("a", "1", "b", "2").hashCode(), object.labels().hashCode());
    Map<String, String> fields =
        Map.of("metadata.name", name, "metadata.namespace", "ns", "spec.x", "y");
    assertEquals(fields, object.fields());
    assertEquals(name, object.fields().get("metadata.name"));
    assertEquals("", object.fields().getOrDefault("spec.z", ""));
    assertNull(object.labels().get("c"));
  }

  @Test
  void whatStandsInKeyAndJsonIsReadFromThere() {
    assertWhole(object("/registry/things/ns/one", "one", UID, UID), "one", UID);
  }

  @Test
  void whatDoesNotIsKept() {
    assertWhole(object("/registry/things/ns/one", "two", UID, "none"), "two", UID);
  }

  @Test
  void anotherRevisionMovesWhatComesBehindIt() {
    LocalObject later = object("/registry/things/ns/one", "one", UID, UID).withRevision(12345);
    assertWhole(later, "one", UID);
    assertEquals(12345, later.revision());
    String json = new String(later.json(), StandardCharsets.UTF_8);
    assertEquals(0, json.indexOf("{\"metadata\":{\"resourceVersion\":\"12345\",\"owner"));
  }

  @Test
  void objectsShareWhatTheyHaveInCommon() {
    SharedParts parts = new SharedParts();
    LocalObject one = object("/registry/things/ns/one", "one", UID, UID);
    LocalObject two = object("/registry/things/ns/two", "two", UID, UID);
    assertNotSame(one.labels(), two.labels());
    one = one.sharing(parts);
    two = two.sharing(parts);
    assertSame(one.labels(), two.labels());
    assertWhole(one, "one", UID);
    assertWhole(two, "two", UID);
  }
}
