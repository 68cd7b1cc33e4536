package io.binnacle.resources.core.internal.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventConversionTest {
  private static final String CORE =
      "{'apiVersion':'v1','kind':'Event','metadata':{'name':'e','namespace':'n'},"
          + "'involvedObject':{'kind':'Pod','namespace':'n','name':'p','fieldPath':'f'},"
          + "'reason':'r','message':'m','source':{'component':'c','host':'h'},"
          + "'firstTimestamp':'2024-01-01T00:00:00Z','lastTimestamp':'2024-01-01T00:00:02Z',"
          + "'count':4,'type':'Warning','eventTime':'2024-01-01T00:00:00.000001Z',"
          + "'series':{'count':3,'lastObservedTime':'2024-01-01T00:00:03.000000Z'},'action':'a',"
          + "'related':{'kind':'Node','name':'x'},'reportingComponent':'example.com/c',"
          + "'reportingInstance':'i'}";

  private static final String NEW =
      "{'apiVersion':'events.k8s.io/v1','kind':'Event','metadata':{'name':'e','namespace':'n'},"
          + "'eventTime':'2024-01-01T00:00:00.000001Z',"
          + "'series':{'count':3,'lastObservedTime':'2024-01-01T00:00:03.000000Z'},"
          + "'reportingController':'example.com/c','reportingInstance':'i','action':'a',"
          + "'reason':'r','regarding':{'kind':'Pod','namespace':'n','name':'p','fieldPath':'f'},"
          + "'related':{'kind':'Node','name':'x'},'note':'m','type':'Warning',"
          + "'deprecatedSource':{'component':'c','host':'h'},"
          + "'deprecatedFirstTimestamp':'2024-01-01T00:00:00Z',"
          + "'deprecatedLastTimestamp':'2024-01-01T00:00:02Z','deprecatedCount':4}";

  private static Unstructured tree(String json) {
    return Unstructured.of(Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyFieldHasItsCounterpart() {
    assertEquals(
        Json.text(tree(NEW).content()), Json.text(EventConversion.fromCore(tree(CORE)).content()));
    assertEquals(
        Json.text(tree(CORE).content()), Json.text(EventConversion.toCore(tree(NEW)).content()));
  }

  @Test
  void whatAGroupAlwaysShowsIsThereAfterAConversion() {
    Unstructured core =
        EventConversion.toCore(
            tree("{'metadata':{'name':'e'},'regarding':{},'series':{'count':0}}"));
    assertEquals(
        tree(
            "{'apiVersion':'v1','kind':'Event','metadata':{'name':'e'},'involvedObject':{},"
                + "'source':{},'firstTimestamp':null,'lastTimestamp':null,'eventTime':null,"
                + "'series':{'lastObservedTime':null},'reportingComponent':'',"
                + "'reportingInstance':''}"),
        core);
    assertEquals(
        tree(
            "{'apiVersion':'events.k8s.io/v1','kind':'Event','metadata':{'name':'e'},"
                + "'eventTime':null,'series':{'count':0,'lastObservedTime':null},'regarding':{},"
                + "'deprecatedSource':{},'deprecatedFirstTimestamp':null,"
                + "'deprecatedLastTimestamp':null}"),
        EventConversion.fromCore(core));
  }

  @Test
  void thereAndBackChangesNothingWhateverFieldsAreGiven() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Unstructured core = tree(CORE);
      core.content()
          .keySet()
          .removeIf(name -> !name.matches("apiVersion|kind|metadata") && random.nextInt(3) == 0);
      EventStrategy.fill(core);
      Unstructured before = core.deepCopy();
      Unstructured event = EventConversion.fromCore(core);
      assertNotSame(core, event);
      assertEquals(before, core, "seed " + seed);
      assertEquals(core, EventConversion.toCore(event), "seed " + seed);
      assertEquals(event, EventConversion.fromCore(EventConversion.toCore(event)), "seed " + seed);
    }
  }

  @Test
  void onlyTheSeriesOfAnEventMayChange() {
    NewEventStrategy strategy = new NewEventStrategy(3600);
    Unstructured previous = tree(NEW);
    Unstructured again = previous.deepCopy();
    again.set(9L, "series", "count");
    assertEquals(List.of(), update(strategy, again, previous));
    Unstructured edited = previous.deepCopy();
    edited.set("other", "note");
    edited.set("example.com/d", "reportingController");
    assertEquals(
        List.of(
            "message: Invalid value: \"other\": field is immutable",
            "reportingController: Invalid value: \"example.com/d\": field is immutable"),
        update(strategy, edited, previous));
    again.set(1L, "series", "count");
    assertEquals(
        List.of("series.count: Invalid value: \"\": should be at least 2"),
        update(strategy, again, previous));
    assertTrue(new EventStrategy(3600).validateUpdate(context(), tree(CORE), tree(CORE)).isEmpty());
  }

  private static List<String> update(
      NewEventStrategy strategy, Unstructured object, Unstructured previous) {
    return strategy.validateUpdate(context(), object, previous).stream()
        .map(FieldError::text)
        .toList();
  }

  private static RequestContext context() {
    return RequestContext.server("v1");
  }

  @Test
  void selectableFieldsAreNamedAsTheGroupNamesThem() {
    var fields = new NewEventStrategy(3600).selectableFields(tree(NEW));
    assertEquals("Pod", fields.get("regarding.kind"));
    assertEquals("example.com/c", fields.get("reportingController"));
    assertEquals("Warning", fields.get("type"));
  }
}
