package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static io.binnacle.crd.cel.OpaqueTypes.SEMVER;

/** {@code semver('1.2.3').isLessThan(semver('2.0.0'))} and the like. */
final class SemverFunctions {
  private SemverFunctions() {}

  static void add(FunctionLibrary library) {
    library.global("semver", SEMVER, a -> Semver.parse((String) a[0]), STRING);
    library.global("semver", SEMVER, a -> Semver.parse(text(a[0], (Boolean) a[1])), STRING, BOOL);
    library.global("isSemver", BOOL, a -> Semver.isValid((String) a[0]), STRING);
    library.global("isSemver", BOOL, a -> Semver.isValid(text(a[0], (Boolean) a[1])), STRING, BOOL);
    library.member("major", INT, a -> of(a[0]).major(), SEMVER);
    library.member("minor", INT, a -> of(a[0]).minor(), SEMVER);
    library.member("patch", INT, a -> of(a[0]).patch(), SEMVER);
    library.member(
        "compareTo", INT, a -> (long) Integer.signum(of(a[0]).compareTo(of(a[1]))), SEMVER, SEMVER);
    library.member("isLessThan", BOOL, a -> of(a[0]).compareTo(of(a[1])) < 0, SEMVER, SEMVER);
    library.member("isGreaterThan", BOOL, a -> of(a[0]).compareTo(of(a[1])) > 0, SEMVER, SEMVER);
  }

  private static String text(Object value, boolean normalize) {
    return normalize ? Semver.normalized((String) value) : (String) value;
  }

  private static Semver of(Object value) {
    return (Semver) value;
  }
}
