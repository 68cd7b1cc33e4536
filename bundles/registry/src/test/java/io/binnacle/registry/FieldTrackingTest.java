package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore.Patch;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.testing.MemoryStorage;
import io.binnacle.api.translate.Translator;
import io.binnacle.cacher.CacherFactoryComponent;
import io.binnacle.schema.json.Json;
import io.binnacle.translate.TranslatorRegistryComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way to write, and who owns what after it. */
class FieldTrackingTest {
  private static final RequestContext V1 = RequestContext.server("v1");
  private static final RequestContext ONE = V1.managedBy("one");
  private static final RequestContext TWO = V1.managedBy("two");
  private static final String SIZE = "{'f:spec':{'f:size':{}}}";
  private static final String SPEC = "{'f:spec':{'.':{},'f:size':{}}}";

  private final MemoryStorage storage = new MemoryStorage();
  private GenericStore store;
  private ResourceCache cache;

  @BeforeEach
  void start() {
    WidgetType type = new WidgetType();
    Translator translator = new TranslatorRegistryComponent().register(type, StoredForm.LOCAL);
    cache = new CacherFactoryComponent(storage).startCaching(type, translator);
    AdmissionChain labels =
        new AdmissionChain() {
          @Override
          public void mutate(AdmissionReview review) {
            Unstructured object = Objects.requireNonNull(review.object());
            if (object.labels().containsKey("break")) {
              object.set("nonsense", "metadata", "managedFields");
            }
            object.set("yes", "metadata", "labels", "admitted");
          }

          @Override
          public void validate(AdmissionReview review) {}
        };
    store = new GenericStore(new Served(type, translator, cache, new StoredState(storage), labels));
  }

  @AfterEach
  void stop() {
    cache.close();
  }

