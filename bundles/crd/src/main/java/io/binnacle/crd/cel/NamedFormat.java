package io.binnacle.crd.cel;

import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.type.Names;
import io.binnacle.crd.structural.FormatCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Formats that expressions can check texts by. */
enum NamedFormat {
  DNS1123_LABEL("dns1123Label"),
  DNS1123_SUBDOMAIN("dns1123Subdomain"),
  DNS1035_LABEL("dns1035Label"),
  QUALIFIED_NAME("qualifiedName"),
  DNS1123_LABEL_PREFIX("dns1123LabelPrefix"),
  DNS1123_SUBDOMAIN_PREFIX("dns1123SubdomainPrefix"),
  DNS1035_LABEL_PREFIX("dns1035LabelPrefix"),
  LABEL_VALUE("labelValue"),
  URI("uri"),
  UUID("uuid"),
  BYTE("byte"),
  DATE("date"),
  DATETIME("datetime");

  private final String functionName;

  NamedFormat(String functionName) {
    this.functionName = functionName;
  }

  String functionName() {
    return functionName;
  }

  static Optional<NamedFormat> named(String name) {
    for (NamedFormat format : values()) {
      if (format.functionName.equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** What is wrong with a text; nothing if it is of the format. */
  List<String> problems(String text) {
    return switch (this) {
      case DNS1123_LABEL -> one(Names.label(text, false));
      case DNS1123_SUBDOMAIN -> one(Names.subdomain(text, false));
      case DNS1035_LABEL -> one(Names.label1035(text, false));
      case DNS1123_LABEL_PREFIX -> one(Names.label(text, true));
      case DNS1123_SUBDOMAIN_PREFIX -> one(Names.subdomain(text, true));
      case DNS1035_LABEL_PREFIX -> one(Names.label1035(text, true));
      case QUALIFIED_NAME -> LabelSyntax.keyProblems(text);
      case LABEL_VALUE ->
          LabelSyntax.problems(Map.of("key", text), "").stream().map(e -> e.detail()).toList();
      case URI, UUID, BYTE, DATE, DATETIME ->
          FormatCheck.matches(functionName, text)
              ? List.of()
              : List.of("does not match the " + functionName + " format");
    };
  }

  private static List<String> one(@Nullable String problem) {
    return problem == null ? List.of() : List.of(problem);
  }
}
