package io.binnacle.rest.discovery;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.Subresource;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A subresource whose requests are handed on to another server, in OpenAPI documents. */
final class OpenApiConnect {
  private static final List<String> UPGRADES = List.of("get", "post");
  private static final List<String> ALL =
      List.of("get", "put", "post", "delete", "options", "head", "patch");

  private final Subresource.Connect connect;
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /**
   * @param object the component of the object, beside which its options are
   * @param title the subresource as operations name it
   */
  OpenApiConnect(Subresource.Connect connect, String object, String title) {
    this.connect = connect;
    String kind = connect.kind().kind();
    String options = kind.endsWith("Options") ? kind : kind + title + "Options";
    StructType struct =
        TypeTables.common().find(object.substring(0, object.lastIndexOf('.') + 1) + options);
    if (struct != null) {
      for (Field field : struct.fields().values()) {
        boolean typeMeta = field.name().equals("kind") || field.name().equals("apiVersion");
        Object parameter = typeMeta ? null : OpenApiParameters.query(field);
        if (parameter != null) {
          parameters.add(parameter);
        }
      }
    }
  }

  List<@Nullable Object> parameters() {
    return parameters;
  }

  List<@Nullable Object> parametersAnd(List<@Nullable Object> others) {
    List<@Nullable Object> result = new ArrayList<>(parameters);
    result.addAll(others);
    return result;
  }

  /**
   * @param id gives the operation's id for a method
   */
  Map<String, @Nullable Object> operations(String tag, UnaryOperator<String> id) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (String method : connect.manner() == Subresource.Manner.PROXY ? ALL : UPGRADES) {
      result.put(
          method,
          OpenApiOperation.of(
                  tag,
                  id.apply(OperationNames.title(method)),
                  "Hands on " + method.toUpperCase(Locale.ROOT) + " requests: " + connect.name())
              .answersText(List.of("*/*"))
              .on("connect", connect.kind()));
    }
    return result;
  }
}