  private static Unstructured widget(String json) {
    return Unstructured.of(
        Objects.requireNonNull(
            Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
  }

  private static Unstructured config(String more) {
    return widget(
        "{'apiVersion':'example.org/v1','kind':'Widget','metadata':{'name':'w'}" + more + "}");
  }

  private WriteResult apply(RequestContext who, String more, boolean force) {
    return store.apply(who, "a", "w", config(more), force);
  }

  /** By manager and operation, what is owned. */
  private static Map<String, String> owners(Unstructured object) {
    Map<String, String> result = new TreeMap<>();
    for (Unstructured entry : object.items("metadata", "managedFields")) {
      String part = entry.string("subresource");
      result.put(
          entry.string("manager")
              + " "
              + entry.string("operation")
              + (part.isEmpty() ? "" : " " + part),
          Json.text(entry.get("fieldsV1")).replace('"', '\''));
    }
    return result;
  }

  @Test
  void whoCreatesOwnsWhatWasSentAndDefaultedButNotWhatAdmissionAdded() {
    Unstructured made = store.create(ONE, "a", widget("{'metadata':{'name':'w'}}")).object();
    assertEquals("yes", made.string("metadata", "labels", "admitted"));
    assertEquals(Map.of("one Update", SPEC), owners(made));
    assertEquals(made, store.get(V1, "a", "w"));
  }

  @Test
  void anUpdateTakesWhatItChanges() {
    store.create(ONE, "a", widget("{'metadata':{'name':'w'}}"));
    Unstructured changed =
        store.update(TWO, "a", "w", widget("{'metadata':{'name':'w'},'spec':{'size':5}}")).object();
    assertEquals(Map.of("one Update", "{'f:spec':{}}", "two Update", SIZE), owners(changed));
  }

  @Test
  void aWriteOfTheStatusIsNotedAsSuchAndOwnsNothingElse() {
    store.create(ONE, "a", widget("{'metadata':{'name':'w'}}"));
    Unstructured changed =
        store
            .update(
                TWO.onSubresource("status"),
                "a",
                "w",
                widget("{'metadata':{'name':'w'},'spec':{'size':7},'status':{'ready':true}}"))
            .object();
    assertEquals(1, changed.number(0, "spec", "size"));
    assertEquals(
        Map.of("one Update", SPEC, "two Update status", "{'f:status':{'.':{},'f:ready':{}}}"),
        owners(changed));
  }

  @Test
  void applyingMakesTheObjectAndTheSameAgainWritesNothing() {
    WriteResult made = apply(ONE, ",'spec':{'size':3}", false);
    assertEquals(Outcome.CREATED, made.outcome());
    assertEquals(Map.of("one Apply", SIZE), owners(made.object()));
    WriteResult again = apply(ONE, ",'spec':{'size':3}", false);
    assertEquals(Outcome.UNCHANGED, again.outcome());
    assertEquals(made.object().resourceVersion(), again.object().resourceVersion());
  }

  @Test
  void aConflictNamesTheOwnerAndChangesNothingUnlessForced() {
    Unstructured made = apply(ONE, ",'spec':{'size':3}", false).object();
    StatusException e =
        assertThrows(StatusException.class, () -> apply(TWO, ",'spec':{'size':4}", false));
    assertEquals("Apply failed with 1 conflict: conflict with \"one\": .spec.size", e.getMessage());
    assertEquals(made, store.get(V1, "a", "w"));
    Unstructured forced = apply(TWO, ",'spec':{'size':4}", true).object();
    assertEquals(Map.of("two Apply", SIZE), owners(forced));
    assertEquals(4, forced.number(0, "spec", "size"));
  }

  @Test
  void whatIsNoLongerAppliedFallsBackToItsDefault() {
    apply(ONE, ",'spec':{'size':3}", false);
    Unstructured without = apply(ONE, "", false).object();
    assertEquals(1, without.number(0, "spec", "size"));
    assertEquals(Map.of(), owners(without));
  }

  @Test
  void ownershipIsKeptAcrossVersions() {
    apply(ONE, ",'spec':{'size':3}", false);
    Unstructured beta = config(",'spec':{'length':4}");
    beta.set("example.org/v1beta1", "apiVersion");
    RequestContext two = RequestContext.server("v1beta1").managedBy("two");
    StatusException e =
        assertThrows(StatusException.class, () -> store.apply(two, "a", "w", beta, false));
    assertEquals(Reason.CONFLICT, e.reason());
    Unstructured forced = store.apply(two, "a", "w", beta, true).object();
    assertEquals(4, forced.number(0, "spec", "length"));
    assertEquals(Map.of("two Apply", "{'f:spec':{'f:length':{}}}"), owners(forced));
  }

  @Test
  void anApplyWithAUidMakesNothingAndOneToTheStatusNeither() {
    Unstructured config = config("");
    config.set("u", "metadata", "uid");
    StatusException e =
        assertThrows(StatusException.class, () -> store.apply(ONE, "a", "w", config, false));
    assertEquals(Reason.CONFLICT, e.reason());
    e =
        assertThrows(
            StatusException.class,
            () -> store.apply(ONE.onSubresource("status"), "a", "w", config(""), false));
    assertEquals(Reason.NOT_FOUND, e.reason());
  }

  @Test
  void anEmptyListForgetsTheManagers() {
    store.create(ONE, "a", widget("{'metadata':{'name':'w'}}"));
    Unstructured changed =
        store
            .update(TWO, "a", "w", widget("{'metadata':{'name':'w','managedFields':[]}}"))
            .object();
    assertEquals(Map.of(), owners(changed));
  }

  @Test
  void admissionCannotBreakTheEntries() {
    Unstructured made =
        store
            .create(ONE, "a", widget("{'metadata':{'name':'w','labels':{'break':'it'}}}"))
            .object();
    assertTrue(owners(made).containsKey("one Update"), () -> owners(made).toString());
  }

  @Test
  void anUntrackedPatchHasNoOwner() {
    store.create(ONE, "a", widget("{'metadata':{'name':'w'}}"));
    Patch grow =
        widget -> {
          Objects.requireNonNull(widget).set(9L, "spec", "size");
          return widget;
        };
    Unstructured changed = store.patch(TWO, "a", "w", Patch.untracked(grow)).object();
    assertEquals(9, changed.number(0, "spec", "size"));
    assertEquals(Map.of("one Update", SPEC), owners(changed));
    changed = store.patch(TWO, "a", "w", current -> grow.apply(change(current))).object();
    assertFalse(owners(changed).isEmpty());
  }

  private static Unstructured change(Unstructured widget) {
    widget.set("b", "metadata", "labels", "a");
    return widget;
  }

  @Test
  void markingForDeletionIsNobodysChange() {
    store.create(ONE, "a", widget("{'metadata':{'name':'w','finalizers':['example.org/hold']}}"));
    Map<String, String> before = owners(store.get(V1, "a", "w"));
    store.delete(TWO, "a", "w", DeleteOptions.DEFAULT);
    Unstructured marked = store.get(V1, "a", "w");
    assertTrue(marked.isBeingDeleted());
    assertEquals(before, owners(marked));
  }

  @Test
  void whoMayNotCreateCannotApplyWhatIsNotThere() {
    RequestContext changesOnly =
        new RequestContext(
            ONE.user(),
            "v1",
            "",
            false,
            ONE.fieldValidation(),
            "one",
            text -> {},
            () -> {
              throw StatusException.conflict(new WidgetType().resource(), "w", "not you");
            });
    assertThrows(StatusException.class, () -> apply(changesOnly, "", false));
    apply(TWO, "", false);
    assertEquals(Outcome.UPDATED, apply(changesOnly, ",'spec':{'size':1}", false).outcome());
  }

  @Test
  void aPatchIsTriedAgainHoweverOftenOthersComeBefore() {
    store.create(ONE, "a", widget("{'metadata':{'name':'w'}}"));
    int[] left = {20};
    Patch overtaken =
        current -> {
          if (left[0]-- > 0) {
            String other = "{'metadata':{'name':'w'},'spec':{'size':" + (100 + left[0]) + "}}";
            store.update(TWO, "a", "w", widget(other));
          }
          Objects.requireNonNull(current).set(true, "status", "ready");
          return current;
        };
    Unstructured changed = store.patch(ONE.onSubresource("status"), "a", "w", overtaken).object();
    assertTrue(changed.bool("status", "ready"));
    assertEquals(100, changed.number(0, "spec", "size"));
  }
}
