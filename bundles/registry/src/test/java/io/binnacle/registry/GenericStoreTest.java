package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.testing.MemoryStorage;
import io.binnacle.api.translate.Translator;
import io.binnacle.cacher.CacherFactoryComponent;
import io.binnacle.schema.json.Json;
import io.binnacle.translate.TranslatorRegistryComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenericStoreTest {
  private static final RequestContext V1 = RequestContext.server("v1");

  private final MemoryStorage storage = new MemoryStorage();
  private GenericStore store;
  private ResourceCache cache;

  @BeforeEach
  void start() {
    WidgetType type = new WidgetType();
    Translator translator = new TranslatorRegistryComponent().register(type, StoredForm.LOCAL);
    cache = new CacherFactoryComponent(storage).startCaching(type, translator);
    AdmissionChain nothing =
        new AdmissionChain() {
          @Override
          public void mutate(AdmissionReview review) {}

          @Override
          public void validate(AdmissionReview review) {}
        };
    store =
        new GenericStore(new Served(type, translator, cache, new StoredState(storage), nothing));
  }

  @AfterEach
  void stop() {
    cache.close();
  }

  private static Unstructured widget(String json) {
    return Unstructured.of(Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private Unstructured created(String json) {
    return store.create(V1, "a", widget(json)).object();
  }

  private StatusException refused(Runnable call) {
    long before = revision();
    StatusException e = assertThrows(StatusException.class, call::run);
    assertEquals(before, revision(), "a refused request must change nothing");
    return e;
  }

  private long revision() {
    return storage.currentRevision().toCompletableFuture().join();
  }

  @Test
  void aNewObjectGetsItsMetadataAndDefaults() {
    Unstructured made =
        created("{'metadata':{'name':'w','uid':'mine','generation':9},'status':{'ready':true}}");
    assertEquals("a", made.namespace());
    assertEquals(1, made.number(0, "metadata", "generation"));
    assertEquals(1, made.number(0, "spec", "size"));
    assertEquals(Long.toString(revision()), made.resourceVersion());
    assertNotEquals("mine", made.uid());
    assertFalse(made.string("metadata", "creationTimestamp").isEmpty());
    assertEquals(null, made.get("status"));
    assertEquals(made, store.get(V1, "a", "w"));
  }

  @Test
  void aGeneratedNameKeepsItsPrefix() {
    String name = created("{'metadata':{'generateName':'w-'}}").name();
    assertTrue(name.matches("w-[a-z0-9]{5}"), name);
  }

  @Test
  void aSecondObjectOfTheNameIsRefused() {
    created("{'metadata':{'name':'w'}}");
    StatusException e = refused(() -> created("{'metadata':{'name':'w'}}"));
    assertEquals("widgets.example.org \"w\" already exists", e.getMessage());
  }

  @Test
  void badMetadataAndBadFieldsAreNamedTogether() {
    StatusException e =
        refused(() -> created("{'metadata':{'name':'W','labels':{'a':'b c'}},'spec':{'size':-1}}"));
    assertEquals(Reason.INVALID, e.reason());
    assertEquals(
        List.of("metadata.name", "metadata.labels", "spec.size"),
        e.details().causes().stream().map(c -> c.field()).toList());
  }

  @Test
  void anUnknownFieldIsDroppedWarnedOfOrRefusedAsAsked() {
    List<String> warnings = new ArrayList<>();
    RequestContext warn =
        new RequestContext(
            UserInfo.SERVER, "v1", "", false, FieldValidation.WARN, "t", warnings::add);
    Unstructured made =
        store.create(warn, "a", widget("{'metadata':{'name':'w'},'spec':{'x':1}}")).object();
    assertEquals(null, made.get("spec", "x"));
    assertEquals(List.of("unknown field \"spec.x\""), warnings);
    RequestContext strict =
        new RequestContext(
            UserInfo.SERVER, "v1", "", false, FieldValidation.STRICT, "t", warnings::add);
    StatusException e =
        refused(
            () -> store.create(strict, "a", widget("{'metadata':{'name':'v'},'spec':{'x':1}}")));
    assertEquals(Reason.BAD_REQUEST, e.reason());
  }

  @Test
  void dryRunAnswersAndStoresNothing() {
    RequestContext dry =
        new RequestContext(
            UserInfo.SERVER, "v1", "", true, FieldValidation.IGNORE, "t", text -> {});
    long before = revision();
    store.create(dry, "a", widget("{'metadata':{'name':'w'}}"));
    assertEquals(before, revision());
  }

  @Test
  void anUpdateOfAnotherObjectOfTheNameConflictsWhateverElseIsWrong() {
    Unstructured other = created("{'metadata':{'name':'w'}}");
    String uid = other.uid();
    other.set("else", "metadata", "uid");
    other.set("1", "metadata", "resourceVersion");
    other.set(-1L, "spec", "size");
    String end =
        ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: else,"
            + " UID in object meta: "
            + uid;
    String start =
        "Operation cannot be fulfilled on widgets.example.org \"w\": StorageError: invalid object,"
            + " Code: 4, Key: ";
    assertEquals(
        start + "/registry/example.org/widgets/a/w" + end,
        refused(() -> store.update(V1, "a", "w", other.deepCopy())).getMessage());
    RequestContext dry =
        new RequestContext(UserInfo.SERVER, "v1", "", true, FieldValidation.IGNORE, "t", w -> {});
    assertEquals(
        start + "/example.org/widgets/a/w" + end,
        refused(() -> store.update(dry, "a", "w", other.deepCopy())).getMessage());
  }

  @Test
  void anUpdateFromAnOldRevisionConflicts() {
    Unstructured first = created("{'metadata':{'name':'w'},'spec':{'size':2}}");
    Unstructured second = first.deepCopy();
    second.set(3L, "spec", "size");
    store.update(V1, "a", "w", second);
    StatusException e = refused(() -> store.update(V1, "a", "w", first.deepCopy()));
    assertEquals(Reason.CONFLICT, e.reason());
  }

  @Test
  void anUpdateThatChangesNothingWritesNothing() {
    Unstructured made = created("{'metadata':{'name':'w'}}");
    long before = revision();
    WriteResult result = store.update(V1, "a", "w", made.deepCopy());
    assertEquals(Outcome.UNCHANGED, result.outcome());
    assertEquals(before, revision());
    assertEquals(made, result.object());
  }

  @Test
  void generationCountsTheSpecAndNothingElse() {
    created("{'metadata':{'name':'w'}}");
    Unstructured labelled =
        store.patch(V1, "a", "w", w -> with(w, "x", "metadata", "labels", "l")).object();
    assertEquals(1, labelled.number(0, "metadata", "generation"));
    Unstructured bigger = store.patch(V1, "a", "w", w -> with(w, 7L, "spec", "size")).object();
    assertEquals(2, bigger.number(0, "metadata", "generation"));
  }

  private static Unstructured with(Unstructured object, Object value, String... path) {
    object.set(value, path);
    return object;
  }

  @Test
  void statusAndTheRestAreWrittenApart() {
    created("{'metadata':{'name':'w'},'spec':{'size':2}}");
    RequestContext status = V1.onSubresource("status");
    Unstructured both =
        widget("{'metadata':{'name':'w'},'spec':{'size':5},'status':{'ready':true}}");
    Unstructured after = store.update(status, "a", "w", both.deepCopy()).object();
    assertEquals(2, after.number(0, "spec", "size"));
    assertTrue(after.bool("status", "ready"));
    both.set(false, "status", "ready");
    Unstructured main = store.update(V1, "a", "w", both).object();
    assertEquals(5, main.number(0, "spec", "size"));
    assertTrue(main.bool("status", "ready"));
  }

  @Test
  void finalizersHoldAnObjectUntilTheLastIsGone() {
    created("{'metadata':{'name':'w','finalizers':['example.org/hold']}}");
    WriteResult marked = store.delete(V1, "a", "w", DeleteOptions.DEFAULT);
    assertEquals(Outcome.DELETING, marked.outcome());
    assertTrue(marked.object().isBeingDeleted());
    StatusException e =
        refused(
            () ->
                store.patch(
                    V1,
                    "a",
                    "w",
                    w -> with(w, List.of("example.org/new"), "metadata", "finalizers")));
    assertEquals(Reason.INVALID, e.reason());
    WriteResult last =
        store.patch(V1, "a", "w", w -> with(w, new ArrayList<>(), "metadata", "finalizers"));
    assertEquals(Outcome.DELETED, last.outcome());
    assertEquals(
        Reason.NOT_FOUND,
        assertThrows(StatusException.class, () -> store.get(V1, "a", "w")).reason());
  }

  @Test
  void preconditionsOfADeleteMustHold() {
    Unstructured made = created("{'metadata':{'name':'w'}}");
    for (DeleteOptions wrong :
        List.of(
            new DeleteOptions(null, "other", null, null),
            new DeleteOptions(null, null, "1", null))) {
      assertEquals(Reason.CONFLICT, refused(() -> store.delete(V1, "a", "w", wrong)).reason());
    }
    DeleteOptions right = new DeleteOptions(null, made.uid(), made.resourceVersion(), null);
    assertEquals(Outcome.DELETED, store.delete(V1, "a", "w", right).outcome());
  }

  @Test
  void anotherVersionIsTheSameObject() {
    RequestContext beta = RequestContext.server("v1beta1");
    store.create(beta, "a", widget("{'metadata':{'name':'w'},'spec':{'length':4}}"));
    assertEquals(4, store.get(V1, "a", "w").number(0, "spec", "size"));
    Unstructured seen = store.get(beta, "a", "w");
    assertEquals("example.org/v1beta1", seen.apiVersion());
    assertEquals(4, seen.number(0, "spec", "length"));
    assertEquals(null, seen.get("spec", "size"));
  }

  @Test
  void aCollectionIsDeletedBySelector() {
    created("{'metadata':{'name':'x','labels':{'k':'1'}}}");
    created("{'metadata':{'name':'y'}}");
    LabelSelector labelled =
        new LabelSelector(
            List.of(
                new LabelSelector.Requirement(
                    "k", LabelSelector.Operator.EXISTS, java.util.Set.of())));
    List<Unstructured> gone =
        store.deleteCollection(V1, "a", labelled, FieldSelector.EVERYTHING, DeleteOptions.DEFAULT);
    assertEquals(List.of("x"), gone.stream().map(Unstructured::name).toList());
    assertEquals("y", store.get(V1, "a", "y").name());
  }
}
