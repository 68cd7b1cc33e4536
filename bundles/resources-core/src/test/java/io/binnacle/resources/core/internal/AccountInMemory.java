package io.binnacle.resources.core.internal;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.resources.core.internal.admission.ServiceAccount;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** The plugin ServiceAccount on a server where only the account facts/default exists. */
final class AccountInMemory {
  private final Unstructured account = Unstructured.create("v1", "ServiceAccount");

  AdmissionPlugin plugin() {
    Map<String, Function<Object[], Object>> answers =
        Map.of(
            "cache", args -> fake(ResourceCache.class, Map.of("snapshot", a -> snapshot())),
            "translator", args -> fake(Translator.class, Map.of("toTree", a -> account)));
    ServiceAccount plugin = new ServiceAccount();
    try {
      Field field = ServiceAccount.class.getDeclaredField("accounts");
      field.setAccessible(true);
      field.set(plugin, fake(ResourceStore.class, answers));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return plugin;
  }

  static AdmissionReview review(Unstructured pod) {
    return new AdmissionReview(
        AdmissionReview.Operation.CREATE,
        TypesUnderTest.CONTEXT,
        new TypesUnderTest().ofKind("v1", "Pod"),
        pod.namespace(),
        pod.name(),
        pod,
        null);
  }

  private static Snapshot snapshot() {
    return fake(
        Snapshot.class,
        Map.of(
            "get",
            args ->
                args[0].equals("facts") && args[1].equals("default")
                    ? new LocalObject(
                        "k", "facts", "default", "u", 1, Map.of(), Map.of(), new byte[2], 0, 1)
                    : null));
  }

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answers.get(method.getName()).apply(args)));
  }
}
