package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.testing.MemoryStorage;
import io.binnacle.api.translate.Translator;
import io.binnacle.cacher.CacherFactoryComponent;
import io.binnacle.schema.json.Json;
import io.binnacle.translate.TranslatorRegistryComponent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes begin with what the cache has and do not wait for storage; neither may be seen. */
class WritesOnOldStateTest {
  private static final RequestContext V1 = RequestContext.server("v1");

  private final MemoryStorage storage = new MemoryStorage();
  private final List<CompletableFuture<TxnResult>> heldBack = new ArrayList<>();
  private boolean holdsBack;
  private int reads;
  private ResourceCache cache;
  private Snapshot old;
  private GenericStore store;

  @BeforeEach
  void start() {
    WidgetType type = new WidgetType();
    Translator translator = new TranslatorRegistryComponent().register(type, StoredForm.LOCAL);
    cache = new CacherFactoryComponent(storage).startCaching(type, translator);
    Storage slow =
        proxy(
            Storage.class,
            storage,
            (method, args) -> {
              reads += method.equals("range") && ((RangeRequest) args[0]).end().isEmpty() ? 1 : 0;
              return method.equals("txn") && holdsBack ? held((Txn) args[0]) : null;
            });
    ResourceCache behind =
        proxy(
            ResourceCache.class,
            cache,
            (method, args) ->
                method.equals("snapshot") && args[0].equals(ReadFreshness.ANY) ? old : null);
    store =
        new GenericStore(new Served(type, translator, behind, new StoredState(slow), new Nobody()));
  }

  @AfterEach
  void stop() {
    cache.close();
  }

  private static final class Nobody implements AdmissionChain {
    @Override
    public void mutate(AdmissionReview review) {}

    @Override
    public void validate(AdmissionReview review) {}
  }

  private interface Instead {
    Object of(String method, Object[] args);
  }

