package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.WriteOptions;
import io.binnacle.schema.Conform;
import io.binnacle.schema.table.SelectorText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code /scale}: an object seen, and scaled, as an autoscaling/v1 Scale. */
final class ScaleResource {
  static final GroupVersionKind KIND = new GroupVersionKind("autoscaling", "v1", "Scale");
  private static final Conform CONFORM = Conform.to(ScaleManagers.SCHEMA);

  private final ServedResource resource;
  private final Subresource.Scale scale;
  private final String namespace;
  private final String name;

  ScaleResource(ServedResource resource, Subresource.Scale scale, String namespace, String name) {
    this.resource = resource;
    this.scale = scale;
    this.namespace = namespace;
    this.name = name;
  }

  void get(Exchange exchange) {
    OutputFormat format = exchange.negotiation().forObjects(false, true);
    FreshRead.of(
        exchange,
        resource.store().cache(),
        ListOptions.getFreshness(exchange.query().first("resourceVersion")),
        snapshot ->
            show(
                exchange,
                format,
                resource.tree(GetResource.find(snapshot, resource, namespace, name))),
        exchange::fail);
  }

  private void show(Exchange exchange, OutputFormat format, Unstructured object) {
    if (resource.type().isCustom() && object.get(path(scale.specReplicas())) == null) {
      throw StatusException.internalError(
          "the spec replicas field \"" + scale.specReplicas() + "\" does not exist");
    }
    form(exchange, format).answer(exchange, view(object));
  }

  void update(Exchange exchange, RoutingTable table) {
    OutputFormat format = exchange.negotiation().forObjects(false, true);
    WriteOptions options = WriteResource.options(exchange, "UpdateOptions");
    exchange.readBody(
        bytes -> {
          Object body =
              new BodyDecoder(table)
                  .object(bytes, exchange.header("Content-Type"), KIND, ScaleManagers.SCHEMA)
                  .value();
          Unstructured wanted = Unstructured.of(java.util.Objects.requireNonNull(body));
          WriteResource.checkName(wanted, namespace, name);
          write(exchange, options, format, seen -> wanted);
        });
  }

  void patch(Exchange exchange) {
    String type = PatchResource.checkedType(exchange, resource);
    OutputFormat format = exchange.negotiation().forObjects(false, true);
    boolean apply = type.equals(ApplyConfiguration.MEDIA_TYPE);
    WriteOptions options = WriteResource.options(exchange, "PatchOptions", apply);
    exchange.readBody(
        bytes -> {
          if (apply) {
            Unstructured config =
                ApplyConfiguration.parse(bytes, options.fieldValidation(), exchange::warn);
            ScaleManagers managers = new ScaleManagers(resource, scale, options);
            store(
                exchange,
                options,
                format,
                current -> {
                  Unstructured seen = managers.seen(current, view(current));
                  Unstructured wanted = managers.apply(seen, config, options.force());
                  return scaled(current, conformed(wanted), managers);
                });
          } else {
            // Read only once there is something to be patched, as with any object.
            write(
                exchange,
                options,
                format,
                seen ->
                    new Unstructured(
                        PatchResource.parse(type, bytes, ScaleManagers.SCHEMA)
                            .apply(seen.content())));
          }
        });
  }

  /** From the scale as it is to the scale as it shall be. */
  private interface Rescale {
    Unstructured apply(Unstructured seen);
  }

  private void write(
      Exchange exchange, WriteOptions options, OutputFormat format, Rescale rescale) {
    ScaleManagers managers = new ScaleManagers(resource, scale, options);
    store(
        exchange,
        options,
        format,
        current -> {
          Unstructured seen = managers.seen(current, view(current));
          Unstructured sent = rescale.apply(seen.deepCopy());
          checkSent(sent);
          Unstructured wanted = conformed(sent);
          managers.update(seen, wanted, sent.get("metadata", "managedFields"));
          return scaled(current, wanted, managers);
        });
  }

  private void store(
      Exchange exchange, WriteOptions options, OutputFormat format, ResourceStore.Patch patch) {
    RequestContext context = WriteResource.context(exchange, resource, scale.name(), options);
    ResourceStore.Patch found =
        current -> {
          if (current == null) {
            throw StatusException.notFound(resource.resource(), name);
          }
          return patch.apply(current);
        };
    ScaleForm form = form(exchange, format);
    Unstructured written =
        resource
            .store()
            .patch(context, namespace, name, ResourceStore.Patch.untracked(found))
            .object();
    form.answer(exchange, view(written));
  }

  private ScaleForm form(Exchange exchange, OutputFormat format) {
    return new ScaleForm(
        format,
        resource.type().isCustom(),
        resource.columnTexts().prose(),
        exchange.query().first("includeObject"));
  }

  private static Unstructured conformed(Unstructured sent) {
    return new Unstructured(BodyDecoder.conform(CONFORM, KIND, sent.content()).tree());
  }

  private void checkSent(Unstructured wanted) {
    WriteResource.checkName(wanted, namespace, name);
    Object replicas = wanted.get("spec", "replicas");
    if (replicas != null && !(replicas instanceof Long)) {
      throw StatusException.badRequest(
          "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal "
              + replicas
              + " into Go struct field ScaleSpec.spec.replicas of type int32");
    }
  }

  private Unstructured scaled(Unstructured object, Unstructured wanted, ScaleManagers managers) {
    WriteResource.checkName(wanted, namespace, name);
    long number = wanted.number(0, "spec", "replicas");
    // Of custom objects the type itself says it, in its own words.
    if (number < 0 && !resource.type().isCustom()) {
      throw StatusException.invalid(
          KIND,
          name,
          List.of(
              FieldError.invalid("spec.replicas", number, "must be greater than or equal to 0")));
    }
    object.set(number, path(scale.specReplicas()));
    managers.carry(wanted, object);
    // What the client knows of the object is checked as with any update.
    keepIfSent(wanted, object, "resourceVersion");
    keepIfSent(wanted, object, "uid");
    return object;
  }

  private static void keepIfSent(Unstructured from, Unstructured to, String field) {
    String value = from.string("metadata", field);
    if (!value.isEmpty()) {
      to.set(value, "metadata", field);
    }
  }

  private Unstructured view(Unstructured object) {
    Unstructured view = Unstructured.create(KIND.apiVersion(), KIND.kind());
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      String value = object.string("metadata", field);
      if (!value.isEmpty()) {
        view.set(value, "metadata", field);
      }
    }
    view.set(new java.util.LinkedHashMap<String, @Nullable Object>(), "spec");
    long wished = object.number(0, path(scale.specReplicas()));
    if (wished != 0) {
      view.set(wished, "spec", "replicas");
    }
    view.set(object.number(0, path(scale.statusReplicas())), "status", "replicas");
    Object selector = scale.selector().isEmpty() ? null : object.get(path(scale.selector()));
    if (selector instanceof Map<?, ?> || selector instanceof String) {
      String text = selector instanceof String s ? s : SelectorText.query(selector);
      if (!text.isEmpty()) {
        view.set(text, "status", "selector");
      }
    }
    return view;
  }

  static String[] path(String dotted) {
    return (dotted.startsWith(".") ? dotted.substring(1) : dotted).split("\\.", -1);
  }
}
