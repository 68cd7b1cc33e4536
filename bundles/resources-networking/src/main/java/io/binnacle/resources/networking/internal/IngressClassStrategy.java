package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** IngressClasses: who implements ingresses, which never changes, and with what parameters. */
final class IngressClassStrategy implements Strategy {
  private static final String CONTROLLER = "spec.controller";
  private static final String PARAMETERS = "spec.parameters";
  private static final int MAX_CONTROLLER = 250;
  private static final String PATH_FORM = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
  private static final Pattern PATH = Pattern.compile(PATH_FORM);

  @Override
  public void applyDefaults(Unstructured object) {
    if (object.get("spec", "parameters") != null) {
      object.setDefault("Cluster", "spec", "parameters", "scope");
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String controller = object.string("spec", "controller");
    if (controller.length() > MAX_CONTROLLER) {
      errors.add(FieldError.tooLong(CONTROLLER, MAX_CONTROLLER));
    }
    errors.addAll(controllerProblems(controller));
    if (object.get("spec", "parameters") != null) {
      errors.addAll(parameterProblems(new Unstructured(object.map("spec", "parameters"))));
    }
    return errors;
  }

  private static List<FieldError> controllerProblems(String controller) {
    if (controller.isEmpty()) {
      return List.of(FieldError.required(CONTROLLER, ""));
    }
    int slash = controller.indexOf('/');
    if (slash < 1 || slash == controller.length() - 1) {
      return List.of(
          FieldError.invalid(
              CONTROLLER, controller, "must be a domain-prefixed path (such as \"acme.io/foo\")"));
    }
    List<FieldError> errors =
        new ArrayList<>(References.subdomain(controller.substring(0, slash), CONTROLLER));
    String path = controller.substring(slash + 1);
    if (!PATH.matcher(path).matches()) {
      errors.add(
          FieldError.invalid(
              CONTROLLER, path, "Invalid path (regex used for validation is '" + PATH_FORM + "')"));
    }
    return errors;
  }

  private static List<FieldError> parameterProblems(Unstructured parameters) {
    List<FieldError> errors = new ArrayList<>(References.typed(parameters, PARAMETERS, false));
    String scope = parameters.string("scope");
    String namespacePath = PARAMETERS + ".namespace";
    String namespace = parameters.string("namespace");
    switch (scope) {
      case "Cluster" -> {
        if (parameters.get("namespace") != null) {
          errors.add(FieldError.forbidden(namespacePath, "`parameters.scope` is set to 'Cluster'"));
        }
      }
      case "Namespace" -> {
        String wrong = Names.label(namespace, false);
        if (namespace.isEmpty()) {
          errors.add(
              FieldError.required(namespacePath, "`parameters.scope` is set to 'Namespace'"));
        } else if (wrong != null) {
          errors.add(FieldError.invalid(namespacePath, namespace, wrong));
        }
      }
      default ->
          errors.add(
              FieldError.notSupported(
                  PARAMETERS + ".scope", scope, List.of("Cluster", "Namespace")));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    String controller = object.string("spec", "controller");
    if (!controller.equals(previous.string("spec", "controller"))) {
      errors.add(FieldError.invalid(CONTROLLER, controller, "field is immutable"));
    }
    errors.addAll(validate(context, object));
    return errors;
  }
}
