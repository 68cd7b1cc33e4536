package io.binnacle.auth.testing;

import io.binnacle.auth.AuthSettings;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings for a test: the defaults but for what is given. */
public final class GivenSettings {
  private final Map<String, Object> given = new HashMap<>();

  public static GivenSettings in(Path dataDir) {
    return new GivenSettings().with("dataDir", dataDir.toString());
  }

  public GivenSettings with(String name, Object value) {
    given.put(name, value);
    return this;
  }

  public AuthSettings make() {
    return (AuthSettings)
        Proxy.newProxyInstance(
            AuthSettings.class.getClassLoader(),
            new Class<?>[] {AuthSettings.class},
            (proxy, method, arguments) -> {
              Object value = given.get(method.getName());
              Object fallback = method.getDefaultValue();
              return value != null ? value : fallback;
            });
  }
}
