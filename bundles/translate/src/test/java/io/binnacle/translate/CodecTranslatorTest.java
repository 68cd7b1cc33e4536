package io.binnacle.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StorageCodec;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.record.Property;
import io.binnacle.schema.record.RecordResourceType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTranslatorTest {
  private static final String KEY = "/registry/example.com/notes/n/a";

  /** A type. */
  record Note(@Property(defaultJson = "\"none\"") String text, String more) {}

  /** What it was. */
  record Draft(String words) {}

  /** A note as a line of name, namespace and text; drafts as a name and their words. */
  private static final class Lines implements StorageCodec {
    @Override
    public byte[] encode(Unstructured object) {
      assertEquals("", object.resourceVersion());
      String text = object.string("text");
      return bytes("v1|" + object.name() + "|" + object.namespace() + "|" + text);
    }

    @Override
    public Unstructured decode(byte[] stored) {
      String[] parts = new String(stored, StandardCharsets.UTF_8).split("\\|", -1);
      if (!parts[0].startsWith("v1")) {
        return null;
      }
      Unstructured note = Unstructured.create("example.com/" + parts[0], "Note");
      note.set(parts[1], "metadata", "name");
      note.set(parts[2], "metadata", "namespace");
      if (!parts[3].isEmpty()) {
        note.set(parts[3], parts[0].equals("v1") ? "text" : "words");
      }
      return note;
    }
  }

  private static Translator translator(StoredForm form) {
    ResourceType type =
        RecordResourceType.of("example.com", "v1", "notes", Note.class)
            .version("v1beta1", Draft.class, d -> new Note(d.words(), ""), n -> new Draft(n.text()))
            .storedBy(new Lines())
            .build();
    return new TranslatorRegistryComponent().register(type, form);
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnBytesAreWrittenAndRead(StoredForm form) {
    Translator translator = translator(form);
    Unstructured note =
        object(
            "{'apiVersion':'example.com/v1','kind':'Note','metadata':{'name':'a','namespace':'n',"
                + "'resourceVersion':'3'},'text':'hi'}");
    byte[] stored = translator.toStored(note);
    assertArrayEquals(bytes("v1|a|n|hi"), stored);
    LocalObject local = translator.toLocal(KEY, stored, 7);
    assertEquals(
        "a of n at 7", local.name() + " of " + local.namespace() + " at " + local.revision());
    assertEquals("hi", translator.toTree(local).string("text"));
    assertEquals("7", translator.toTree(stored, 7).resourceVersion());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMissingGetsItsDefaultAndOlderVersionsAreConverted(StoredForm form) {
    Translator translator = translator(form);
    assertEquals("none", translator.toTree(bytes("v1|a|n|"), 1).string("text"));
    Unstructured draft = translator.toTree(bytes("v1beta1|a|n|old"), 1);
    assertEquals("example.com/v1 old", draft.apiVersion() + " " + draft.string("text"));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOlderThanTheCodecIsReadAsTheServerWroteIt(StoredForm form) {
    byte[] before =
        bytes(
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Note\",\"metadata\":{\"name\":\"a\","
                + "\"namespace\":\"n\"},\"text\":\"json\"}\n");
    assertEquals("json", translator(form).toTree(before, 1).string("text"));
    assertThrows(
        TranslationException.class, () -> translator(form).toTree(bytes("{\"kind\":\"Pod\"}"), 1));
    assertThrows(TranslationException.class, () -> translator(form).toLocal(KEY, bytes("v1|a"), 1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Unstructured object(String json) {
    return Unstructured.of(Json.parse(json.replace('\'', '"')));
  }
}
