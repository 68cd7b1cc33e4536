package io.binnacle.benchmarks.load;

import io.binnacle.benchmarks.load.api.ApiRun;
import io.binnacle.benchmarks.load.api.ApplyRun;
import io.binnacle.benchmarks.load.growth.GrowthRun;
import io.binnacle.benchmarks.load.pauses.PausesRun;
import io.binnacle.benchmarks.load.process.Settings;
import io.binnacle.benchmarks.load.soak.SoakRun;
import java.util.List;

/**
 * The load on a whole server: {@code api}, {@code apply}, {@code growth}, {@code soak} and {@code
 * pauses}.
 */
public final class Main {
  private Main() {}

  /** Exit code 0: no errors; 1: errors, or it could not be run; 2: a wrong argument. */
  public static void main(String[] arguments) {
    try {
      boolean fine = run(arguments[0], List.of(arguments).subList(1, arguments.length));
      System.exit(fine ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    } catch (Exception e) {
      System.err.println("bench: " + e);
      System.exit(1);
    }
  }

  private static boolean run(String mode, List<String> arguments) throws Exception {
    return switch (mode) {
      case "api" -> new ApiRun(Settings.of(arguments, ApiRun.OPTIONS)).run();
      case "apply" -> new ApplyRun(Settings.of(arguments, ApplyRun.OPTIONS)).run();
      case "growth" -> new GrowthRun(Settings.of(arguments, GrowthRun.OPTIONS)).run();
      case "pauses" -> new PausesRun(Settings.of(arguments, PausesRun.OPTIONS)).run();
      case "soak" -> soak(arguments);
      default -> throw new IllegalArgumentException("no benchmark is called " + mode);
    };
  }

  private static boolean soak(List<String> arguments) throws Exception {
    double minutes;
    try {
      minutes = Double.parseDouble(arguments.isEmpty() ? "" : arguments.get(0));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("soak MINUTES, then options", e);
    }
    List<String> options = arguments.subList(1, arguments.size());
    return new SoakRun(Settings.of(options, SoakRun.OPTIONS), minutes).run();
  }
}
