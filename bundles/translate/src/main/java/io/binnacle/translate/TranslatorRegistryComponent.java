package io.binnacle.translate;

import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.translate.TranslatorRegistry;
import io.binnacle.api.type.ResourceType;
import org.osgi.service.component.annotations.Component;

/** Gives every type a translator of the JSON that the embedded engine stores. */
@Component
public final class TranslatorRegistryComponent implements TranslatorRegistry {
  @Override
  public Translator register(ResourceType type, StoredForm form) {
    return new JsonTranslator(type);
  }
}
