package io.binnacle.storage.embedded.index;

import org.jspecify.annotations.Nullable;

/**
 * A key as of one revision: written or deleted. The value stays on disk; {@link #place} says where,
 * and changes when the keeper moves it. {@link #older} leads to the version before, until nobody
 * may read that any more.
 */
public final class Version {
  private final String key;
  private final long revision;
  private final long createRevision;
  private final long lease;
  private volatile long place;
  private volatile int length;
  private volatile @Nullable Version older;

  private Version(
      String key, long revision, long createRevision, long lease, @Nullable Version older) {
    this.key = key;
    this.revision = revision;
    this.createRevision = createRevision;
    this.lease = lease;
    this.older = older;
    this.place = -1;
  }

  public static Version written(
      String key, long revision, long createRevision, long lease, @Nullable Version older) {
    return new Version(key, revision, createRevision, lease, older);
  }

  public static Version deleted(String key, long revision, @Nullable Version older) {
    return new Version(key, revision, 0, 0, older);
  }

  public String key() {
    return key;
  }

  public long revision() {
    return revision;
  }

  public long createRevision() {
    return createRevision;
  }

  public long lease() {
    return lease;
  }

  public boolean isDeleted() {
    return createRevision == 0;
  }

  /** Where the version's entry stands in the log. */
  public long place() {
    return place;
  }

  /** How long that entry is, in bytes. */
  public int length() {
    return length;
  }

  public @Nullable Version older() {
    return older;
  }

  /** Says where the entry stands; readers may see it before or after. */
  public void moveTo(long newPlace, int newLength) {
    length = newLength;
    place = newPlace;
  }

  void forgetOlder() {
    older = null;
  }

  /** The newest version at or below {@code at} in this chain, null if there was none. */
  public @Nullable Version asOf(long at) {
    Version version = this;
    while (version != null && version.revision > at) {
      version = version.older;
    }
    return version;
  }
}
