package io.binnacle.schema.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An older version of {@link Widget}: flat, and sizes were text. */
record WidgetBeta(String size, String motto) {
  static WidgetBeta of(Widget widget) {
    return new WidgetBeta(Integer.toString(widget.spec().size()), widget.spec().motto());
  }

  Widget upgraded() {
    return new Widget(
        new Widget.Spec(
            size.isEmpty() ? 0 : Integer.parseInt(size),
            Widget.Color.RED,
            motto,
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            0,
            null,
            null,
            null),
        new Widget.Status(null));
  }
}
