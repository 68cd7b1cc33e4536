package io.binnacle.crd.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.OptionalType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumSet;
import java.util.Set;

/**
 * What expressions may use: CEL's standard library, its extensions, and those of Kubernetes. See
 * "CEL in Kubernetes" in its documentation.
 */
final class RuleEnvironment {
  /** How often all loops of an expression together may turn. */
  private static final int MOST_TURNS = 1_000_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .comprehensionMaxIterations(MOST_TURNS)
          .maxExpressionCodePointSize(100_000)
          .build();

  /** All but the one that there is a better one for. */
  private static final Set<CelListsExtensions.Function> LISTS =
      EnumSet.complementOf(EnumSet.of(CelListsExtensions.Function.SORT_BY));

  private static final FunctionLibrary KUBERNETES = kubernetes();

  /** Runs what {@link #compiler} has compiled. */
  static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(StandardFunctions.others())
          .addLibraries(
              new StandardFunctions(),
              CelExtensions.optional(),
              new MeteredLibrary(CelExtensions.strings()),
              CelExtensions.math(),
              new MeteredLibrary(CelExtensions.lists()),
              new MeteredLibrary(CelExtensions.sets(OPTIONS)),
              new MeteredLibrary(CelExtensions.encoders(OPTIONS)),
              KUBERNETES)
          .build();

  private RuleEnvironment() {}

  private static FunctionLibrary kubernetes() {
    FunctionLibrary library = new FunctionLibrary();
    QuantityFunctions.add(library);
    NetworkFunctions.add(library);
    UrlFunctions.add(library);
    ListFunctions.add(library);
    TextFunctions.add(library);
    SemverFunctions.add(library);
    AuthorizerFunctions.add(library);
    SortByMacro.add(library);
    return library;
  }

  /**
   * Compiles expressions of a node.
   *
   * @param self the node's type
   * @param optionalOld whether {@code oldSelf} may be missing, and so is an optional value
   */
  static CelCompiler compiler(CelTypeProvider types, CelType self, boolean optionalOld) {
    return builder(types)
        .addVar("self", self)
        .addVar("oldSelf", optionalOld ? OptionalType.create(self) : self)
        .build();
  }

  /** A compiler that still lacks its variables. */
  static CelCompilerBuilder builder(CelTypeProvider types) {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addMacros(SortByMacro.MACRO)
        .setTypeProvider(types)
        .addLibraries(
            CelExtensions.optional(),
            CelExtensions.strings(),
            CelExtensions.bindings(),
            CelExtensions.math(),
            CelExtensions.lists(LISTS),
            CelExtensions.sets(OPTIONS),
            CelExtensions.encoders(OPTIONS),
            CelExtensions.comprehensions(),
            KUBERNETES);
  }
}
