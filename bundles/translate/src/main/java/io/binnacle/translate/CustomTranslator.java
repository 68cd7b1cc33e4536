package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.schema.json.Json;
import java.util.Arrays;
import java.util.Map;

/**
 * Translates custom objects, which both engines keep in JSON as kube-apiserver does. Their schema
 * may have changed since they were stored, so each is brought into form when it is read: what the
 * schema no longer knows is left out, and defaults that it has got since are filled in.
 */
final class CustomTranslator extends ReadingTranslator {
  private final ResourceType type;
  private final LocalForm layout;
  private final SchemaForm form;

  /**
   * @throws IllegalArgumentException if the type's storage version has no form
   */
  CustomTranslator(ResourceType type, JsonTranslator json) {
    super(type, json);
    this.type = type;
    this.layout = new LocalForm(type);
    SchemaForm own = type.version(type.storageVersion()).orElseThrow().form();
    if (own == null) {
      throw new IllegalArgumentException(type.resource() + " is custom, but has no schema form");
    }
    this.form = own;
  }

  @Override
  Unstructured read(byte[] stored) {
    if (!(Json.parse(stored) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("not a JSON object");
    }
    Unstructured tree = Unstructured.of(map);
    String apiVersion = tree.apiVersion();
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    if (type.version(version).isPresent()) {
      tree = toStorageVersion(tree);
    }
    Unstructured formed = new Unstructured(form.formStored(tree.content()));
    // A version that the definition no longer has was converted by whoever took it out.
    formed.set(type.kindIn(type.storageVersion()).apiVersion(), "apiVersion");
    return formed;
  }

  @Override
  public byte[] toStored(Unstructured object) {
    byte[] text = Json.write(layout.withoutRevision(object));
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }
}
