package io.binnacle.cacher;

import io.binnacle.api.storage.Storage;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Storage's health for those who do not see storage: a service that health pages find by its
 * property, under the name that operators of kube-apiserver look for. Empty means well.
 */
@Component(service = Supplier.class, property = "binnacle.healthcheck=etcd")
public final class StorageHealth implements Supplier<String> {
  private final Storage storage;

  @Activate
  public StorageHealth(@Reference Storage storage) {
    this.storage = storage;
  }

  @Override
  public String get() {
    return storage.health();
  }
}
