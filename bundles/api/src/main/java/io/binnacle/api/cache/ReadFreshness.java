package io.binnacle.api.cache;

/**
 * How fresh a read must be.
 *
 * @param mode the mode
 * @param revision the revision the mode speaks of, 0 where it needs none
 */
public record ReadFreshness(Mode mode, long revision) {
  /** The modes, after the API's {@code resourceVersion} and {@code resourceVersionMatch}. */
  public enum Mode {
    /** As of storage's revision now: linearizable. */
    MOST_RECENT,
    /** Whatever is in memory. */
    ANY,
    /** At least as new as the revision. */
    NOT_OLDER_THAN,
    /** As of exactly the revision. */
    EXACT
  }

  public static final ReadFreshness MOST_RECENT = new ReadFreshness(Mode.MOST_RECENT, 0);
  public static final ReadFreshness ANY = new ReadFreshness(Mode.ANY, 0);

  public static ReadFreshness notOlderThan(long revision) {
    return new ReadFreshness(Mode.NOT_OLDER_THAN, revision);
  }

  public static ReadFreshness exactly(long revision) {
    return new ReadFreshness(Mode.EXACT, revision);
  }
}
