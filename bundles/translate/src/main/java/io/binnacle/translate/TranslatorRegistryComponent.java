package io.binnacle.translate;

import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.translate.TranslatorRegistry;
import io.binnacle.api.type.ResourceType;
import org.osgi.service.component.annotations.Component;

/** Gives every type a translator of what its store keeps. */
@Component
public final class TranslatorRegistryComponent implements TranslatorRegistry {
  @Override
  public Translator register(ResourceType type, StoredForm form) {
    JsonTranslator json = new JsonTranslator(type);
    if (type.codec().isPresent()) {
      return new CodecTranslator(type, type.codec().get(), json);
    }
    if (type.storedKind().isPresent()) {
      return new StoredKindTranslator(type, type.storedKind().get(), json, form);
    }
    if (type.isCustom()) {
      return new CustomTranslator(type, json);
    }
    KubernetesTranslator kubernetes = new KubernetesTranslator(type, json);
    return switch (form) {
      // Plugins' types change: what is stored gets the defaults that have come since.
      case LOCAL -> isNumbered(type) ? new LocalTranslator(json, kubernetes) : kubernetes;
      case KUBERNETES -> kubernetes;
    };
  }

  private static boolean isNumbered(ResourceType type) {
    return StoredVersions.isNumbered(type.version(type.storageVersion()).orElseThrow().schema());
  }
}
