package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Protobuf both ways, as the components of a cluster speak it; read by Kubernetes' messages. */
final class ProtobufIT {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final String COMPONENT = PROTOBUF + ",application/json";
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private static TestServer server;
  private static HttpClient http;
  private static ApiClient json;

  @BeforeAll
  static void start() throws IOException, InterruptedException, GeneralSecurityException {
    server = TestServer.start();
    http = HttpClient.newBuilder().sslContext(server.tls()).build();
    json = ApiClient.admin(server);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private record Reply(int status, String type, byte[] body) {
    Runtime.Unknown opened(int expected) throws IOException {
      assertEquals(expected, status, () -> new String(body, StandardCharsets.UTF_8));
      assertEquals(PROTOBUF, type);
      return ProtobufFrames.open(body);
    }

    Meta.Status status(int expected) throws IOException {
      Runtime.Unknown unknown = opened(expected);
      assertEquals("Status", unknown.getTypeMeta().getKind());
      assertEquals("v1", unknown.getTypeMeta().getApiVersion());
      return Meta.Status.parseFrom(unknown.getRaw());
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static Reply send(String method, String path, String accept, byte @Nullable [] body)
      throws IOException, InterruptedException {
    return send(method, path, accept, PROTOBUF, body);
  }

  private static Reply send(
      String method, String path, String accept, String type, byte @Nullable [] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path)).header("Accept", accept);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body));
    }
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  private static byte[] enveloped(String apiVersion, String kind, Message object)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {'k', '8', 's', 0});
    Runtime.Unknown.newBuilder()
        .setTypeMeta(Runtime.TypeMeta.newBuilder().setApiVersion(apiVersion).setKind(kind))
        .setRaw(object.toByteString())
        .build()
        .writeTo(out);
    return out.toByteArray();
  }

  private static V1.ConfigMap.Builder configMap(String name, String text) {
    return V1.ConfigMap.newBuilder()
        .setMetadata(Meta.ObjectMeta.newBuilder().setName(name).putLabels("for", "protobuf"))
        .putData("text", text);
  }

  private static V1.ConfigMap create(String name, String text)
      throws IOException, InterruptedException {
    byte[] body = enveloped("v1", "ConfigMap", configMap(name, text).build());
    Runtime.Unknown made = send("POST", MAPS, COMPONENT, body).opened(201);
    assertEquals("ConfigMap", made.getTypeMeta().getKind());
    return V1.ConfigMap.parseFrom(made.getRaw());
  }

  @Test
  void anObjectIsWrittenAndReadInProtobufAndIsTheSameInJson()
      throws IOException, InterruptedException {
    V1.ConfigMap made = create("round", "ünï");
    Runtime.Unknown read = send("GET", MAPS + "/round", PROTOBUF, null).opened(200);
    assertEquals(made, V1.ConfigMap.parseFrom(read.getRaw()));
    var body = json.get(MAPS + "/round");
    assertEquals("ünï", body.field("data", "text"));
    assertEquals(
        made.getMetadata().getResourceVersion(), body.field("metadata", "resourceVersion"));
    assertEquals(made.getMetadata().getUid(), body.field("metadata", "uid"));

    V1.ConfigMap changed = made.toBuilder().putData("more", "x").build();
    byte[] update = enveloped("v1", "ConfigMap", changed);
    Runtime.Unknown after = send("PUT", MAPS + "/round", COMPONENT, update).opened(200);
    V1.ConfigMap updated = V1.ConfigMap.parseFrom(after.getRaw());
    assertEquals("x", updated.getDataOrThrow("more"));
    assertEquals(updated, configMapNow("round"));
    Meta.Status conflict = send("PUT", MAPS + "/round", COMPONENT, update).status(409);
    assertEquals("Conflict", conflict.getReason());

    byte[] patch = "{\"data\":{\"text\":\"new\"}}".getBytes(StandardCharsets.UTF_8);
    Runtime.Unknown patched =
        send("PATCH", MAPS + "/round", COMPONENT, "application/merge-patch+json", patch)
            .opened(200);
    assertEquals("new", V1.ConfigMap.parseFrom(patched.getRaw()).getDataOrThrow("text"));
    assertEquals(415, send("PATCH", MAPS + "/round", COMPONENT, update).status());
  }

  private static V1.ConfigMap configMapNow(String name) throws IOException, InterruptedException {
    return V1.ConfigMap.parseFrom(
        send("GET", MAPS + "/" + name, PROTOBUF, null).opened(200).getRaw());
  }

  @Test
  void whatTheSchemaDoesNotKnowIsDropped() throws IOException, InterruptedException {
    V1.ConfigMap unknown =
        configMap("unknown", "x")
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        1000,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("new"))
                            .build())
                    .build())
            .build();
    Runtime.Unknown made =
        send("POST", MAPS, COMPONENT, enveloped("v1", "ConfigMap", unknown)).opened(201);
    assertTrue(V1.ConfigMap.parseFrom(made.getRaw()).getUnknownFields().asMap().isEmpty());
  }

  @Test
  void aListIsItsItemsJoinedInPagesToo() throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      create("list-" + i, "x".repeat(100 * i));
    }
    String path = MAPS + "?labelSelector=for%3Dprotobuf&limit=500";
    Runtime.Unknown whole = send("GET", path, PROTOBUF, null).opened(200);
    assertEquals("ConfigMapList", whole.getTypeMeta().getKind());
    V1.ConfigMapList list = V1.ConfigMapList.parseFrom(whole.getRaw());
    assertTrue(list.getUnknownFields().asMap().isEmpty());
    List<String> names =
        list.getItemsList().stream().map(item -> item.getMetadata().getName()).toList();
    assertEquals(
        json.get(path).items().stream()
            .map(o -> ApiClient.Reply.field(o, "metadata", "name"))
            .toList(),
        names);
    assertEquals(configMapNow("list-3"), list.getItems(names.indexOf("list-3")));

    Runtime.Unknown page = send("GET", MAPS + "?limit=2", PROTOBUF, null).opened(200);
    V1.ConfigMapList first = V1.ConfigMapList.parseFrom(page.getRaw());
    assertEquals(2, first.getItemsCount());
    assertTrue(first.getMetadata().getRemainingItemCount() > 2);
    Runtime.Unknown rest =
        send("GET", MAPS + "?continue=" + first.getMetadata().getContinue(), PROTOBUF, null)
            .opened(200);
    assertEquals(
        first.getMetadata().getRemainingItemCount(),
        V1.ConfigMapList.parseFrom(rest.getRaw()).getItemsCount());
    Runtime.Unknown none =
        send("GET", MAPS + "?labelSelector=no%3Done", PROTOBUF, null).opened(200);
    assertEquals(0, V1.ConfigMapList.parseFrom(none.getRaw()).getItemsCount());
  }

  private static ProtobufFrames watch(String path, String accept)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", accept)
                .build(),
            BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    assertEquals(
        PROTOBUF + ";stream=watch", response.headers().firstValue("Content-Type").orElse(""));
    return new ProtobufFrames(response.body());
  }

  private static V1.ConfigMap next(ProtobufFrames frames, String type) throws IOException {
    Meta.WatchEvent event = Objects.requireNonNull(frames.next());
    assertEquals(type, event.getType());
    Runtime.Unknown unknown = ProtobufFrames.open(event.getObject().getRaw().toByteArray());
    assertEquals("ConfigMap", unknown.getTypeMeta().getKind());
    return V1.ConfigMap.parseFrom(unknown.getRaw());
  }

  @Test
  void aWatchIsFramesOfWatchEvents() throws IOException, InterruptedException {
    String only = "&fieldSelector=metadata.name%3Dwatched";
    String path = MAPS + "?watch=true&allowWatchBookmarks=true" + only;
    String accept = PROTOBUF + ";stream=watch";
    try (ProtobufFrames frames =
            watch(path + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan", COMPONENT);
        ProtobufFrames other = watch(path + "&resourceVersion=0", accept)) {
      V1.ConfigMap bookmark = next(frames, "BOOKMARK");
      assertEquals(
          Map.of("k8s.io/initial-events-end", "true"), bookmark.getMetadata().getAnnotationsMap());
      V1.ConfigMap made = create("watched", "one");
      assertEquals(made, next(frames, "ADDED"));
      assertEquals(made, next(other, "ADDED"));
      json.mergePatch(MAPS + "/watched", "{\"data\":{\"text\":\"two\"}}").expect(200);
      assertEquals(configMapNow("watched"), next(frames, "MODIFIED"));
      Meta.Status gone =
          send(
                  "DELETE",
                  MAPS + "/watched",
                  COMPONENT,
                  enveloped(
                      "v1",
                      "DeleteOptions",
                      Meta.DeleteOptions.newBuilder()
                          .setPreconditions(
                              Meta.Preconditions.newBuilder().setUid(made.getMetadata().getUid()))
                          .build()))
              .status(200);
      assertEquals("Success", gone.getStatus());
      V1.ConfigMap deleted = next(frames, "DELETED");
      assertEquals("two", deleted.getDataOrThrow("text"));
    }
  }

  @Test
  void failuresAreAStatusInProtobuf() throws IOException, InterruptedException {
    Meta.Status missing = send("GET", MAPS + "/none", PROTOBUF, null).status(404);
    assertEquals("configmaps \"none\" not found", missing.getMessage());
    assertEquals("NotFound", missing.getReason());
    assertEquals(404, missing.getCode());
    assertEquals("configmaps", missing.getDetails().getKind());
    assertTrue(missing.getUnknownFields().asMap().isEmpty());

    Meta.Status invalid =
        send("POST", MAPS, PROTOBUF, enveloped("v1", "ConfigMap", configMap("A b", "").build()))
            .status(422);
    assertEquals("metadata.name", invalid.getDetails().getCauses(0).getField());

    byte[] text = "{\"metadata\":{\"name\":\"x\"}}".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "the object provided is unrecognized (must be of type ConfigMap): provided data does not"
            + " appear to be a protobuf message, expected prefix [107 56 115 0]"
            + " ({\"metadata\":{\"name\":\"x\"}})",
        send("POST", MAPS, PROTOBUF, text).status(400).getMessage());
    byte[] whole = enveloped("v1", "ConfigMap", configMap("cut", "x").build());
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 5);
    assertTrue(
        send("POST", MAPS, PROTOBUF, cut).status(400).getMessage().contains("unexpected EOF"));
    assertEquals(
        "Pod in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Pod) to"
            + " (core.ConfigMap): unknown conversion",
        send("POST", MAPS, PROTOBUF, enveloped("v1", "Pod", V1.Pod.getDefaultInstance()))
            .status(400)
            .getMessage());
  }

  @Test
  void cborIsRefusedBothWays() throws IOException, InterruptedException {
    Reply out = send("GET", MAPS, "application/cbor", null);
    assertEquals(406, out.status());
    assertEquals("application/json", out.type());
    Meta.Status in =
        send("POST", MAPS, PROTOBUF, "application/cbor", new byte[] {(byte) 0xa0}).status(415);
    assertEquals(
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
        in.getMessage());
  }

  @Test
  void metadataAloneHasAProtobufFormButATableHasNone() throws IOException, InterruptedException {
    V1.ConfigMap made = create("partial", "x");
    String partial = PROTOBUF + ";as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    Runtime.Unknown one = send("GET", MAPS + "/partial", partial, null).opened(200);
    assertEquals("PartialObjectMetadata", one.getTypeMeta().getKind());
    assertEquals("meta.k8s.io/v1", one.getTypeMeta().getApiVersion());
    Meta.PartialObjectMetadata metadata = Meta.PartialObjectMetadata.parseFrom(one.getRaw());
    assertEquals(made.getMetadata(), metadata.getMetadata());
    String partials = PROTOBUF + ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    Runtime.Unknown list =
        send("GET", MAPS + "?fieldSelector=metadata.name%3Dpartial", partials, null).opened(200);
    assertEquals("PartialObjectMetadataList", list.getTypeMeta().getKind());
    assertEquals(
        List.of(metadata), Meta.PartialObjectMetadataList.parseFrom(list.getRaw()).getItemsList());

    String table = PROTOBUF + ";as=Table;v=v1;g=meta.k8s.io";
    assertEquals(406, send("GET", MAPS, table, null).status());
    Reply next = send("GET", MAPS, table + ",application/json", null);
    assertEquals("application/json", next.type());
    assertTrue(next.text().startsWith("{\"kind\":\"ConfigMapList\""));
  }

  @Test
  void discoveryIsToldInProtobuf() throws IOException, InterruptedException {
    Runtime.Unknown groups = send("GET", "/apis", PROTOBUF, null).opened(200);
    assertEquals("APIGroupList", groups.getTypeMeta().getKind());
    Meta.APIGroupList list = Meta.APIGroupList.parseFrom(groups.getRaw());
    assertTrue(list.getGroupsList().stream().anyMatch(group -> group.getName().equals("apps")));
    Runtime.Unknown core = send("GET", "/api", PROTOBUF, null).opened(200);
    assertEquals(List.of("v1"), Meta.APIVersions.parseFrom(core.getRaw()).getVersionsList());
    Runtime.Unknown resources = send("GET", "/api/v1", PROTOBUF, null).opened(200);
    Meta.APIResource pods =
        Meta.APIResourceList.parseFrom(resources.getRaw()).getResourcesList().stream()
            .filter(resource -> resource.getName().equals("pods"))
            .findFirst()
            .orElseThrow();
    assertTrue(pods.getVerbs().getItemsList().contains("watch"));
    assertTrue(pods.getNamespaced());
    String aggregated = PROTOBUF + ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    Reply reply = send("GET", "/apis", aggregated, null);
    assertEquals(aggregated, reply.type());
    Runtime.Unknown all = ProtobufFrames.open(reply.body());
    assertEquals("APIGroupDiscoveryList", all.getTypeMeta().getKind());
    assertTrue(all.getRaw().size() > 1000);
    assertEquals("application/json", send("GET", "/version", PROTOBUF, null).type());
  }

  @Test
  void aPodIsBoundScaledAndEvictedInProtobuf() throws IOException, InterruptedException {
    V1.Pod pod =
        V1.Pod.newBuilder()
            .setMetadata(Meta.ObjectMeta.newBuilder().setName("pod"))
            .setSpec(
                V1.PodSpec.newBuilder()
                    .setAutomountServiceAccountToken(false)
                    .addContainers(V1.Container.newBuilder().setName("c").setImage("i")))
            .build();
    V1.Pod made =
        V1.Pod.parseFrom(
            send("POST", PODS, COMPONENT, enveloped("v1", "Pod", pod)).opened(201).getRaw());
    assertEquals("Always", made.getSpec().getContainers(0).getImagePullPolicy());
    V1.Binding binding =
        V1.Binding.newBuilder()
            .setMetadata(Meta.ObjectMeta.newBuilder().setName("pod"))
            .setTarget(V1.ObjectReference.newBuilder().setKind("Node").setName("node"))
            .build();
    Meta.Status bound =
        send("POST", PODS + "/pod/binding", COMPONENT, enveloped("v1", "Binding", binding))
            .status(201);
    assertEquals("Success", bound.getStatus());
    V1Policy.Eviction eviction =
        V1Policy.Eviction.newBuilder()
            .setMetadata(Meta.ObjectMeta.newBuilder().setName("pod"))
            .build();
    assertEquals(
        "Success",
        send(
                "POST",
                PODS + "/pod/eviction",
                COMPONENT,
                enveloped("policy/v1", "Eviction", eviction))
            .status(201)
            .getStatus());

    json.post(
            "/apis/apps/v1/namespaces/default/deployments",
            "{\"metadata\":{\"name\":\"d\"},\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":"
                + "{\"a\":\"b\"}},\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":"
                + "{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}")
        .expect(201);
    String path = "/apis/apps/v1/namespaces/default/deployments/d/scale";
    Runtime.Unknown seen = send("GET", path, PROTOBUF, null).opened(200);
    assertEquals("autoscaling/v1", seen.getTypeMeta().getApiVersion());
    V1Autoscaling.Scale scale = V1Autoscaling.Scale.parseFrom(seen.getRaw());
    assertEquals(2, scale.getSpec().getReplicas());
    V1Autoscaling.Scale wanted =
        scale.toBuilder().setSpec(scale.getSpec().toBuilder().setReplicas(5)).build();
    Runtime.Unknown scaled =
        send("PUT", path, PROTOBUF, enveloped("autoscaling/v1", "Scale", wanted)).opened(200);
    assertEquals(5, V1Autoscaling.Scale.parseFrom(scaled.getRaw()).getSpec().getReplicas());
  }
}
