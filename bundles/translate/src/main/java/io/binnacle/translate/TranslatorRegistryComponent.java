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
    if (type.storedKind().isPresent()) {
      return new StoredKindTranslator(type, type.storedKind().get(), json, form);
    }
    if (type.isCustom()) {
      return new CustomTranslator(type, json);
    }
    KubernetesTranslator kubernetes = new KubernetesTranslator(type, json);
    return switch (form) {
      case LOCAL -> new LocalTranslator(json, kubernetes);
      case KUBERNETES -> kubernetes;
    };
  }
}
