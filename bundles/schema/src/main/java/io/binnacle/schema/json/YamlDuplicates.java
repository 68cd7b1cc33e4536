package io.binnacle.schema.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds keys that a map of a YAML text has more than once. */
final class YamlDuplicates {
  private final List<String> found = new ArrayList<>();

  private YamlDuplicates() {}

  static List<String> in(String text, LoadSettings settings) {
    YamlDuplicates search = new YamlDuplicates();
    try {
      Composer documents = new Composer(settings, new BoundedEvents(text, settings));
      if (documents.hasNext()) {
        search.look(documents.next(), 0);
      }
    } catch (YamlEngineException e) {
      throw new JsonException("yaml: " + e.getMessage());
    }
    return search.found;
  }

  private void look(Node node, int depth) {
    if (depth > Json.MAX_DEPTH) {
      return;
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> look(item, depth + 1));
    } else if (node instanceof MappingNode map) {
      Set<String> keys = new HashSet<>();
      for (NodeTuple entry : map.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
          int line = key.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
          found.add("line " + line + ": key \"" + key.getValue() + "\" already set in map");
        }
        look(entry.getValueNode(), depth + 1);
      }
    }
  }
}
