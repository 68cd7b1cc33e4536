package io.binnacle.rest.discovery;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.Verb;
import io.binnacle.rest.resource.ServedResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource in discovery documents, the legacy and the aggregated kind. */
final class ResourceEntry {
  private static final GroupVersionKind SCALE = new GroupVersionKind("autoscaling", "v1", "Scale");

  private final ServedResource served;
  private final ResourceType type;

  ResourceEntry(ServedResource served) {
    this.served = served;
    this.type = served.type();
  }

  /** The entries of an APIResourceList: the resource and its subresources. */
  List<@Nullable Object> legacy() {
    List<@Nullable Object> entries = new ArrayList<>();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", type.resource().resource());
    entry.put("singularName", type.singular());
    entry.put("namespaced", type.isNamespaced());
    entry.put("kind", type.kind());
    entry.put("verbs", type.isCustom() ? customVerbs() : verbs(served.verbs()));
    putUnlessEmpty(entry, "shortNames", type.shortNames());
    putUnlessEmpty(entry, "categories", type.categories());
    if (type.review().isEmpty() && served.verbs().contains(Verb.WATCH)) {
      entry.put("storageVersionHash", storageVersionHash());
    }
    entries.add(entry);
    for (Subresource part : sortedSubresources()) {
      GroupVersionKind kind = kindOf(part);
      Map<String, @Nullable Object> sub = new LinkedHashMap<>();
      sub.put("name", type.resource().resource() + "/" + part.name());
      sub.put("singularName", "");
      sub.put("namespaced", type.isNamespaced());
      if (!kind.apiVersion().equals(served.kind().apiVersion())) {
        sub.put("group", kind.group());
        sub.put("version", kind.version());
      }
      sub.put("kind", kind.kind());
      sub.put("verbs", verbs(part.verbs()));
      entries.add(sub);
    }
    return entries;
  }

  /** The entry of an APIGroupDiscoveryList. */
  Map<String, @Nullable Object> aggregated() {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("resource", type.resource().resource());
    entry.put("responseKind", responseKind(served.kind()));
    entry.put("scope", type.isNamespaced() ? "Namespaced" : "Cluster");
    entry.put("singularResource", type.singular());
    entry.put("verbs", verbs(served.verbs()));
    putUnlessEmpty(entry, "shortNames", type.shortNames());
    putUnlessEmpty(entry, "categories", type.categories());
    List<@Nullable Object> parts = new ArrayList<>();
    for (Subresource part : sortedSubresources()) {
      Map<String, @Nullable Object> sub = new LinkedHashMap<>();
      sub.put("subresource", part.name());
      sub.put("responseKind", responseKind(kindOf(part)));
      sub.put("verbs", verbs(part.verbs()));
      parts.add(sub);
    }
    if (!parts.isEmpty()) {
      entry.put("subresources", parts);
    }
    return entry;
  }

  /** In the order in which kube-apiserver lists those of custom resources. */
  private static List<@Nullable Object> customVerbs() {
    return new ArrayList<>(
        List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"));
  }

  /** By name; status before scale where the resource is custom. */
  private List<Subresource> sortedSubresources() {
    if (type.isCustom()) {
      return type.subresources();
    }
    return type.subresources().stream()
        .sorted(java.util.Comparator.comparing(Subresource::name))
        .toList();
  }

  private GroupVersionKind kindOf(Subresource part) {
    if (part instanceof Subresource.Action action) {
      return action.kind();
    }
    if (part instanceof Subresource.Connect connect) {
      return connect.kind();
    }
    return part instanceof Subresource.Scale ? SCALE : served.kind();
  }

  /** Group and version stay empty where they are the resource's own. */
  private Map<String, @Nullable Object> responseKind(GroupVersionKind kind) {
    boolean own = kind.apiVersion().equals(served.kind().apiVersion());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("group", own ? "" : kind.group());
    tree.put("version", own ? "" : kind.version());
    tree.put("kind", kind.kind());
    return tree;
  }

  private static List<@Nullable Object> verbs(Set<Verb> verbs) {
    return new ArrayList<>(verbs.stream().map(Verb::text).sorted().toList());
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> entry, String key, List<String> values) {
    if (!values.isEmpty()) {
      entry.put(key, new ArrayList<@Nullable Object>(values));
    }
  }

  private String storageVersionHash() {
    GroupVersionKind stored =
        type.storedKind().map(StoredKind::kind).orElse(type.kindIn(type.storageVersion()));
    String text = stored.group() + "/" + stored.version() + "/" + stored.kind();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
