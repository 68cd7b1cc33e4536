package io.binnacle.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredKindTranslatorTest {
  private static final String KEY = "/registry/configmaps/n/a";

  /** Settings, which are stored as ConfigMaps: {@code entries} there are {@code data} here. */
  private record Settings(GroupResource resource, StructType schema) implements ResourceType {
    static Settings type() {
      StructType configMap = TypeTables.common().struct("", "v1", "ConfigMap");
      Field data = configMap.fields().get("data");
      List<Field> fields = new ArrayList<>();
      List.of("apiVersion", "kind", "metadata")
          .forEach(name -> fields.add(configMap.fields().get(name)));
      fields.add(Field.of("entries", data.type()));
      StructType schema = new StructType("test.Setting", false, () -> fields);
      return new Settings(new GroupResource("example.com", "settings"), schema);
    }

    @Override
    public String kind() {
      return "Setting";
    }

    @Override
    public boolean isNamespaced() {
      return true;
    }

    @Override
    public List<TypeVersion> versions() {
      return List.of(TypeVersion.stored("v1", schema, List.of()));
    }

    @Override
    public Optional<StoredKind> storedKind() {
      return Optional.of(
          new StoredKind(
              new GroupVersionKind("", "v1", "ConfigMap"),
              TypeTables.common().struct("", "v1", "ConfigMap"),
              object -> renamed(object, "entries", "data"),
              object -> renamed(object, "data", "entries")));
    }

    private static Unstructured renamed(Unstructured object, String from, String to) {
      object.set(object.remove(from), to);
      return object;
    }
  }

  private static Translator settings(StoredForm form) {
    return new TranslatorRegistryComponent().register(Settings.type(), form);
  }

  private static Translator configMaps(StoredForm form) {
    return new TranslatorRegistryComponent()
        .register(PlainType.core("ConfigMap", "configmaps"), form);
  }

  private static Unstructured tree(String json) {
    return Unstructured.of(Json.parse(utf8(json.replace('\'', '"'))));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Unstructured setting() {
    return tree(
        "{'apiVersion':'example.com/v1','kind':'Setting','metadata':{'name':'a','namespace':'n'},"
            + "'entries':{'k':'v'}}");
  }

  private static Unstructured configMap() {
    return tree(
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a','namespace':'n'},"
            + "'data':{'k':'v'}}");
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void whatIsWrittenIsWhatTheStoredKindsOwnTranslatorWrites(StoredForm form) {
    Unstructured setting = setting();
    byte[] stored = settings(form).toStored(setting);
    assertArrayEquals(configMaps(form).toStored(configMap()), stored);
    assertEquals(setting(), setting, "the argument stays as it was");
    assertNull(settings(form).toJson(stored, 7), "there is no short way to the local form");
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void whatTheStoredKindsOwnTranslatorWroteIsRead(StoredForm form) {
    byte[] stored = configMaps(form).toStored(configMap());
    LocalObject local = settings(form).toLocal(KEY, stored, 7);
    Unstructured wanted = setting();
    wanted.set("7", "metadata", "resourceVersion");
    assertEquals(wanted.content(), Json.parse(local.json()));
    assertEquals(wanted, settings(form).toTree(stored, 7));
    assertEquals(wanted, settings(form).toTree(local));
    assertEquals("a", local.name());
    assertEquals("4711", settings(form).toTree(local.withRevision(4711)).resourceVersion());
    assertTrue(
        new String(local.json(), StandardCharsets.UTF_8)
            .startsWith("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Setting\",\"metadata\":"));
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void bytesOfTheTypesOwnKindAreReadToo(StoredForm form) {
    byte[] own = Json.write(setting().content());
    Unstructured wanted = setting();
    wanted.set("7", "metadata", "resourceVersion");
    assertEquals(wanted, settings(form).toTree(own, 7));
  }

  @ParameterizedTest
  @EnumSource(StoredForm.class)
  void otherKindsAreRefusedByName(StoredForm form) {
    byte[] other = utf8("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{}}");
    TranslationException refused =
        assertThrows(TranslationException.class, () -> settings(form).toLocal(KEY, other, 1));
    assertEquals(
        "a Secret of v1 is no ConfigMap of v1, Setting of example.com/v1", refused.getMessage());
  }
}
