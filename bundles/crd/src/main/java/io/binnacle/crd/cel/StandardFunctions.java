package io.binnacle.crd.cel;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelInternalRuntimeLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.BytesFunction.BytesOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.ContainsFunction.ContainsOverload;
import dev.cel.runtime.standard.StringFunction.StringOverload;
import java.util.List;
import java.util.Set;

/** The functions of the language itself; of these, those whose work grows with what they get. */
final class StandardFunctions implements CelInternalRuntimeLibrary {
  private static final Set<CelStandardOverload> GROWING =
      Set.of(
          AddOverload.ADD_STRING,
          AddOverload.ADD_BYTES,
          ContainsOverload.CONTAINS_STRING,
          StringOverload.BYTES_TO_STRING,
          BytesOverload.STRING_TO_BYTES);

  /** All others. */
  static CelStandardFunctions others() {
    return CelStandardFunctions.newBuilder()
        .filterFunctions(
            (function, overload) ->
                function != StandardFunction.MATCHES && !GROWING.contains(overload))
        .build();
  }

  @Override
  public void setRuntimeOptions(CelRuntimeBuilder builder) {
    throw new UnsupportedOperationException("options are needed, too");
  }

  @Override
  public void setRuntimeOptions(
      CelRuntimeBuilder builder, RuntimeEquality equality, CelOptions options) {
    for (CelStandardOverload overload : GROWING) {
      builder.addFunctionBindings(
          new MeteredLibrary.Metered(overload.newFunctionBinding(options, equality)));
    }
    for (String id : List.of("matches", "matches_string")) {
      builder.addFunctionBindings(
          CelFunctionBinding.from(
              id,
              List.of(String.class, String.class),
              FunctionLibrary.checked(a -> TextFunctions.matches((String) a[0], (String) a[1]))));
    }
  }
}
