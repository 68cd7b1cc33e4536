package io.binnacle.schema.prose;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documentation in the Java source of one generated model class.
 *
 * @param description of the class, "" for none
 * @param fields of its fields, by JSON name; those without documentation are left out
 * @param names the JSON names of all its fields
 */
record ModelSource(String description, Map<String, String> fields, Set<String> names) {
  private static final String TEXT = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";
  private static final Pattern MODEL = Pattern.compile("@ApiModel\\(description = " + TEXT);
  private static final Pattern CONSTANT =
      Pattern.compile("String (SERIALIZED_NAME_\\w+) = " + TEXT);
  private static final Pattern MEMBER =
      Pattern.compile(
          "@SerializedName\\((SERIALIZED_NAME_\\w+)\\)\\s+(?:@[\\w.]+\\s+)*"
              + "private [^;=]*?(\\w+)(?: = [^;]*)?;");
  private static final Pattern GETTER =
      Pattern.compile(
          "@ApiModelProperty\\([^\"]*value = "
              + TEXT
              + "\\)\\s+public [^{;]*?\\(\\) \\{\\s+return (\\w+);");

  static ModelSource parse(String source) {
    Map<String, String> constants = new HashMap<>();
    Matcher constant = CONSTANT.matcher(source);
    while (constant.find()) {
      constants.put(constant.group(1), constant.group(2));
    }
    Map<String, String> jsonNames = new HashMap<>();
    Matcher member = MEMBER.matcher(source);
    while (member.find()) {
      jsonNames.put(member.group(2), constants.getOrDefault(member.group(1), ""));
    }
    Map<String, String> fields = new TreeMap<>();
    Matcher getter = GETTER.matcher(source);
    while (getter.find()) {
      String name = jsonNames.getOrDefault(getter.group(2), "");
      String text = unescape(getter.group(1));
      if (!name.isEmpty() && !text.isEmpty()) {
        fields.put(name, text);
      }
    }
    Matcher model = MODEL.matcher(source);
    return new ModelSource(
        model.find() ? unescape(model.group(1)) : "", fields, Set.copyOf(jsonNames.values()));
  }

  /** A string literal's value, on one line. */
  private static String unescape(String literal) {
    return literal.translateEscapes().replaceAll("\\s*[\\n\\t]\\s*", " ").strip();
  }
}
