package io.binnacle.schema.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A YAML text's events, as long as they make no tree that is too deep, too large, holds itself, or
 * costs too much to make. Used by one thread.
 */
final class BoundedEvents implements Parser {
  /** Digits of a number cost time by their square; no text without quotes need be longer. */
  private static final int MAX_NUMBER = 1000;

  private final Parser events;
  private final TreeBudget budget = new TreeBudget();

  /** The anchors of the maps and lists around the current event, "" for none. */
  private final Deque<String> open = new ArrayDeque<>();

  private int depth;

  BoundedEvents(String text, LoadSettings settings) {
    this.events = new ParserImpl(settings, new StreamReader(settings, FlowTabs.asSpaces(text)));
  }

  @Override
  public boolean checkEvent(Event.ID id) {
    return events.checkEvent(id);
  }

  @Override
  public Event peekEvent() {
    return events.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  /**
   * @throws JsonException if the tree becomes none that is bearable
   */
  @Override
  public Event next() {
    Event event = events.next();
    if (event instanceof CollectionStartEvent start) {
      budget.spend(true);
      open.push(start.getAnchor().map(Anchor::getValue).orElse(""));
      if (++depth > Json.MAX_DEPTH) {
        throw new JsonException("yaml: exceeded max depth");
      }
    } else if (event instanceof CollectionEndEvent) {
      depth--;
      open.pop();
    } else if (event instanceof AliasEvent alias && open.contains(alias.getAlias().getValue())) {
      throw new JsonException("yaml: anchor '" + alias.getAlias() + "' value contains itself");
    } else if (event instanceof ScalarEvent scalar) {
      budget.spend(false);
      if (isLongNumber(scalar)) {
        throw new JsonException("yaml: number of more than " + MAX_NUMBER + " digits");
      }
    }
    return event;
  }

  private static boolean isLongNumber(ScalarEvent scalar) {
    String text = scalar.getValue();
    return text.length() > MAX_NUMBER
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
  }
}
