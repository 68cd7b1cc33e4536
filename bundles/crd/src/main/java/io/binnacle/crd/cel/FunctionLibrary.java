package io.binnacle.crd.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions with their types and what they do. Filled by one thread, then only read. */
final class FunctionLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
  /** What a function does with its arguments, the value that it is called on first. */
  @Immutable
  interface Body {
    Object apply(Object... arguments);
  }

  private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  /** A function such as {@code quantity('1Gi')}. */
  void global(String name, CelType result, Body body, CelType... parameters) {
    String id = id(name, parameters);
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, parameters));
    bind(id, body, parameters);
  }

  /** A method, of the first parameter's type. */
  void member(String name, CelType result, Body body, CelType... parameters) {
    String id = "member_" + id(name, parameters);
    declare(name, CelOverloadDecl.newMemberOverload(id, result, parameters));
    bind(id, body, parameters);
  }

  /** A method that only expressions without a value to call it on speak of. */
  void declareMember(String name, CelType result, CelType... parameters) {
    declare(
        name,
        CelOverloadDecl.newMemberOverload("member_" + id(name, parameters), result, parameters));
  }

  private static String id(String name, CelType... parameters) {
    StringBuilder id = new StringBuilder("k8s_").append(name);
    for (CelType parameter : parameters) {
      id.append('_').append(parameter.name().replace('.', '_'));
      parameter.parameters().forEach(inner -> id.append('_').append(inner.name()));
    }
    return id.toString();
  }

  private void declare(String name, CelOverloadDecl overload) {
    overloads.computeIfAbsent(name, key -> new ArrayList<>()).add(overload);
  }

  private void bind(String id, Body body, CelType... parameters) {
    List<Class<?>> classes = new ArrayList<>();
    for (CelType parameter : parameters) {
      classes.add(javaClass(parameter));
    }
    bindings.add(CelFunctionBinding.from(id, classes, checked(body)));
  }

  /** The function, paid for by the size of its arguments, and failing as the language has it. */
  static CelFunctionOverload checked(Body body) {
    return arguments -> {
      SizeBudget.spend(SizeBudget.size(arguments));
      try {
        return body.apply(arguments);
      } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
        throw new CelEvaluationException(String.valueOf(e.getMessage()), e);
      }
    };
  }

  private static Class<?> javaClass(CelType type) {
    if (type.equals(SimpleType.STRING)) {
      return String.class;
    }
    if (type.equals(SimpleType.INT)) {
      return Long.class;
    }
    if (type.equals(SimpleType.DOUBLE)) {
      return Double.class;
    }
    if (type.equals(SimpleType.BOOL)) {
      return Boolean.class;
    }
    if (type.equals(SimpleType.TIMESTAMP)) {
      return Instant.class;
    }
    if (type.equals(SimpleType.DURATION)) {
      return Duration.class;
    }
    if (type instanceof ListType) {
      return List.class;
    }
    if (type instanceof MapType) {
      return Map.class;
    }
    if (type instanceof OptionalType) {
      return Optional.class;
    }
    return type instanceof OpaqueType opaque ? OpaqueTypes.javaClass(opaque) : Object.class;
  }

  @Override
  public void setCheckerOptions(CelCheckerBuilder builder) {
    overloads.forEach(
        (name, all) ->
            builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, all)));
  }

  @Override
  public void setRuntimeOptions(CelRuntimeBuilder builder) {
    builder.addFunctionBindings(bindings);
  }
}
