package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static io.binnacle.crd.cel.OpaqueTypes.FORMAT;

import com.google.re2j.Matcher;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import io.binnacle.crd.structural.LinearPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code self.find('[0-9]+')} and {@code format.dns1123Label().validate(self)}. */
final class TextFunctions {
  private TextFunctions() {}

  static void add(FunctionLibrary library) {
    library.member("find", STRING, a -> find((String) a[0], (String) a[1]), STRING, STRING);
    library.member(
        "findAll",
        ListType.create(STRING),
        a -> findAll((String) a[0], (String) a[1], Long.MAX_VALUE),
        STRING,
        STRING);
    library.member(
        "findAll",
        ListType.create(STRING),
        a -> findAll((String) a[0], (String) a[1], (Long) a[2]),
        STRING,
        STRING,
        INT);
    library.member(
        "format",
        STRING,
        a -> FormatText.of((String) a[0], (List<?>) a[1]),
        STRING,
        ListType.create(SimpleType.DYN));
    for (NamedFormat format : NamedFormat.values()) {
      library.global("format." + format.functionName(), FORMAT, a -> format);
    }
    library.global(
        "format.named", OptionalType.create(FORMAT), a -> NamedFormat.named((String) a[0]), STRING);
    library.member(
        "validate",
        OptionalType.create(ListType.create(STRING)),
        a -> validate((NamedFormat) a[0], (String) a[1]),
        FORMAT,
        STRING);
  }

  private static Optional<List<String>> validate(NamedFormat format, String text) {
    List<String> problems = format.problems(text);
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
  }

  static boolean matches(String text, String pattern) {
    return matcher(text, pattern).find();
  }

  private static Matcher matcher(String text, String pattern) {
    SizeBudget.spend(SizeBudget.search(text, pattern));
    try {
      return LinearPattern.of(pattern).matcher(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("Illegal regex: " + e.getMessage(), e);
    }
  }

  private static String find(String text, String pattern) {
    Matcher matcher = matcher(text, pattern);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<String> findAll(String text, String pattern, long limit) {
    Matcher matcher = matcher(text, pattern);
    List<String> found = new ArrayList<>();
    while ((limit < 0 || found.size() < limit) && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
