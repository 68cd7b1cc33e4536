package io.binnacle.rest.request;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of list, watch and deletecollection, checked.
 *
 * @param labels the label selector
 * @param fields the field selector
 * @param resourceVersion as sent, "" for none
 * @param match {@code Exact}, {@code NotOlderThan} or ""
 * @param limit the page size, 0 for none
 * @param continueText the continue token as sent, "" for none
 * @param timeoutSeconds how long a watch may last, 0 where the server decides, less for no time at
 *     all
 * @param bookmarks whether a watch wants bookmarks
 * @param sendInitialEvents null where not given
 */
public record ListOptions(
    LabelSelector labels,
    FieldSelector fields,
    String resourceVersion,
    String match,
    long limit,
    String continueText,
    long timeoutSeconds,
    boolean bookmarks,
    @Nullable Boolean sendInitialEvents) {
  private static final String MATCH_CONTINUES =
      "resourceVersionMatch is forbidden when continue is provided";

  private static final GroupVersionKind KIND =
      new GroupVersionKind("meta.k8s.io", "v1", "ListOptions");

  /**
   * @param type says which fields can be selected on
   * @param watch whether a watch is asked for
   * @throws StatusException BadRequest or Invalid, worded as the original does
   */
  public static ListOptions of(Query query, ResourceType type, boolean watch) {
    long timeout = query.number("timeoutSeconds", 0);
    long limit = query.number("limit", 0);
    ListOptions options =
        new ListOptions(
            LabelSelectorParser.parse(query.first("labelSelector")),
            FieldSelectorParser.parse(query.first("fieldSelector")),
            query.first("resourceVersion"),
            query.first("resourceVersionMatch"),
            Math.max(0, limit),
            query.first("continue"),
            Math.max(-1, timeout),
            query.flag("allowWatchBookmarks"),
            query.has("sendInitialEvents") ? query.flag("sendInitialEvents") : null);
    List<FieldError> errors = watch ? options.watchErrors() : options.listErrors();
    if (!errors.isEmpty()) {
      throw StatusException.invalid(KIND, "", errors);
    }
    FieldSelectorParser.checkKnown(options.fields, type);
    return options;
  }

  private List<FieldError> listErrors() {
    List<FieldError> errors = new ArrayList<>();
    if (!match.isEmpty()) {
      if (resourceVersion.isEmpty()) {
        errors.add(
            matchForbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      if (!continueText.isEmpty()) {
        errors.add(matchForbidden(MATCH_CONTINUES));
      }
      if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
        errors.add(
            FieldError.notSupported(
                "resourceVersionMatch", match, List.of("Exact", "NotOlderThan", "")));
      }
      if (match.equals("Exact") && resourceVersion.equals("0")) {
        errors.add(
            matchForbidden(
                "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (sendInitialEvents != null) {
      errors.add(
          FieldError.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
    }
    return errors;
  }

  private List<FieldError> watchErrors() {
    List<FieldError> errors = new ArrayList<>();
    // A watch from no revision in particular gets initial events, and then counts as asking for
    // them.
    boolean implied =
        sendInitialEvents == null
            && match.isEmpty()
            && (resourceVersion.isEmpty() || resourceVersion.equals("0"));
    boolean notOlder = implied || match.equals("NotOlderThan");
    if (sendInitialEvents != null && !notOlder) {
      errors.add(
          matchForbidden(
              "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (match.isEmpty() && !implied) {
      return errors;
    }
    if (sendInitialEvents == null && !implied) {
      errors.add(
          matchForbidden(
              "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
    }
    if (!notOlder) {
      errors.add(FieldError.notSupported("resourceVersionMatch", match, List.of("NotOlderThan")));
    }
    if (!continueText.isEmpty()) {
      errors.add(matchForbidden(MATCH_CONTINUES));
    }
    return errors;
  }

  private static FieldError matchForbidden(String why) {
    return FieldError.forbidden("resourceVersionMatch", why);
  }

  /** Whether no selector leaves anything out. */
  public boolean selectsAll() {
    return labels.isEverything() && fields.isEverything();
  }

  /**
   * How fresh a list must be that is no later page of another.
   *
   * @throws StatusException BadRequest for a resourceVersion that is none
   */
  public ReadFreshness listFreshness() {
    if (resourceVersion.isEmpty()) {
      return ReadFreshness.MOST_RECENT;
    }
    long revision = revision();
    if (revision < 0) {
      throw StatusException.badRequest("invalid resource version: " + notARevision());
    }
    if (revision == 0) {
      return ReadFreshness.ANY;
    }
    boolean exact = match.equals("Exact") || match.isEmpty() && limit > 0;
    return exact ? ReadFreshness.exactly(revision) : ReadFreshness.notOlderThan(revision);
  }

  /**
   * The revision to watch from, 0 for none.
   *
   * @throws StatusException for a resourceVersion that is none
   */
  public long watchRevision() {
    return revisionOf(resourceVersion);
  }

  /** A get's resourceVersion parameter as freshness. */
  public static ReadFreshness getFreshness(String resourceVersion) {
    if (resourceVersion.isEmpty()) {
      return ReadFreshness.MOST_RECENT;
    }
    long revision = revisionOf(resourceVersion);
    return revision == 0 ? ReadFreshness.ANY : ReadFreshness.notOlderThan(revision);
  }

  private static long revisionOf(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long revision = parse(text);
    if (revision < 0) {
      throw StatusException.unreasoned(notARevision(text));
    }
    return revision;
  }

  private long revision() {
    return parse(resourceVersion);
  }

  private String notARevision() {
    return notARevision(resourceVersion);
  }

  private static String notARevision(String text) {
    return FieldError.invalid(
            "resourceVersion", text, "strconv.ParseUint: parsing \"" + text + "\": invalid syntax")
        .text();
  }

  private static long parse(String text) {
    try {
      return text.startsWith("+") ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
