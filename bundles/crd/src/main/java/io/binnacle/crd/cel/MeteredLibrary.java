package io.binnacle.crd.cel;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelInternalRuntimeLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import dev.cel.runtime.RuntimeEquality;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions of another library, each of which is paid for before it runs. */
final class MeteredLibrary implements CelInternalRuntimeLibrary {
  private final CelRuntimeLibrary library;

  MeteredLibrary(CelRuntimeLibrary library) {
    this.library = library;
  }

  @Override
  public void setRuntimeOptions(CelRuntimeBuilder builder) {
    library.setRuntimeOptions(metering(builder));
  }

  @Override
  public void setRuntimeOptions(
      CelRuntimeBuilder builder, RuntimeEquality equality, CelOptions options) {
    if (library instanceof CelInternalRuntimeLibrary more) {
      more.setRuntimeOptions(metering(builder), equality, options);
    } else {
      setRuntimeOptions(builder);
    }
  }

  /** The builder, told of metered functions instead of those that the library tells of. */
  private static CelRuntimeBuilder metering(CelRuntimeBuilder builder) {
    return (CelRuntimeBuilder)
        Proxy.newProxyInstance(
            MeteredLibrary.class.getClassLoader(),
            new Class<?>[] {CelRuntimeBuilder.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("addFunctionBindings")) {
                builder.addFunctionBindings(metered(arguments[0]));
                return proxy;
              }
              try {
                Object result = method.invoke(builder, arguments);
                return result == builder ? proxy : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static List<CelFunctionBinding> metered(Object bindings) {
    Iterable<?> all =
        bindings instanceof Object[] array ? Arrays.asList(array) : (Iterable<?>) bindings;
    List<CelFunctionBinding> metered = new ArrayList<>();
    for (Object binding : all) {
      metered.add(new Metered((CelFunctionBinding) binding));
    }
    return metered;
  }

  /** One function. */
  @Immutable
  record Metered(CelFunctionBinding binding) implements CelFunctionBinding {
    @Override
    public String getOverloadId() {
      return binding.getOverloadId();
    }

    @Override
    public ImmutableList<Class<?>> getArgTypes() {
      return binding.getArgTypes();
    }

    @Override
    public CelFunctionOverload getDefinition() {
      CelFunctionOverload definition = binding.getDefinition();
      String id = binding.getOverloadId();
      return arguments -> {
        SizeBudget.spend(FunctionCosts.of(id, arguments));
        return definition.apply(arguments);
      };
    }

    @Override
    public boolean isStrict() {
      return binding.isStrict();
    }
  }
}