  private static <T> T proxy(Class<T> type, T real, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> {
              Object answer = instead.of(method.getName(), args);
              try {
                return answer != null ? answer : method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private CompletionStage<TxnResult> held(Txn txn) {
    CompletableFuture<TxnResult> release = new CompletableFuture<>();
    heldBack.add(release);
    return release.thenCompose(nothing -> storage.txn(txn));
  }

  private static Unstructured widget(String json) {
    return Unstructured.of(Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private Unstructured create(String json) {
    return store.create(V1, "a", widget(json)).object();
  }

  private WriteResult update(String json) {
    return store.update(V1, "a", "w", widget(json));
  }

  /** From here on the cache shows what there is now, and nothing newer. */
  private void cacheStops() {
    old = cache.snapshot(ReadFreshness.MOST_RECENT);
  }

  @Test
  void anUpdateReadsNothingFromStorage() {
    create("{'metadata':{'name':'w'}}");
    cacheStops();
    reads = 0;
    assertEquals(Outcome.UPDATED, update("{'metadata':{'name':'w'},'spec':{'size':5}}").outcome());
    assertEquals(0, reads);
    cacheStops();
    store.delete(V1, "a", "w", DeleteOptions.DEFAULT);
    assertEquals(0, reads);
  }

  @Test
  void anUpdateOfAnObjectThatHasChangedSinceIsMadeOnTheNewestState() {
    create("{'metadata':{'name':'w'}}");
    cacheStops();
    store.update(
        V1.onSubresource("status"),
        "a",
        "w",
        widget("{'metadata':{'name':'w'},'status':{'ready':true}}"));
    Unstructured changed = update("{'metadata':{'name':'w'},'spec':{'size':5}}").object();
    assertTrue(changed.bool("status", "ready"));
    assertEquals(changed, store.get(V1, "a", "w"));
  }

  @Test
  void theNewestResourceVersionIsTakenThoughTheCacheHasAnother() {
    create("{'metadata':{'name':'w'}}");
    cacheStops();
    String newest =
        update("{'metadata':{'name':'w'},'spec':{'size':5}}").object().resourceVersion();
    update("{'metadata':{'name':'w','resourceVersion':'" + newest + "'},'spec':{'size':6}}");
    assertEquals(6, store.get(V1, "a", "w").number(0, "spec", "size"));
  }

  @Test
  void whatEqualsAnOldStateIsWrittenAllTheSame() {
    create("{'metadata':{'name':'w'},'spec':{'size':4}}");
    cacheStops();
    update("{'metadata':{'name':'w'},'spec':{'size':5}}");
    assertEquals(Outcome.UPDATED, update("{'metadata':{'name':'w'},'spec':{'size':4}}").outcome());
    assertEquals(4, store.get(V1, "a", "w").number(0, "spec", "size"));
  }

  @Test
  void anObjectThatIsGoneIsNotFoundAndOneThatIsNewIsFound() {
    create("{'metadata':{'name':'w'}}");
    cacheStops();
    store.delete(V1, "a", "w", DeleteOptions.DEFAULT);
    StatusException gone =
        assertThrows(StatusException.class, () -> update("{'metadata':{'name':'w'}}"));
    assertEquals(Reason.NOT_FOUND, gone.reason());
    gone =
        assertThrows(
            StatusException.class, () -> store.delete(V1, "a", "w", DeleteOptions.DEFAULT));
    assertEquals(Reason.NOT_FOUND, gone.reason());
    String uid = create("{'metadata':{'name':'w'}}").uid();
    DeleteOptions onlyThat = new DeleteOptions(null, uid, null, null);
    assertEquals(uid, store.delete(V1, "a", "w", onlyThat).object().uid());
  }

  @Test
  void aWriteIsAnsweredWhenStorageHasAnswered() throws Exception {
    holdsBack = true;
    CompletableFuture<WriteResult> write =
        store.createAsync(V1, "a", widget("{'metadata':{'name':'w'}}")).toCompletableFuture();
    assertFalse(write.isDone());
    heldBack.get(0).complete(null);
    WriteResult result = write.get(10, TimeUnit.SECONDS);
    assertEquals(Outcome.CREATED, result.outcome());
    assertNotNull(result.json());
    assertEquals(result.object().content(), Json.parse(result.json()));
    assertEquals(store.get(V1, "a", "w"), result.object());
  }

  @Test
  void anAnswerInAnotherVersionHasNoStoredBytes() throws Exception {
    RequestContext other = RequestContext.server("v1beta1");
    WriteResult result =
        store
            .createAsync(other, "a", widget("{'metadata':{'name':'w'}}"))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertNull(result.json());
    assertEquals("example.org/v1beta1", result.object().apiVersion());
  }

  @Test
  void aSecondObjectOfTheNameIsRefusedLater() {
    create("{'metadata':{'name':'w'}}");
    CompletableFuture<WriteResult> second =
        store.createAsync(V1, "a", widget("{'metadata':{'name':'w'}}")).toCompletableFuture();
    CompletionException e = assertThrows(CompletionException.class, second::join);
    assertEquals(Reason.ALREADY_EXISTS, ((StatusException) e.getCause()).reason());
  }

  @Test
  void aConflictWhileAWriteIsUnderWayIsResolvedLater() throws Exception {
    create("{'metadata':{'name':'w'}}");
    cacheStops();
    holdsBack = true;
    CompletableFuture<WriteResult> write =
        store
            .updateAsync(V1, "a", "w", widget("{'metadata':{'name':'w'},'spec':{'size':5}}"))
            .toCompletableFuture();
    holdsBack = false;
    store.update(
        V1.onSubresource("status"),
        "a",
        "w",
        widget("{'metadata':{'name':'w'},'status':{'ready':true}}"));
    heldBack.get(0).complete(null);
    Unstructured changed = write.get(10, TimeUnit.SECONDS).object();
    assertTrue(changed.bool("status", "ready"));
    assertEquals(5, changed.number(0, "spec", "size"));
  }
}
